import type { Stage } from '../answer.ts';
import type { Finding, LetterRead } from './letter-read.ts';
import type { Sentence } from './sentences.ts';

/**
 * A stage is as old as the cancer it is said of: "in 2009 she had a T1 N0 breast cancer", "Hodgkin lymphoma aged 19. It was stage IIA". The nearest
 * diagnosis of the same statement decides, or those of the one it goes on from. Fitness is never a cancer's.
 */
export function withPastStages(
  { stages, findings }: { stages: readonly Stage[]; findings: readonly Finding[] },
  others: readonly Finding[],
  letter: LetterRead,
): { stages: Stage[]; findings: Finding[] } {
  const diagnoses = others.filter(
    ({ category, assertion }) => category === 'diagnosis' && assertion.subject !== 'other',
  );
  if (stages.length === 0 || !diagnoses.some(isPast)) return { stages: [...stages], findings: [...findings] };
  const said = bySentence(diagnoses, letter);
  const past = new Set(
    stages
      .filter((stage) => isNow(stage) && !FITNESS.has(stage.system) && isOfPast(stage, said))
      .map(({ start }) => start),
  );
  const aged = <T extends { readonly assertion: Stage['assertion'] }>(one: T, start: number): T =>
    past.has(start) ? { ...one, assertion: { ...one.assertion, temporality: 'historical' } } : one;
  return {
    stages: stages.map((stage) => aged(stage, stage.start)),
    findings: findings.map((finding) => aged(finding, finding.evidence[0]!.start)),
  };
}

const FITNESS: ReadonlySet<string> = new Set(['ecog', 'karnofsky']);

function isNow({ assertion: { temporality, subject } }: Stage): boolean {
  return temporality === 'current' && subject === 'patient';
}

function isPast({ assertion: { temporality, subject } }: Finding): boolean {
  return temporality === 'historical' && subject === 'patient';
}

type Said = (start: number) => readonly Finding[];

/** The diagnoses of the statement a place is in; where it has none, those of the statement before, on the same line. */
function bySentence(diagnoses: readonly Finding[], { sentences, tokens }: LetterRead): Said {
  const groups: Finding[][] = sentences.map(() => []);
  const indexOf = (start: number) => lastIndexNotBehind(start, sentences, tokens);
  for (const finding of diagnoses) groups[indexOf(finding.evidence[0]!.start)]?.push(finding);
  return (start) => {
    const at = indexOf(start);
    const own = groups[at] ?? [];
    return own.length === 0 && goesOn(at, sentences, tokens) ? groups[at - 1]! : own;
  };
}

function isOfPast({ start, end }: Stage, said: Said): boolean {
  const distance = ({ evidence }: Finding) =>
    Math.min(...evidence.map((one) => (one.end <= start ? start - one.end : Math.max(0, one.start - end))));
  let nearest: Finding | null = null;
  for (const finding of said(start)) if (nearest === null || distance(finding) < distance(nearest)) nearest = finding;
  return nearest !== null && isPast(nearest);
}

function goesOn(at: number, sentences: readonly Sentence[], tokens: LetterRead['tokens']): boolean {
  const [before, own] = [sentences[at - 1], sentences[at]];
  return before !== undefined && before.section === own!.section && !/line|paragraph/.test(tokens[own!.from]!.gap);
}

/** By bisection: a letter may have thousands of statements. */
function lastIndexNotBehind(start: number, sentences: readonly Sentence[], tokens: LetterRead['tokens']): number {
  let [low, high] = [0, sentences.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[sentences[middle]!.from]!.start <= start) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
