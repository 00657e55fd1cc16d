import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { Assertion, Category, Stage, Suggestion } from '../../../functions/core/answer.ts';
import { assessLetter } from '../../../functions/core/reading/assess-letter.ts';
import { explainSpan } from '../../../functions/core/reading/explain-span.ts';
import { overlaps, type Span } from '../../../functions/core/span.ts';
import { annotated } from '../../support/annotated.ts';
import { realLexicon as lexicon } from '../../support/real-lexicon.ts';

/**
 * Every row of test/tables is a test. Rows that are not satisfied yet stand in known-misses.tsv, which only shrinks: a miss
 * outside it fails, and so does a row of it that is satisfied. `SHRINK=1` takes the latter out; nothing puts a row in but
 * a person. A row that is unsafe (a cancer coded that must not be, a trap read as a stage) needs a note on why it may stay.
 */

const letterOf = (text: string) => assessLetter({ id: 'row', text }, lexicon);

/** What is wrong with a row's answer, or null. */
type Miss = { readonly unsafe: boolean; readonly what: string } | null;

interface Row {
  readonly key: string;
  readonly columns: readonly string[];
}

const TABLES: Readonly<Record<string, (columns: readonly string[]) => Miss>> = {
  'context-sentences.tsv': contextMiss,
  'finding-sentences.tsv': findingMiss,
  'treatment-sentences.tsv': treatmentMiss,
  'care-sentences.tsv': careMiss,
  'stage-notations.tsv': stageMiss,
  'compositions.tsv': compositionMiss,
  'active-diagnoses.tsv': activeMiss,
};

const MISSES_FILE = new URL('../../tables/known-misses.tsv', import.meta.url);
const misses = rowsOf('known-misses.tsv').map(({ columns: [table = '', row = '', note = ''] }) => ({
  table,
  row,
  note,
}));
const listed = new Map(misses.map((miss) => [`${miss.table}\t${miss.row}`, miss]));
const satisfied = new Set<string>();

describe.each(Object.entries(TABLES))('%s', (table, missOf) => {
  it.each(rowsOf(table).map(({ key, columns }) => [key, columns] as const))('%s', (key, columns) => {
    const id = `${table}\t${key}`;
    const known = listed.get(id);
    const miss = missOf(columns);
    if (miss === null) satisfied.add(id);
    if (known === undefined) expect(miss, miss?.what).toBeNull();
    else if (process.env.SHRINK !== '1') {
      expect(miss, 'the row is satisfied now: take it out of known-misses.tsv (SHRINK=1 does)').not.toBeNull();
      if (miss!.unsafe) expect(known.note, `unsafe: ${miss!.what}`).toMatch(/^unsafe: .{20}/);
    }
  });
});

describe('known-misses.tsv', () => {
  it('names rows of the tables only, each once, each with a note', () => {
    const rows = new Set(Object.keys(TABLES).flatMap((table) => rowsOf(table).map(({ key }) => `${table}\t${key}`)));
    expect(misses.filter(({ table, row }) => !rows.has(`${table}\t${row}`))).toEqual([]);
    expect(misses.filter(({ note }) => note.trim() === '')).toEqual([]);
    expect(listed.size).toBe(misses.length);
  });
});

afterAll(() => {
  if (process.env.SHRINK !== '1') return;
  const left = misses.filter(({ table, row }) => !satisfied.has(`${table}\t${row}`));
  const lines = left.map(({ table, row, note }) => [table, row, note].join('\t'));
  writeFileSync(MISSES_FILE, ['table\trow\tnote', ...lines, ''].join('\n'));
});

function rowsOf(table: string): Row[] {
  const lines = readFileSync(new URL(`../../tables/${table}`, import.meta.url), 'utf8').split('\n');
  return lines.slice(1).flatMap((line) => {
    const columns = line.split('\t');
    return line === '' ? [] : [{ key: columns[0]!, columns }];
  });
}

function textOf(column: string): string {
  return column.replaceAll('\\n', '\n').replaceAll('\\t', '\t');
}

