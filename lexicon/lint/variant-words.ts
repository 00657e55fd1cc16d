import { tokenize } from '../../functions/core/reading/tokens.ts';
import { at, type LintRule } from './rule.ts';

/** A variant is one word, stands once, and leads straight to the word that phrases are compared by. */
export const variantWords: LintRule = {
  name: 'variant-words',
  check({ tables }) {
    const lines = new Map<string, number>();
    for (const { row, line } of tables.variants) if (!lines.has(row.variant)) lines.set(row.variant, line);
    return tables.variants.flatMap((placed) => {
      const { variant, word } = placed.row;
      const norms = [variant, word].map((one) => tokenize(one).map(({ norm }) => norm));
      const problem = norms.some((tokens, i) => tokens.length !== 1 || tokens[0] !== [variant, word][i])
        ? 'both are one word each, in lower case without accents'
        : variant === word
          ? 'a word is no variant of itself'
          : lines.get(variant) !== placed.line
            ? `the variant has another line, ${lines.get(variant)}`
            : lines.has(word)
              ? `"${word}" is itself a variant (line ${lines.get(word)}); lead to the last word at once`
              : null;
      return problem === null ? [] : [at(placed, 'variant-words', `${variant} → ${word}: ${problem}`)];
    });
  },
};
