import type { Assertion, Stage } from '../answer.ts';
import { stageKey } from '../lexicon/lexicon.ts';
import type { ContextCategory } from '../lexicon/rows.ts';
import { readStages } from '../stage/read-stages.ts';
import type { LetterFacts, StageReading, Statement } from '../stage/reading.ts';
import { WHO_PERFORMANCE } from '../stage/systems.ts';
import { answerLines, keyLines } from '../stage/traps.ts';
import { contextOf } from './context.ts';
import { spanOf } from './evidence.ts';
import { withLabelAbove } from './labels-above.ts';
import type { Finding, LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import type { Sentence } from './sentences.ts';
import { asItStands, modifiersForStage } from './stage-context.ts';
import { NO_PRIMARY, stagedTumours } from './staged-tumours.ts';

/**
 * Reads the stages of a letter with their context, and finds the concept for each that a record can hold.
 *
 * @param said what the letter says of tumours, in text order
 */
export function findStages(letter: LetterRead, said: readonly Finding[]): { stages: Stage[]; findings: Finding[] } {
  const facts = factsOf(letter);
  const tumourAt = stagedTumours(said, letter);
  const stages: Stage[] = [];
  const findings: Finding[] = [];
  const statements = statementsOf(letter);
  const texts = statements.map(({ text }) => text);
  const ofAKey = keyLines(texts);
  const answers = answerLines(texts);
  letter.sentences.forEach((sentence, index) => {
    if (ofAKey.has(index)) return;
    const statement = withLabelAbove(statements[index]!, letter.text);
    const readings = readStages(answers.has(index) ? { ...statement, label: 'TNM (T): ' } : statement, facts);
    if (readings.length === 0) return;
    const places = readings.map((reading) => tokensOf(reading, sentence, letter));
    let before: Stage | null = null;
    for (const [i, reading] of readings.entries()) {
      const place = places[i]!;
      const modifiers = modifiersForStage(reading, place, places, letter.modifiersIn(sentence), letter.tokens);
      const context = contextOf(
        { from: place.from, to: place.to, sentence, category: 'stage', lasting: false },
        modifiers,
        letter.tokens,
      );
      if (context.categories.has('other-person') || context.assertion.temporality === 'hypothetical') continue;
      const own = asItStands(context.assertion, reading, sentence, letter);
      const assertion: Assertion =
        before !== null && isOneRun(before, reading, letter.text) ? certainAs(before.assertion, own) : own;
      before = stageOf(reading, assertion);
      stages.push(before);
      findings.push({
        target:
          targetOf(reading, tumourAt(reading.start, spanOf(sentence, letter.tokens)), letter) ??
          `unheld:${labelOf(reading)}`,
        category: 'stage',
        assertion,
        said: context.categories,
        evidence: [{ start: reading.start, end: reading.end }],
        section: sentence.section,
        rule: `stage: ${reading.system}${reading.axis === null ? '' : ` ${reading.axis}`}`,
        value: nameOf(reading),
      });
    }
  });
  return { stages, findings };
}

/** Written out: spread, each would be of a shape of its own, and slow to look at. */
function stageOf({ system, axis, prefix, value, start, end }: StageReading, assertion: Assertion): Stage {
  return { system, axis, prefix, value, start, end, assertion };
}

/** `no nodes\n cT1b N0`: axes that stand together are denied together. */
function isOneRun(before: StageReading, { system, axis, start }: StageReading, text: string): boolean {
  return (
    system === 'tnm' &&
    before.system === 'tnm' &&
    before.axis !== axis &&
    /^[ ,/;|]{0,3}$/.test(text.slice(before.end, start))
  );
}
function certainAs({ certainty }: Assertion, own: Assertion): Assertion {
  return own.certainty === 'negated' ? { ...own, certainty } : own;
}

function statementsOf({ text, tokens, sentences }: LetterRead): Statement[] {
  const spans = sentences.map(({ from, to }) => {
    const end = tokens[to - 1]!.end;
    // Hyphens are no tokens, and a trailing one may be a sign: `HER2-`.
    return { start: tokens[from]!.start, end: end + (SIGN_BEHIND.exec(text.slice(end, end + 3))?.[0].length ?? 0) };
  });
  const texts = spans.map(({ start, end }) => text.slice(start, end));
  const axes = texts.map(axesOfLine);
  return sentences.map(
    ({ section }, i): Statement => ({
      text: texts[i]!,
      offset: spans[i]!.start,
      before: sentences[i - 1]?.section === section ? texts[i - 1]!.slice(-200) : '',
      label: lineBefore(text, spans[i]!.start),
      section,
      axisBeside: axes[i] !== null && [axes[i - 1], axes[i + 1]].some((axis) => axis != null && axis !== axes[i]),
    }),
  );
}

const LONGEST_LABEL = 80;

function lineBefore(text: string, start: number): string {
  const before = text.slice(Math.max(0, start - LONGEST_LABEL), start);
  return before.slice(before.lastIndexOf('\n') + 1);
}

/** `HER2-`, `HER2 -` at the end of a line. */
const SIGN_BEHIND = /^(?:[-–+]|\s[-–+](?=\s|$))/;

/** The axes of a line that holds them and nothing else: `N` for `N: 1a`. */
function axesOfLine(text: string): string | null {
  return text.length <= 24 && ONLY_AXES.test(text) ? text.replace(/[^TNM]/g, '') : null;
}
const ONLY_AXES =
  /^(?:\W*[cpyr]{0,2}[TNM](?:[ -](?:stage|category))?[\s:=-]{0,4}(?:[cpyr]{0,2}[TNM])?\s?(?:is|[0-4xX])[a-d]?[1-3]?(?:mi)?\s?(?:\([^()]{1,9}\))?\W*){1,3}$/;

function factsOf({ mentions, lexicon, modifiersIn }: LetterRead): LetterFacts {
  const groups = new Set<string>();
  const sites = new Set<string>();
  for (const { meaning, sentence } of mentions) {
    if (meaning.layer === 'site') sites.add(meaning.site);
    const group = groupOf(meaning, lexicon);
    if (group === null || sentence.section === 'family-history') continue;
    if (!modifiersIn(sentence).some(({ rule }) => OF_OTHERS.has(rule.category))) groups.add(group);
  }
  const primaries = [...groups].filter((group) => !NO_PRIMARY.has(group));
  return {
    lymphoma: groups.has('lymphoma'),
    // A choriocarcinoma may stand in a testis.
    gynaecological:
      primaries.length > 0 && primaries.every((group) => GYNAECOLOGICAL.has(group)) && !sites.has('testis'),
  };
}

function groupOf(meaning: Mention['meaning'], lexicon: LetterRead['lexicon']): string | null {
  if (meaning.layer === 'morphology') return meaning.morphology.includes('lymphoma') ? 'lymphoma' : null;
  if (meaning.layer !== 'concept' || meaning.category !== 'diagnosis') return null;
  return lexicon.concepts.get(meaning.target)?.group ?? 'tumour';
}
const OF_OTHERS: ReadonlySet<ContextCategory> = new Set(['family', 'other-person']);
const GYNAECOLOGICAL: ReadonlySet<string> = new Set(['ovary', 'cervix', 'uterus', 'vulva-vagina']);

function tokensOf(
  { start, end }: StageReading,
  sentence: Sentence,
  { tokens }: LetterRead,
): { from: number; to: number } {
  let from = sentence.from;
  while (from < sentence.to - 1 && tokens[from]!.end <= start) from++;
  let to = from + 1;
  while (to < sentence.to && tokens[to]!.start < end) to++;
  return { from, to };
}

/** The line for this very reading, then for the tumour it is the stage of, then for any tumour; with the prefix, else without. */
function targetOf(reading: StageReading, groups: ReadonlySet<string>, letter: LetterRead): string | null {
  const { axis, prefix, value, start } = reading;
  const system = reading.system === 'ecog' && letter.text.startsWith('WHO', start) ? WHO_PERFORMANCE : reading.system;
  for (const onePrefix of [prefix ?? '-', '-'])
    for (const oneValue of [value, value.replace(/[a-d]\d?$/i, '')]) {
      const rows = letter.lexicon.stages.get(stageKey(system, axis ?? '-', onePrefix, oneValue)) ?? [];
      const row = rows.find(({ tumour }) => groups.has(tumour)) ?? rows.find(({ tumour }) => tumour === '*');
      if (row !== undefined) return row.target;
    }
  const anyValue = letter.lexicon.stages.get(stageKey(system, axis ?? '-', '-', '*')) ?? [];
  return anyValue.find(({ tumour }) => tumour === '*' || groups.has(tumour))?.target ?? null;
}

/** What a reviewer is shown where no concept is held: `Stage IIB`, `FIGO IIIC1`, `pT2a`. */
export function labelOf(reading: StageReading): string {
  const label = LABELS[reading.system];
  return label === undefined ? nameOf(reading) : `${label} ${nameOf(reading)}`;
}

const LABELS: Readonly<Record<string, string>> = {
  group: 'Stage',
  figo: 'FIGO stage',
  dukes: 'Dukes stage',
  'ann-arbor': 'Ann Arbor stage',
  binet: 'Binet stage',
  rai: 'Rai stage',
  iss: 'ISS stage',
  'r-iss': 'R-ISS stage',
  bclc: 'BCLC stage',
  gleason: 'Gleason score',
  isup: 'Grade group',
  breslow: 'Breslow thickness (mm)',
  clark: 'Clark level',
  grade: 'Grade',
  nottingham: 'Nottingham grade',
  ecog: 'Performance status',
  karnofsky: 'Karnofsky performance status',
  cpg: 'Cambridge prognostic group',
  npi: 'Nottingham prognostic index',
  er: 'Oestrogen receptor',
  pr: 'Progesterone receptor',
  her2: 'HER2',
  mmr: 'Mismatch repair',
  msi: 'Microsatellite instability',
};

/** As people say it: `pT2a`, `FIGO IIIC1`, `Gleason 3+4=7`. */
export function nameOf({ axis, prefix, value }: StageReading): string {
  if (axis !== null) return `${prefix ?? ''}${axis}${value}`;
  return value;
}
