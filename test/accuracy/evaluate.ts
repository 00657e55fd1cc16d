import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadLexicon } from '../../functions/core/lexicon/lexicon.ts';
import { assessLetter } from '../../functions/core/reading/assess-letter.ts';
import { explainSpan } from '../../functions/core/reading/explain-span.ts';
import { ARTEFACT_FILE } from '../../lexicon/build.ts';
import { type Half, labelledLetters } from './labels.ts';
import { emptyScore, rates, type Score, scoreLetter } from './score.ts';
import { type SentenceScore, scoreSentences, sentenceFigures, sentencesInWords } from './score-sentences.ts';
import { labelledSentences } from './sentences.ts';

const HELP = `npm run --silent evaluate -- [--json] [--half dev|test] [--hand NAME]

Accuracy on the labelled letters, by category, and of the context on the labelled sentences; misses are listed for
the dev half only.

  --json         the figures as JSON
  --half HALF    only this half
  --hand NAME    only the letters of this hand, and no sentences
Exit codes: 0 measured, 2 wrong usage.
`;

function main(): number {
  let options: { json?: boolean; half?: string; hand?: string; help?: boolean };
  try {
    options = parseArgs({
      options: {
        json: { type: 'boolean' },
        half: { type: 'string' },
        hand: { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${HELP}`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const problem = problemWith(options);
  if (problem !== null) {
    process.stderr.write(`${problem}\n\n${HELP}`);
    return 2;
  }
  const halves: Half[] = options.half === 'dev' || options.half === 'test' ? [options.half] : ['dev', 'test'];
  const scores = Object.fromEntries(halves.map((half) => [half, evaluate(half, options.hand)]));
  const sentences = Object.fromEntries(
    options.hand === undefined ? halves.map((half) => [half, evaluateSentences(half)]) : [],
  );
  process.stdout.write(
    options.json
      ? `${JSON.stringify(figures(scores, sentences), null, 2)}\n`
      : [
          ...halves.map((half) => inWords(half, scores[half]!)),
          ...Object.entries(sentences).map(([half, score]) => sentencesInWords(half, score)),
        ].join('\n'),
  );
  return 0;
}

function problemWith({ half, hand }: { half?: string; hand?: string }): string | null {
  if (half !== undefined && half !== 'dev' && half !== 'test') return `--half is dev or test, not ${half}`;
  const hands = new Set(
    (['dev', 'test'] as const).flatMap((one) => labelledLetters(one).map(({ name }) => name.split('/')[0]!)),
  );
  return hand === undefined || hands.has(hand) ? null : `no letters by the hand ${hand}`;
}

/** Runs the engine over one half. */
export function evaluate(half: Half, hand?: string): Score {
  const lexicon = loadLexicon(readFileSync(ARTEFACT_FILE, 'utf8'));
  const score = emptyScore();
  const isSecondary = (code: string) => lexicon.concepts.get(code)?.mdsItem === 'secondary-site';
  for (const letter of labelledLetters(half)) {
    if (hand !== undefined && !letter.name.startsWith(`${hand}/`)) continue;
    scoreLetter(score, letter, assessLetter({ id: letter.name, text: letter.text }, lexicon), isSecondary);
  }
  return score;
}

/** Reads the context of every labelled span of one half, as `explain` does. */
export function evaluateSentences(half: Half): SentenceScore {
  const lexicon = loadLexicon(readFileSync(ARTEFACT_FILE, 'utf8'));
  return scoreSentences(
    labelledSentences(half),
    ({ text, target }) => explainSpan(text, { start: target.start, end: target.end }, lexicon).assertion,
  );
}

/** The figures without the misses of the test half. */
export function figures(scores: Readonly<Record<string, Score>>, sentences: Readonly<Record<string, SentenceScore>>) {
  return {
    engineVersion: loadLexicon(readFileSync(ARTEFACT_FILE, 'utf8')).engineVersion,
    ...Object.fromEntries(
      Object.entries(scores).map(([half, { misses, measures, ...rest }]) => [
        half,
        {
          ...rest,
          measures: Object.fromEntries(
            Object.entries(measures)
              .sort()
              .map(([name, counts]) => [name, { ...counts, ...rates(counts) }]),
          ),
          ...(half === 'dev' ? { misses } : {}),
        },
      ]),
    ),
    sentences: Object.fromEntries(
      Object.entries(sentences).map(([half, score]) => [half, sentenceFigures(half, score)]),
    ),
  };
}

function inWords(half: string, score: Score): string {
  const lines = [
    `${half} half: ${score.letters} letters`,
    `${'measure'.padEnd(18)} right wrong found missed  precision recall`,
  ];
  for (const [name, counts] of Object.entries(score.measures).sort()) {
    const { precision, recall } = rates(counts);
    lines.push(
      `${name.padEnd(18)} ${String(counts.right).padStart(5)} ${String(counts.wrong).padStart(5)} ${String(counts.found).padStart(5)} ${String(counts.missed).padStart(6)}  ${precision.toFixed(3).padStart(9)} ${recall.toFixed(3).padStart(6)}`,
    );
  }
  const { right, wrong } = score.states;
  lines.push(`treatment state right: ${right} of ${right + wrong}`);
  lines.push(`forbidden but suggested: ${JSON.stringify(score.forbidden)}`);
  if (half === 'dev')
    for (const { letter, kind, measure, what } of score.misses) lines.push(`  ${letter} ${kind} ${measure}: ${what}`);
  return `${lines.join('\n')}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main();