function contextMiss([sentence = '']: readonly string[]): Miss {
  const { text, marks } = annotated(textOf(sentence));
  let miss: Miss = null;
  for (const mark of marks) {
    const treatment = mark.categories[0] === 'treatment:';
    const wanted = mark.categories.slice(treatment ? 1 : 0).join(' ');
    const { assertion, section } = explainSpan(text, mark, lexicon, treatment ? 'treatment' : 'diagnosis');
    const got = section === 'not-read' ? 'not read' : treatment ? progressOf(assertion) : stateOf(assertion);
    const coded = treatment || wanted === '' ? [] : activeOn(mark, text);
    const words = text.slice(mark.start, mark.end);
    if (coded.length > 0)
      return { unsafe: true, what: `"${words}" is ${wanted}, and coded as active: ${describeAll(coded)}` };
    if (got !== wanted)
      miss ??= {
        unsafe: !treatment && got === '',
        what: `"${words}" is ${wanted || 'plain'}, read as ${got || 'plain'}`,
      };
  }
  return miss;
}

/** What is suggested of each treatment in a letter of 14 October 2026: how far it has got, or nothing of what is open or was refused. */
function treatmentMiss([sentence = '']: readonly string[]): Miss {
  const { text, marks } = annotated(`${LETTER}${textOf(sentence)}`);
  const suggested = letterOf(text).suggestions.filter(({ category }) => category === 'treatment');
  for (const mark of marks) {
    const wanted = mark.categories[1]!;
    const states = suggested
      .filter(({ evidence }) => evidence.some((words) => overlaps(words, mark)))
      .map(({ assertion }) => progressOf(assertion));
    const held = wanted === 'hypothetical' || wanted === 'declined';
    if (held ? states.length === 0 : states.some((state) => state === wanted)) continue;
    const words = text.slice(mark.start, mark.end);
    return { unsafe: held, what: `"${words}" is ${wanted}, suggested as ${states.join(', ') || 'nothing'}` };
  }
  return null;
}
const LETTER =
  'Seen in clinic 14/10/2026\n\nDiagnosis: metastatic breast cancer, prostate cancer, bladder cancer.\n\nDear Dr Shah,\n\n';

/** What is suggested of one category, by display: all of it, and no more. */
function careMiss([sentence = '', category = '', expected = '']: readonly string[]): Miss {
  const { suggestions } = letterOf(`Diagnosis: bowel cancer\n\n${textOf(sentence)}`);
  const displays = suggestions.filter((one) => one.category === category).map(({ display }) => display);
  const got = [...new Set(displays)].sort().join('; ') || 'none';
  return got === expected ? null : { unsafe: false, what: `${category}: ${expected} is expected, ${got} is suggested` };
}

/** The patient's cancers of now, by display: a wrong one is unsafe. */
function activeMiss([text = '', expected = '']: readonly string[]): Miss {
  const displays = letterOf(textOf(text))
    .suggestions.filter(
      ({ category, assertion: { certainty, temporality, subject } }) =>
        category === 'diagnosis' && certainty === 'confirmed' && temporality === 'current' && subject === 'patient',
    )
    .map(({ display }) => display);
  const wanted = expected === 'none' ? [] : expected.split('; ');
  const got = [...new Set(displays)].sort();
  if (got.join('; ') === wanted.join('; ')) return null;
  const unsafe = got.some((display) => !wanted.includes(display));
  return { unsafe, what: `${expected} is expected, ${got.join('; ') || 'none'} is suggested` };
}

/** What `explain` makes of words that need not be in the lexicon: every word of the label counts, and no more. */
function findingMiss([sentence = '']: readonly string[]): Miss {
  const { text, marks } = annotated(textOf(sentence));
  for (const mark of marks) {
    const { certainty, temporality, subject } = explainSpan(text, mark, lexicon).assertion;
    const ofPatient = subject === 'patient' ? temporality : 'current';
    const got = [certainty, ofPatient, subject].filter((word) => !PLAIN.has(word)).join(' ');
    const wanted = mark.categories.join(' ');
    if (got !== wanted)
      return {
        unsafe: false,
        what: `"${text.slice(mark.start, mark.end)}" is ${wanted || 'plain'}, read as ${got || 'plain'}`,
      };
  }
  return null;
}
const PLAIN: ReadonlySet<string> = new Set(['confirmed', 'current', 'patient']);

