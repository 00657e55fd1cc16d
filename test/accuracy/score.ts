import type { Answer, Stage, Suggestion } from '../../functions/core/answer.ts';
import type { Expected, LabelledLetter, StageLabel } from './labels.ts';

/** Counts for one measure: suggestions right and wrong (precision), labels found and missed (recall). */
export interface Counts {
  right: number;
  wrong: number;
  found: number;
  missed: number;
}

/** Rounded to a thousandth; 1 where there was nothing to count. */
export function rates({ right, wrong, found, missed }: Counts): { precision: number; recall: number } {
  const share = (part: number, whole: number) => (whole === 0 ? 1 : Math.round((part / whole) * 1000) / 1000);
  return { precision: share(right, right + wrong), recall: share(found, found + missed) };
}

export interface Miss {
  readonly letter: string;
  readonly measure: string;
  readonly kind: 'missed' | 'wrong' | 'state' | 'forbidden';
  readonly what: string;
}

export interface Score {
  readonly letters: number;
  readonly measures: Record<string, Counts>;
  /** Treatments whose planned, current or completed state is right, of those found. */
  readonly states: { right: number; wrong: number };
  /** Cancers suggested as active that the labels forbid, by reason. */
  readonly forbidden: Record<string, number>;
  readonly misses: Miss[];
}

export function emptyScore(): Score {
  return { letters: 0, measures: {}, states: { right: 0, wrong: 0 }, forbidden: {}, misses: [] };
}

/** Compares an answer with a letter's labels and adds what it finds to the score. */
export function scoreLetter(
  score: Score,
  { name, text, labels }: LabelledLetter,
  answer: Answer,
  isSecondary: (code: string) => boolean,
): void {
  (score as { letters: number }).letters++;
  const say = (measure: string, kind: Miss['kind'], what: string) =>
    score.misses.push({ letter: name, measure, kind, what });
  const count = (measure: string, field: keyof Counts) => {
    score.measures[measure] ??= { right: 0, wrong: 0, found: 0, missed: 0 };
    score.measures[measure][field]++;
  };
  const measureOf = (category: string, codes: readonly string[]) =>
    category === 'diagnosis' && codes.some(isSecondary) ? 'secondary site' : category;
  const suggestions = answer.suggestions.filter(({ category }) => category !== 'stage');

  for (const expected of labels.expected) {
    if (isHeldBack(expected.assertion)) continue;
    const measure = measureOf(expected.category, expected.codes);
    const found = suggestions.filter((suggestion) => answers(suggestion, expected, text));
    if (found.length === 0 && isHeldSuspicion(expected, answer, text)) continue;
    if (found.length === 0) {
      count(measure, 'missed');
      say(
        measure,
        'missed',
        `${expected.words} (${expected.codes[0] ?? expected.idea}; ${Object.values(expected.assertion).join(', ')})`,
      );
      continue;
    }
    count(measure, 'found');
    if (expected.category === 'treatment') {
      const state = found.some(
        ({ assertion }) => stateOf(assertion.temporality) === stateOf(expected.assertion.temporality),
      );
      score.states[state ? 'right' : 'wrong']++;
      if (!state)
        say(
          measure,
          'state',
          `${expected.words}: ${found[0]!.assertion.temporality}, not ${expected.assertion.temporality}`,
        );
    }
  }
  for (const suggestion of suggestions) {
    const measure = measureOf(suggestion.category, suggestion.concept === null ? [] : [suggestion.concept.code]);
    const right = labels.expected.some(
      (expected) =>
        answers(suggestion, expected, text) && (isHeldBack(suggestion.assertion) || !isHeldBack(expected.assertion)),
    );
    count(measure, right ? 'right' : 'wrong');
    if (!right) say(measure, 'wrong', describe(suggestion));
  }
  scoreForbidden(score, labels, suggestions, say);
  scoreStages(labels.stages, answer.stages, text, count, say);
}

/** Declined, denied or merely discussed: no suggestion that it is or will be done is right. */
function isHeldBack({ certainty, temporality }: { certainty: string; temporality: string }): boolean {
  return certainty === 'negated' || temporality === 'hypothetical';
}

/** Given long ago and given lately are both given: labels call the one historical, the other completed. */
function stateOf(temporality: string): string {
  return temporality === 'historical' ? 'completed' : temporality;
}

function scoreForbidden(
  score: Score,
  labels: LabelledLetter['labels'],
  suggestions: readonly Suggestion[],
  say: (measure: string, kind: Miss['kind'], what: string) => void,
): void {
  for (const forbidden of labels.forbidden) {
    const hit = suggestions.find(
      ({ category, concept, assertion }) =>
        category === forbidden.category &&
        concept !== null &&
        forbidden.codes.includes(concept.code) &&
        assertion.certainty === 'confirmed' &&
        assertion.subject === 'patient' &&
        (category !== 'diagnosis' || assertion.temporality === 'current'),
    );
    const isExpected = ({ codes, assertion }: Expected) => codes.includes(hit!.concept!.code) && !isHeldBack(assertion);
    if (hit === undefined || labels.expected.some(isExpected)) continue;
    const reason = `${forbidden.category}: ${forbidden.reason}`;
    score.forbidden[reason] = (score.forbidden[reason] ?? 0) + 1;
    say(forbidden.category, 'forbidden', `${forbidden.words} (${forbidden.reason}): ${describe(hit)}`);
  }
}

