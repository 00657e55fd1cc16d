import {
  memoryEventStore,
  memoryLetterSource,
  memoryTextStore,
  memoryWorklist,
} from '../../functions/adapters/memory-stores.ts';
import { hmacPatientHasher } from '../../functions/adapters/patient-hasher.ts';
import { appendEvent } from '../../functions/core/chain.ts';
import type { Directory } from '../../functions/core/directory.ts';
import type { Actor, Happening, LetterEvent } from '../../functions/core/events.ts';
import { extractText } from '../../functions/core/extract-text.ts';
import type { LetterId } from '../../functions/core/letter.ts';
import { compileLexicon, type Lexicon } from '../../functions/core/lexicon/lexicon.ts';
import { makeSuggestions } from '../../functions/core/make-suggestions.ts';
import type { EventStore, LetterReader, TextStore, Worklist } from '../../functions/core/ports.ts';
import { receiveLetter, writeViews } from '../../functions/core/receive-letter.ts';
import { reprocessLetter } from '../../functions/core/reprocess-letter.ts';
import { followSuggestions, type ReviewedSuggestion } from '../../functions/core/suggestion-review.ts';
import { type Seeded, seeded } from './seeded.ts';
import { NEXT_SMALL_ARTEFACT, smallLexicon } from './small-lexicon.ts';

export const PATIENT_KEY = 'not a secret: a key for tests only';
const PRACTICES = ['Y90001', 'Y90002'];
const DIRECTORY: Directory = {
  practices: PRACTICES.map((ods) => ({ ods, name: `Practice ${ods}` })),
  senders: [{ ods: 'RZZ01', name: 'Hospital' }],
};
export const NHS_NUMBERS = ['999 000 0018', '999 000 0026', '999 000 0034'];
export const PEOPLE: readonly Actor[] = ['ada', 'bashir', 'chidi'].map((id) => ({
  kind: 'person',
  id,
  role: 'reviewer',
}));
export const OPERATOR: Actor = { kind: 'person', id: 'olga', role: 'operator' };
const AUDITOR: Actor = { kind: 'person', id: 'aisha', role: 'auditor' };

const LETTERS = [
  'Diagnosis: breast cancer.\nNo evidence of CLL.\nSeen in clinic.',
  'Diagnosis: chronic lymphocytic leukaemia.\nSeen in clinic.',
  'Diagnosis: breast cancer and CLL. pT2 pN1 M0.',
  'Thank you for seeing this patient with a sprained ankle.',
  'Diagnosis: invasive ductal carcinoma, T2 N0 M0.\nNo evidence of chronic lymphocytic leukaemia.',
  ' \n ',
  'Carcinoma of the breast was found. Seen in clinic.',
];

export interface ReviewedLetters {
  readonly events: EventStore;
  readonly worklist: Worklist;
  readonly texts: TextStore;
  readonly lexicon: Lexicon;
}

export interface HistoryOptions {
  readonly seed: number;
  readonly letters: number;
  /** ISO day on which the first letter arrives. */
  readonly from?: string;
  readonly days?: number;
  readonly lexicon?: Lexicon;
  /** @default invented two-line letters that the small lexicon knows */
  readonly texts?: readonly string[];
  readonly stores?: { readonly events: EventStore; readonly worklist: Worklist; readonly texts?: TextStore };
  /** Read and assessed, and nobody has worked on them. */
  readonly untouched?: true;
  /** Under which NHS numbers are hashed. */
  readonly patientKey?: string;
  /** What some letters are read with once more. */
  readonly next?: Lexicon;
}

/**
 * Letters that arrived, were read, assessed and worked on by several people over some days: every kind of event, made by
 * the very functions of the service. The same seed makes the same history, byte for byte.
 */
export async function reviewedLetters(options: HistoryOptions): Promise<ReviewedLetters> {
  const {
    seed,
    letters: count,
    from = '2026-03-01',
    days = 4,
    lexicon = smallLexicon(),
    texts: bodies = LETTERS,
  } = options;
  const chance = seeded(seed);
  const source = memoryLetterSource();
  const { events, worklist } = options.stores ?? { events: memoryEventStore(), worklist: memoryWorklist() };
  const texts = options.stores?.texts ?? memoryTextStore();
  const next = options.next ?? compileLexicon(NEXT_SMALL_ARTEFACT);
  let at = Date.parse(`${from}T08:00:00.000Z`);
  const step = Math.floor((days * 86_400_000 - 8 * 3_600_000) / Math.max(1, count));
  const ports = {
    letters: source,
    events,
    worklist,
    texts,
    lexicon,
    reader: TEXT_READER,
    directory: DIRECTORY,
    hashPatient: hmacPatientHasher(options.patientKey ?? PATIENT_KEY),
    log: () => {},
    now() {
      at += 1 + chance.below(900);
      return new Date(at).toISOString();
    },
  };
  const arrived: LetterId[] = [];
  for (let index = 0; index < count; index++) {
    const morning = at;
    const body = bodies[index < bodies.length ? index : chance.below(bodies.length)]!;
    const text = body.trim() === '' ? body : `NHS No: ${chance.pick(NHS_NUMBERS)}\nLetter ${index}\n${body}\n`;
    const object = source.put(`incoming/RZZ01/${chance.pick(PRACTICES)}/letter ${index}.txt`, Buffer.from(text));
    const letterId = await receiveLetter(ports, object, { kind: 'service', id: 'extract' });
    await extractText(ports, letterId);
    await makeSuggestions(ports, letterId);
    arrived.push(letterId);
    if (options.untouched) continue;
    if (chance.chance(0.1)) {
      const amended = source.put(object.key, Buffer.from(`AMENDED\n${text}`));
      const newer = await receiveLetter(ports, amended, { kind: 'service', id: 'extract' });
      await extractText(ports, newer);
      await makeSuggestions(ports, newer);
      arrived.push(newer);
    }
    // Some letters are worked on at once, some days later, some never.
    for (const old of chance.chance(0.8) ? [arrived[chance.below(arrived.length)]!, letterId] : [])
      await workOn(ports, old, chance);
    if (chance.chance(0.2)) await reprocessLetter({ ...ports, lexicon: next }, chance.pick(arrived), OPERATOR);
    at = morning + step;
  }
  return { events, worklist, texts, lexicon };
}

