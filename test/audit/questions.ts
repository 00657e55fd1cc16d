import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dynamoEventStore } from '../../functions/adapters/dynamo-event-store.ts';
import { dynamoWorklist } from '../../functions/adapters/dynamo-worklist.ts';
import { folderArchive } from '../../functions/adapters/folder-archive.ts';
import { folderTextStore } from '../../functions/adapters/folder-stores.ts';
import { archiveEvents } from '../../functions/core/archive/archive-events.ts';
import type { LetterEvent } from '../../functions/core/events.ts';
import { reprocessLetter } from '../../functions/core/reprocess-letter.ts';
import { loadBuiltLexicon } from '../../functions/local/built-lexicon.ts';
import { openDataFolder } from '../../functions/local/data-folder.ts';
import { openEmbeddedTables } from '../../functions/local/embedded-tables.ts';
import { NHS_NUMBERS, reviewedLetters } from '../support/reviewed-letters.ts';

/** Invented. Each is rich enough that a few dozen letters make more than 500 suggestions. */
const CLINIC_LETTERS = [
  'Diagnosis: invasive ductal carcinoma of the left breast, pT2 pN1 M0, grade 2, ER positive, HER2 negative.\nTreatment: wide local excision and sentinel node biopsy in March 2026.\nPlan: adjuvant chemotherapy, radiotherapy to the left breast, letrozole, bone density scan.\nPMH: type 2 diabetes.\nHer mother had breast cancer. No evidence of metastatic disease.',
  'Diagnosis: adenocarcinoma of the sigmoid colon, T3 N1 M0, Dukes C.\nTreatment: laparoscopic anterior resection.\nPlan: adjuvant chemotherapy with capecitabine and oxaliplatin, CT scan in six months, colonoscopy.\nNo evidence of liver metastases. Performance status 1.',
  'Diagnosis: carcinoma of the prostate, Gleason 3+4=7, T2 N0 M0.\nPlan: active surveillance, PSA in three months, MRI of the prostate.\nFamily history: father had prostate cancer.',
  'Diagnosis: adenocarcinoma of the lung, stage IV, with brain metastases and bone metastases. Performance status 2.\nPlan: palliative radiotherapy, pembrolizumab, referral to the palliative care team.\nHe declined chemotherapy. CLL is not suspected.',
];