/** A suspicion for which no code is held is held back, and shown as such. */
function isHeldSuspicion(expected: Expected, { held }: Answer, text: string): boolean {
  if (expected.codes.length > 0 || expected.assertion.certainty !== 'suspected') return false;
  const start = text.indexOf(expected.words);
  return held.some(
    ({ reason, evidence }) =>
      reason === 'suspected' && evidence.some((one) => one.start < start + expected.words.length && start < one.end),
  );
}

/** The same category and one of the codes, in the context expected; for an idea without a code, one on the same words. */
function answers(suggestion: Suggestion, expected: Expected, text: string): boolean {
  if (suggestion.category !== expected.category) return false;
  if (expected.category === 'diagnosis' && !sameContext(suggestion, expected)) return false;
  if (suggestion.concept !== null && expected.codes.includes(suggestion.concept.code)) return true;
  if (suggestion.concept !== null && expected.codes.length > 0) return false;
  const start = text.indexOf(expected.words);
  return suggestion.evidence.some((evidence) => {
    for (let at = start; at !== -1; at = text.indexOf(expected.words, at + 1))
      if (evidence.start < at + expected.words.length && at < evidence.end) return true;
    return false;
  });
}

function sameContext({ assertion }: Suggestion, expected: Expected): boolean {
  const state = (temporality: string) =>
    temporality === 'historical' || temporality === 'completed' ? 'historical' : 'current';
  return (
    assertion.certainty === expected.assertion.certainty &&
    assertion.subject === expected.assertion.subject &&
    state(assertion.temporality) === state(expected.assertion.temporality)
  );
}

function scoreStages(
  labels: readonly StageLabel[],
  stages: readonly Stage[],
  text: string,
  count: (measure: string, field: keyof Counts) => void,
  say: (measure: string, kind: Miss['kind'], what: string) => void,
): void {
  const read = stages.filter(({ assertion }) => assertion.certainty !== 'negated' && assertion.subject === 'patient');
  // Read and shown as doubtful or as past: not asserted of this cancer, and no error where the labels leave it out.
  const isAsserted = ({ assertion }: Stage) =>
    assertion.certainty === 'confirmed' && assertion.temporality !== 'historical';
  const measure = ({ system }: { system: string }) => (system === 'tnm' ? 'T, N, M' : 'other stage');
  for (const label of labels) {
    if (read.some((stage) => keyOf(stage) === keyOf(label))) {
      count(measure(label), 'found');
      continue;
    }
    count(measure(label), 'missed');
    say(measure(label), 'missed', `${label.words} (${keyOf(label)})`);
  }
  const seen = new Set<string>();
  for (const stage of read) {
    if (seen.has(keyOf(stage))) continue;
    const right = labels.some((label) => keyOf(label) === keyOf(stage));
    if (!right && !isAsserted(stage)) continue;
    seen.add(keyOf(stage));
    count(measure(stage), right ? 'right' : 'wrong');
    if (!right)
      say(
        measure(stage),
        'wrong',
        `${text.slice(Math.max(0, stage.start - 30), stage.end + 20).replace(/\s+/g, ' ')} (${keyOf(stage)})`,
      );
  }
}

function keyOf({
  system,
  axis,
  prefix,
  value,
}: {
  system: string;
  axis: string | null;
  prefix: string | null;
  value: string;
}): string {
  const words: Readonly<Record<string, string>> = { well: '1', low: '1', mod: '2', inter: '2', poor: '3', high: '3' };
  const said = value
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/(?:mm|grade)$/, '');
  // A test of microsatellites and one of the repair proteins answer one question; Koga's stages are Masaoka's, worded anew.
  if (system === 'msi') return `mmr - - ${said === 'high' ? 'deficient' : 'proficient'}`;
  if (system === 'masaoka-koga') return keyOf({ system: 'masaoka', axis, prefix, value });
  const grade = system === 'grade' ? /^(well|low|mod|inter|poor|high)/.exec(said)?.[1] : undefined;
  return [system, axis ?? '-', prefix?.toLowerCase() ?? '-', grade === undefined ? said : words[grade]].join(' ');
}

function describe({ category, display, concept, assertion, evidence }: Suggestion): string {
  return `${category}: ${display} ${concept?.code ?? 'no code'} [${Object.values(assertion).join(', ')}] on "${evidence[0]!.quote.replace(/\s+/g, ' ')}" (${evidence[0]!.section}; ${evidence[0]!.rule})`;
}
