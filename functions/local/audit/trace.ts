import { stdin, stdout } from 'node:process';
import { hmacPatientHasher } from '../../adapters/patient-hasher.ts';
import { LetterEvent } from '../../core/events.ts';
import { LetterId } from '../../core/letter.ts';
import { isNhsNumber } from '../../core/nhs-number.ts';
import { findLetters } from '../../core/trace/find-letters.ts';
import { actorInWords } from '../../core/trace/in-words.ts';
import type { Question } from '../../core/trace/select.ts';
import type { About, StoryLine } from '../../core/trace/story.ts';
import { type TracedLetter, traceLetters } from '../../core/trace/trace-letters.ts';
import { printable } from '../letter-table.ts';
import { UsageError } from '../options.ts';
import { readFlags } from './flags.ts';
import { type AuditStores, openStores } from './stores.ts';

const FLAGS = {
  letter: 'string',
  suggestion: 'string',
  concept: 'string',
  rule: 'string',
  lexicon: 'string',
  actor: 'string',
  patient: 'string',
  between: 'string',
  type: 'string',
  'every-letter': 'boolean',
  data: 'string',
  json: 'boolean',
} as const;

/** @returns 0; 1 when nothing was found, or a text is no longer the one its event names */
export async function trace(args: readonly string[]): Promise<number> {
  const { flags, others } = readFlags(args, FLAGS);
  const question: Question = {
    ...given('suggestionId', flags.suggestion),
    ...given('code', flags.concept),
    ...given('rule', flags.rule),
    ...given('lexiconVersion', flags.lexicon),
    ...given('actorId', flags.actor),
    ...typesOf(flags.type),
    ...timesOf(flags.between, others),
  };
  if (flags.letter === undefined && flags.patient === undefined && Object.keys(question).length === 0)
    throw new UsageError(
      'trace needs to know what: --letter, --suggestion, --concept, --actor, --patient, --between, …',
    );
  const letter = flags.letter === undefined ? undefined : letterOf(flags.letter);
  const patient = flags.patient === undefined ? undefined : await nhsNumberOf(flags.patient);

  const stores = await openStores(flags.data);
  try {
    const asked = patient === undefined ? question : { ...question, patientHash: hashOf(stores, patient) };
    const letterIds = letter === undefined ? await lettersFor(stores, asked, flags['every-letter']) : [letter];
    let found = 0;
    let doubtful = 0;
    for await (const traced of traceLetters(stores, asked, letterIds)) {
      found++;
      if (traced.textProblem !== null) doubtful++;
      stdout.write(flags.json ? `${JSON.stringify(traced)}\n` : letterInWords(traced));
    }
    if (found === 0 && !flags.json) stdout.write('Nothing of the kind is recorded.\n');
    return found === 0 || doubtful > 0 ? 1 : 0;
  } finally {
    await stores.close();
  }
}

/** The views find them, and hide none that `verify --table` would not miss; who would rather not rely on them need not. */
async function lettersFor({ worklist }: AuditStores, question: Question, every: true | undefined) {
  return every ? null : findLetters(worklist, question);
}

function given<Name extends string>(name: Name, value: string | undefined) {
  return (value === undefined ? {} : { [name]: value }) as { readonly [Given in Name]?: string };
}

function letterOf(written: string): LetterId {
  const letterId = LetterId.safeParse(written);
  if (!letterId.success) throw new UsageError('--letter needs the id of a letter, 32 hexadecimal digits');
  return letterId.data;
}

function typesOf(written: string | undefined): Pick<Question, 'types'> {
  if (written === undefined) return {};
  const known = LetterEvent.options.map((option) => option.shape.type.value);
  const types = written.split(',').map((name) => known.find((type) => type === name));
  if (types.includes(undefined)) throw new UsageError(`--type needs some of ${known.join(', ')}`);
  return { types: types as LetterEvent['type'][] };
}

/** `--between A B`: both days, or times, included as far as they go. */
function timesOf(from: string | undefined, others: readonly string[]): Pick<Question, 'from' | 'until'> {
  if (from === undefined && others.length === 0) return {};
  const [to, ...more] = others;
  if (from === undefined || to === undefined || more.length > 0)
    throw new UsageError(from === undefined ? 'there is one argument too many' : '--between needs two days or times');
  return { from: startOf(from), until: endOf(to) };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function startOf(written: string): string {
  const time = new Date(DAY.test(written) ? `${written}T00:00:00Z` : written);
  if (!/^\d{4}-/.test(written) || Number.isNaN(time.getTime()))
    throw new UsageError(`'${written}' is neither a day (2026-03-01) nor a time (2026-03-01T09:00:00Z)`);
  return time.toISOString();
}

/** A day is asked about until it is over, a time up to its millisecond. */
function endOf(written: string): string {
  const length = DAY.test(written) ? 86_400_000 : 1;
  return new Date(Date.parse(startOf(written)) + length).toISOString();
}

/** From the flag, from a variable or from standard input; never said again. */
async function nhsNumberOf(written: string): Promise<string> {
  let number = written;
  if (written === '-') {
    number = process.env.NHS_NUMBER ?? '';
    if (number === '') for await (const chunk of stdin) number += chunk;
  }
  const digits = number.replace(/[\s-]/g, '');
  if (!isNhsNumber(digits))
    throw new UsageError('--patient needs a valid NHS number; - takes NHS_NUMBER, or standard input');
  return digits;
}

function hashOf({ patientKey }: AuditStores, nhsNumber: string): string {
  if (patientKey === undefined)
    throw new UsageError('--patient needs PATIENT_HASH_KEY, under which the deployment hashes');
  return hmacPatientHasher(patientKey)(nhsNumber);
}

function letterInWords({ letterId, state, practice, textProblem, lines }: TracedLetter): string {
  const title = `Letter ${letterId}, now ${state}, practice ${practice ?? 'not known'}\n`;
  const warning = textProblem === null ? '' : `  WARNING: ${textProblem}: its words are not shown\n`;
  return `${title}${warning}${lines.map(lineInWords).join('')}\n`;
}

function lineInWords({ sequence, at, actor, says, about, difference }: StoryLine): string {
  const time = at.replace('T', ' ').replace('Z', ' UTC');
  return [
    `  ${time}  event ${sequence}: ${printable(actorInWords(actor))} ${printable(says)}`,
    ...about.map(aboutInWords),
    ...(difference === undefined ? [] : changesInWords(difference)),
    '',
  ].join('\n');
}

function aboutInWords({ suggestionId, became, code, display, reason, words }: About): string {
  const places = words.map(
    ({ quote, rule, section, start, end }) =>
      ` on ${quote === null ? 'words that cannot be shown' : `“${printable(quote.replace(/\s+/g, ' '))}”`} (${start}–${end}${section === '' ? '' : `, ${section}`}; line: ${rule})`,
  );
  const why = reason === undefined ? '' : ` (${reason})`;
  return `      ${became}${why}: ${code ?? 'no code held'} ${display}${places.join(' and')} [${suggestionId}]`;
}

function changesInWords({ more, fewer }: NonNullable<StoryLine['difference']>): string[] {
  if (more.length + fewer.length === 0) return ['      the same as the run before'];
  return [...more.map((name) => `      new in this run: ${name}`), ...fewer.map((name) => `      no longer: ${name}`)];
}