type Ports = Parameters<typeof appendEvent>[0] & { worklist: Worklist };

async function workOn(ports: Ports, letterId: LetterId, chance: Seeded): Promise<void> {
  const person = chance.pick(PEOPLE);
  const act = async (actor: Actor, decide: (chain: readonly LetterEvent[]) => Happening | null) =>
    writeViews(ports, await appendEvent(ports, letterId, actor, decide));
  const last = (await ports.events.last(letterId))!.type;
  if (last === 'letter-quarantined') {
    const action = chance.pick(['released', 'returned'] as const);
    await act(OPERATOR, () => ({ type: 'quarantine-decided', data: { action, note: 'asked the ward by telephone' } }));
    return;
  }
  if (last === 'letter-completed' || last === 'letter-exported') {
    await act(person, () => ({ type: 'letter-reopened', data: { note: 'the practice asked' } }));
    return;
  }
  await act(person, () => ({ type: 'letter-opened', data: { what: 'letter' } }));
  if (chance.chance(0.2)) await act(AUDITOR, () => ({ type: 'access-refused', data: { asked: 'letter-page' } }));
  for (const { id } of followSuggestions(await ports.events.read(letterId)))
    if (chance.chance(0.9)) await act(person, (chain) => decisionOn(chain, id, chance));
  if (chance.chance(0.2)) await act(person, (chain) => codeAdded(chain, chance));
  const decided = followSuggestions(await ports.events.read(letterId));
  const undone = decided.find(({ decidedIn }) => decidedIn !== undefined);
  if (undone !== undefined && chance.chance(0.2))
    await act(person, () => ({
      type: 'decision-undone',
      data: { suggestionId: undone.id, basedOn: undone.touched, undoes: undone.decidedIn! },
    }));
  else if (decided.every(({ decision }) => decision !== undefined)) await complete(act, person, decided, chance);
}

function decisionOn(chain: readonly LetterEvent[], id: string, chance: Seeded): Happening | null {
  const suggestion = followSuggestions(chain).find((one) => one.id === id);
  if (suggestion === undefined) return null;
  const { concept, display, assertion } = suggestion;
  const decision = chance.pick([
    { kind: 'accepted' },
    { kind: 'rejected', reason: 'suspected-only', note: 'biopsy pending' },
    { kind: 'amended', to: { concept, display, assertion, value: 'pT2' } },
  ] as const);
  return {
    type: 'suggestion-decided',
    data: { suggestionId: id, basedOn: suggestion.touched, before: suggestion.decision ?? null, decision },
  };
}

function codeAdded(chain: readonly LetterEvent[], chance: Seeded): Happening {
  const suggestionId = `${chain[0]!.letterId}-by-hand-${chain.length}`;
  const coded = {
    concept: { system: 'http://snomed.info/sct', code: '92814006' as never, display: 'Chronic lymphocytic leukaemia' },
    display: 'Chronic lymphocytic leukaemia',
    assertion: { certainty: 'confirmed', temporality: 'current', subject: 'patient' },
  } as const;
  const evidence = chance.chance(0.5) ? [] : [{ start: 31, end: 40 }];
  return { type: 'code-added', data: { suggestionId, category: 'diagnosis', coded, evidence } };
}

async function complete(
  act: (actor: Actor, decide: () => Happening) => Promise<void>,
  person: Actor,
  decided: readonly ReviewedSuggestion[],
  chance: Seeded,
): Promise<void> {
  const rejected = decided.filter(({ decision }) => decision?.kind === 'rejected').length;
  const accepted = decided.length - rejected;
  await act(person, () => ({ type: 'letter-completed', data: { accepted, rejected } }));
  if (chance.chance(0.5))
    await act(person, () => ({
      type: 'letter-exported',
      data: { format: 'fhir', scope: 'letter', codes: accepted, contentHash: 'e'.repeat(64) },
    }));
}

const TEXT_READER: LetterReader = {
  async read(bytes) {
    const text = new TextDecoder().decode(bytes);
    if (text.trim() === '') return { outcome: 'unreadable', reason: 'empty' };
    return {
      outcome: 'read',
      text,
      pages: [{ start: 0, end: text.length, readable: true }],
      extractor: { name: 'plain-text', version: '1' },
    };
  },
  async close() {},
};
