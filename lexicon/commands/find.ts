import { compileLexicon } from '../../functions/core/lexicon/lexicon.ts';
import { buildLexicon } from '../build.ts';
import { DATA_FOLDER, readData } from '../data-files.ts';
import { findPhrase, type PhraseFound, type TermFound } from '../find-phrase.ts';
import { asJson, type Command, refuseMalformed, textOf, UsageError } from './subcommand.ts';

export const findCommand: Command = {
  name: 'find',
  summary: 'what a phrase means to the lexicon, and why',
  help: `npm run --silent lexicon -- find [--json] [--data FOLDER] TEXT

Reads TEXT as a letter of its own: the phrases that match and the lines they come from, their guards and contexts, and
what would be suggested or held back. Where nothing matches, the nearest words that the lexicon knows.

  --json         as JSON
  --data FOLDER  another data folder
Exit codes: 0 something matched, 1 nothing matched or the data are malformed, 2 wrong usage.
`,
  options: { json: { type: 'boolean' }, data: { type: 'string' } },
  takesArguments: true,
  run(values, args) {
    const text = args.join(' ').trim();
    if (text === '') throw new UsageError('find needs a text');
    const read = readData(textOf(values, 'data') ?? DATA_FOLDER);
    if (refuseMalformed(read)) return 1;
    const built = buildLexicon(read);
    if ('findings' in built) return 1;
    const { prepared } = built.artefact;
    const found = findPhrase(text, compileLexicon(built.artefact), prepared.vocabulary);
    process.stdout.write(values.json ? asJson(found) : inWords(found));
    return found.terms.length > 0 || found.answer.stages.length > 0 ? 0 : 1;
  },
};

function inWords({ words, terms, answer, near }: PhraseFound): string {
  const lines = [`read as: ${words.join(' ')}`, ''];
  if (terms.length === 0) lines.push('no phrase of the lexicon matches');
  for (const term of terms) lines.push(...termInWords(term));
  for (const { word, known } of near)
    lines.push(`  "${word}" is unknown${known.length > 0 ? `; near: ${known.join(', ')}` : ''}`);
  lines.push('');
  for (const { display, concept, assertion, evidence } of answer.suggestions)
    lines.push(
      `suggests ${concept?.code ?? '(no code held)'} ${display} [${assertion.certainty}, ${assertion.temporality}, ${assertion.subject}]`,
      ...evidence.map(({ rule, quote }) => `  because of "${quote}": ${rule}`),
    );
  for (const { display, reason, evidence } of answer.held)
    lines.push(`holds back ${display}: ${reason} (${evidence[0]?.rule ?? ''})`);
  for (const { system, axis, prefix, value } of answer.stages)
    lines.push(`reads the stage ${system} ${prefix ?? ''}${axis ?? ''}${value}`);
  if (answer.suggestions.length + answer.held.length + answer.stages.length === 0) lines.push('suggests nothing');
  return `${lines.join('\n')}\n`;
}

function termInWords({ text, phrase, layer, means, display, guard, outcome, contexts }: TermFound): string[] {
  return [
    `"${text}" is "${phrase}" (${layer}): ${means} ${display} — ${outcome}`,
    ...guard.map((line) => `  guard ${line}`),
    ...Object.entries(contexts ?? {}).map(([context, code]) => `  ${context}: ${code}`),
  ];
}