/** A tumour's category as the tables name it; of several the one that decides what becomes of it. */
function stateOf({ certainty, temporality, subject }: Assertion): string {
  if (subject === 'other') return 'other';
  const own = certainty === 'confirmed' ? '' : certainty;
  if (subject === 'family') return `family ${own}`.trim();
  if (own === 'negated') return own;
  if (temporality === 'hypothetical') return temporality;
  return own !== '' ? own : temporality === 'historical' ? temporality : '';
}

function progressOf({ certainty, temporality, subject }: Assertion): string {
  if (subject !== 'patient') return subject;
  if (certainty === 'negated') return 'declined';
  return temporality === 'historical' ? 'completed' : temporality;
}

/** Suggested as a cancer the patient has, on these very words. */
function activeOn(mark: Span, text: string): Suggestion[] {
  return letterOf(text).suggestions.filter(
    (one) => isActive(one) && one.evidence.some((words) => overlaps(words, mark)),
  );
}

function isActive({ category, assertion: { certainty, temporality, subject } }: Suggestion): boolean {
  const own: Category = 'diagnosis';
  return category === own && certainty === 'confirmed' && temporality === 'current' && subject === 'patient';
}

function describeAll(suggestions: readonly Suggestion[]): string {
  return suggestions.map(({ display, concept }) => `${display} (${concept?.code ?? 'no code'})`).join('; ');
}

function stageMiss([text = '', expected = '']: readonly string[]): Miss {
  const wanted = new Set(expected === 'none' ? [] : expected.split(';'));
  const keyOf = ({ system, axis, prefix, value }: Stage) => [system, axis ?? '-', prefix ?? '-', value].join(':');
  const read = letterOf(textOf(text)).stages.filter(
    ({ assertion }) => assertion.certainty !== 'negated' && assertion.subject === 'patient',
  );
  const asserted = read.filter(
    ({ assertion }) => assertion.certainty === 'confirmed' && assertion.temporality !== 'historical',
  );
  const extra = [...new Set(asserted.map(keyOf))].filter((reading) => !wanted.has(reading));
  const missing = [...wanted].filter((reading) => !read.some((stage) => keyOf(stage) === reading));
  if (extra.length === 0 && missing.length === 0) return null;
  const trap = wanted.size === 0;
  return {
    unsafe: trap,
    what: `${trap ? 'a trap, read as' : 'read too much'}: ${extra.join(' ')}; not read: ${missing.join(' ')}`,
  };
}

function compositionMiss([text = '', expected = '', forbidden = '']: readonly string[]): Miss {
  const { suggestions } = letterOf(textOf(text));
  const codesOf = (list: string) => new Set(list.split('|').filter((code) => code !== ''));
  const has = (codes: ReadonlySet<string>) => (one: Suggestion) => one.concept !== null && codes.has(one.concept.code);
  const active = suggestions.filter(isActive);
  const wrong = active.filter(has(codesOf(forbidden)));
  if (wrong.length > 0) return { unsafe: true, what: `forbidden, and suggested: ${describeAll(wrong)}` };
  const joining = active.filter(({ effect }) => effect?.joins === true);
  if (expected === '' && joining.length > 0)
    return { unsafe: true, what: `nothing is to be coded, and suggested: ${describeAll(joining)}` };
  const missing = expected.split(';').filter((codes) => codes !== '' && !suggestions.some(has(codesOf(codes))));
  return missing.length === 0
    ? null
    : { unsafe: false, what: `not suggested: ${missing.join('; ')}; suggested: ${describeAll(suggestions)}` };
}
