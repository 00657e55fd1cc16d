import type { Assertion } from '../../functions/core/answer.ts';
import { type Counts, rates } from './score.ts';
import type { LabelledSentence } from './sentences.ts';

interface Share {
  right: number;
  of: number;
}

export interface SentenceMiss {
  readonly sentence: string;
  readonly kind: string;
  readonly text: string;
  readonly target: string;
  readonly expected: string;
  readonly found: string;
}

export interface SentenceScore {
  readonly sentences: number;
  readonly certainty: Share;
  /** Over the rows about the patient: when a relative had it decides nothing. */
  readonly temporality: Share;
  readonly subject: Share;
  /** Rows with all of these right. */
  readonly all: Share;
  readonly negated: Counts;
  readonly misses: readonly SentenceMiss[];
}

/** Compares what is read of each target with its label. */
export function scoreSentences(
  sentences: readonly LabelledSentence[],
  read: (sentence: LabelledSentence) => Assertion,
): SentenceScore {
  const certainty: Share = { right: 0, of: 0 };
  const temporality: Share = { right: 0, of: 0 };
  const subject: Share = { right: 0, of: 0 };
  const all: Share = { right: 0, of: 0 };
  const negated: Counts = { right: 0, wrong: 0, found: 0, missed: 0 };
  const misses: SentenceMiss[] = [];
  const count = (share: Share, right: boolean) => {
    share.of++;
    if (right) share.right++;
    return right;
  };
  for (const sentence of sentences) {
    const expected = sentence.assertion;
    const found = read(sentence);
    const verdicts = [
      count(certainty, found.certainty === expected.certainty),
      count(subject, found.subject === expected.subject),
      expected.subject !== 'patient' || count(temporality, found.temporality === expected.temporality),
    ];
    if (found.certainty === 'negated') negated[expected.certainty === 'negated' ? 'right' : 'wrong']++;
    if (expected.certainty === 'negated') negated[found.certainty === 'negated' ? 'found' : 'missed']++;
    if (!count(all, verdicts.every(Boolean)))
      misses.push({
        sentence: sentence.name,
        kind: sentence.kind,
        text: sentence.text,
        target: sentence.target.words,
        expected: inOrder(expected),
        found: inOrder(found),
      });
  }
  return { sentences: sentences.length, certainty, temporality, subject, all, negated, misses };
}

function inOrder({ certainty, temporality, subject }: Assertion): string {
  return [certainty, temporality, subject].join(', ');
}

/** The figures of one half; its misses only when they may be read. */
export function sentenceFigures(half: string, { misses, negated, ...shares }: SentenceScore) {
  return {
    ...shares,
    negated: { ...negated, ...rates(negated) },
    ...(half === 'dev' ? { misses } : {}),
  };
}

/** The figures as lines; misses follow for the dev half. */
export function sentencesInWords(half: string, score: SentenceScore): string {
  const share = (name: string, { right, of }: Share) =>
    `${name.padEnd(18)} ${right} of ${of} right, ${(of === 0 ? 1 : right / of).toFixed(3)}`;
  const { precision, recall } = rates(score.negated);
  const lines = [
    `${half} half: ${score.sentences} sentences`,
    share('certainty', score.certainty),
    `${'  negated'.padEnd(18)} precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`,
    share('temporality', score.temporality),
    share('subject', score.subject),
    share('all of these', score.all),
  ];
  if (half === 'dev')
    for (const { sentence, kind, text, target, expected, found } of score.misses)
      lines.push(`  ${sentence} ${kind}: ${JSON.stringify(text)} [${target}]: ${found}, not ${expected}`);
  return `${lines.join('\n')}\n`;
}
