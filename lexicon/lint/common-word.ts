import { at, type LintRule } from './rule.ts';
import { meaningsOf } from './same-words.ts';

/**
 * A single word that ordinary English or a person's name also uses (`lexicon/common-words.tsv`) codes nothing by
 * itself: it needs a guard. Abbreviations too: headings and old systems write whole lines in capitals.
 */
export const commonWord: LintRule = {
  name: 'common-word',
  check: ({ tables, commonWords }) =>
    meaningsOf(tables)
      .filter(({ layer, placed }) => CHECKED.has(layer) && placed.row.guard === '')
      .filter(({ placed, words }) => commonWords.has(placed.row.term.toLowerCase()) || commonWords.has(words))
      .map(({ placed, means }) =>
        at(
          placed,
          'common-word',
          `"${placed.row.term}" is an ordinary word or a name; without a guard it codes ${means}`,
        ),
      ),
};

/** Sites and tumour types code nothing alone; "married", "retired" and "smoker" are ordinary words and meant. */
const CHECKED: ReadonlySet<string> = new Set(['diagnosis', 'stage', 'treatment', 'care-plan', 'family-history']);