export interface Asked {
  readonly question: string;
  /** What follows `npm run --silent audit --`, as an auditor types it; docs/audit.md shows the same with its own ids. */
  readonly command: readonly string[];
  /** What the answer must say. */
  readonly answer: RegExp;
  readonly code?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A data folder as `npm start` leaves it, with a history of reviewed letters and its archive. */
export async function openAuditedFolder(letters = 64) {
  const data = await mkdtemp(join(tmpdir(), 'audited-'));
  const patientKey = 'a'.repeat(64);
  await writeFile(join(data, 'patient.key'), patientKey, { mode: 0o600 });
  const folder = await openDataFolder(data);
  const tables = await openEmbeddedTables(folder.tables);
  const events = dynamoEventStore(tables.client, tables.events);
  const worklist = dynamoWorklist(tables.client, tables.worklist);
  const texts = folderTextStore(folder.texts);
  const lexicon = loadBuiltLexicon();
  const next = { ...lexicon, version: 'abcdef012345' };
  const stores = { events, worklist, texts };
  // The draws of a worked history hang on what the engine suggests; a small folder is fixed, whatever that is.
  const isSmall = letters < 64;
  const history = { seed: 41, letters, lexicon, next, texts: CLINIC_LETTERS, patientKey, stores };
  const worked = await reviewedLetters(isSmall ? { ...history, untouched: true } : history);
  const { value: chain } = await events.all()[Symbol.asyncIterator]().next();
  const again = { ...worked, lexicon: next, now: () => '2026-03-05T12:00:00.000Z', log: () => {} };
  if (isSmall) await reprocessLetter(again, chain[0].letterId, { kind: 'person', id: 'olga', role: 'operator' });
  const now = () => '2026-03-10T12:00:00.000Z';
  await archiveEvents({ events, archive: folderArchive(folder.archive), now, log: () => {} });
  const chains: (readonly LetterEvent[])[] = [];
  for await (const chain of events.all()) chains.push(chain);
  await tables.close();
  return {
    data,
    chains,
    questions: isSmall ? [] : questionsOn(data, chains),
    remove: () => rm(data, { recursive: true, force: true }),
  };
}

type OfType<Type extends LetterEvent['type']> = Extract<LetterEvent, { type: Type }>;

function questionsOn(data: string, chains: readonly (readonly LetterEvent[])[]): readonly Asked[] {
  const all = chains.flat();
  const first = <Type extends LetterEvent['type']>(type: Type, fits: (event: OfType<Type>) => boolean = () => true) =>
    all.find((event) => event.type === type && fits(event as OfType<Type>)) as OfType<Type>;
  const accepted = first('suggestion-decided', ({ data }) => data.decision.kind === 'accepted');
  const rejected = first('suggestion-decided', ({ data }) => data.decision.kind === 'rejected');
  const reprocessed = first('suggestions-made', ({ data }) => data.because === 'reprocessed');
  const made = first('suggestions-made', ({ data }) => data.held.length > 0);
  const { lexiconVersion, suggestions } = made.data;
  const coded = suggestions.find(({ concept }) => concept !== null)!;
  const phrase = /^phrase: ([^;]+)/.exec(
    suggestions.find(({ evidence }) => /^phrase/.test(evidence[0]!.rule))!.evidence[0]!.rule,
  )![1]!;
  const refused = first('access-refused');
  const exported = first('letter-exported');
  const set = first('letter-superseded');
  const day = accepted.at.slice(0, 10);
  const on = ['--data', data];
  const suggestion = ['trace', '--suggestion', accepted.data.suggestionId, ...on];
  const archive = ['--archive', join(data, 'archive')];
  return [
    {
      question: 'Who accepted this code?',
      command: suggestion,
      answer: new RegExp(`${accepted.actor.id} \\(reviewer\\) accepted`),
    },
    { question: 'On which words of the letter?', command: suggestion, answer: /on “[^”]+” \(\d+–\d+/ },
    {
      question: 'Of which version of the document?',
      command: suggestion,
      answer: /received document version v\d+ of \d+ bytes, SHA-256 [0-9a-f]{64}/,
    },
    {
      question: 'By which line of the lexicon, and which lexicon and engine?',
      command: suggestion,
      answer: /line: .*\n|with lexicon [0-9a-f]{12} and engine/,
    },
    {
      question: 'Who saw this letter?',
      command: ['trace', '--letter', accepted.letterId, '--type', 'letter-opened', ...on],
      answer: /\(reviewer\) opened the letter/,
    },
    {
      question: 'What was rejected, and why?',
      command: ['trace', '--letter', rejected.letterId, '--type', 'suggestion-decided', ...on],
      answer: /rejected a suggestion \(suspected-only\), noting: "biopsy pending"/,
    },
    {
      question: 'What was seen and held back, and why?',
      command: ['trace', '--letter', made.letterId, '--type', 'suggestions-made', ...on],
      answer: /held \([a-z-]+\): /,
    },
    {
      question: 'What changed when the letter was read again?',
      command: ['trace', '--letter', reprocessed.letterId, ...on],
      answer: /in a new run, with lexicon abcdef012345 [\s\S]*(?:the same as the run before|new in this run|no longer)/,
    },
    {
      question: 'Was anything changed, deleted, reordered or back-dated?',
      command: ['verify', ...archive],
      answer: /^All holds in the archive: \d+ letters/,
    },
    {
      question: 'Is everything that was archived still in the table, and do the worklists say what the events say?',
      command: ['verify', '--table', '--against', join(data, 'archive', 'anchors'), ...on],
      answer: /^All holds in the table: \d+ letters/,
    },
    {
      question: 'Which letters of this practice wait longest?',
      command: ['waiting', '--practice', 'Y90001', ...on],
      answer: /^2026-03-0\d \S+ UTC {2}letter [0-9a-f]{32}, practice Y90001/,
    },
    {
      question: 'Which codes of this lexicon are affected by a wrong line?',
      command: ['trace', '--rule', phrase, '--lexicon', lexiconVersion, ...on],
      answer: new RegExp(phrase),
    },
    {
      question: 'What did this person do on that day?',
      command: ['trace', '--actor', accepted.actor.id, '--between', day, day, ...on],
      answer: new RegExp(`${day} .* UTC {2}event \\d+: ${accepted.actor.id}`),
    },
    {
      question: 'What was exported, when, and to whom?',
      command: ['trace', '--type', 'letter-exported', ...on],
      answer: new RegExp(`${exported.actor.id} \\(reviewer\\) was given \\d+ codes as fhir`),
    },
    {
      question: 'What is recorded of this patient?',
      command: ['trace', '--patient', '-', ...on],
      environment: { NHS_NUMBER: NHS_NUMBERS[0]! },
      answer: /^Letter [0-9a-f]{32}/,
    },
    {
      question: 'Who asked for what they had no right to?',
      command: ['trace', '--type', 'access-refused', ...on],
      answer: new RegExp(`${refused.actor.id} \\(auditor\\) asked for letter-page without the right`),
    },
    {
      question: 'Which letters were set aside or replaced, and why?',
      command: ['trace', '--type', 'letter-quarantined,quarantine-decided,letter-superseded', ...on],
      answer: new RegExp(`amended version, letter ${set.data.by}`),
    },
    {
      question: 'Where was this concept suggested, and what became of it?',
      command: ['trace', '--concept', coded.concept!.code, ...on],
      answer: new RegExp(`suggested: ${coded.concept!.code}`),
    },
    {
      question: 'Would the service suggest the same today?',
      command: ['replay', '--letter', made.letterId, ...on],
      answer: /the same again, byte for byte|not at hand/,
    },
    {
      question: 'What would a new lexicon change in everything suggested so far?',
      command: ['replay', '--all', '--lexicon', 'lexicon/data', ...on],
      answer: /over \d+ letters: \d+ the same, 0 different/,
    },
  ];
}
