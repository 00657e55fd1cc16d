import { prepareTokens } from '../../functions/core/lexicon/prepare.ts';
import { vocabularyOf } from '../../functions/core/lexicon/vocabulary.ts';
import { findSentences } from '../../functions/core/reading/sentences.ts';
import { overruledDescriptions } from '../preferences.ts';
import { at, type LintRule } from './rule.ts';
import { canMeet, type Meaning, meaningsOf, sameWords } from './same-words.ts';

/** Every phrase can match: none is without words, cut by the end of a sentence, or hidden behind a line with the same words. */
export const unreachableDescription: LintRule = {
  name: 'unreachable-description',
  check({ tables }) {
    const overruled = overruledDescriptions(tables) as ReadonlySet<unknown>;
    const hidden = sameWords(tables).flatMap((group) =>
      group.flatMap((one) => {
        if (overruled.has(one.placed)) return [];
        const by = group.find((other) => !overruled.has(other.placed) && hides(other, one, group));
        if (by === undefined) return [];
        const { term, guard } = one.placed.row;
        const there = `"${by.placed.row.term}" at ${by.placed.file}:${by.placed.line}`;
        const message =
          guard !== '' && by.means === one.means
            ? `the guard ${guard} of "${term}" decides nothing: ${there} has the same words without a guard`
            : `"${term}" never matches: ${there} has the same words`;
        return [at(one.placed, NAME, message)];
      }),
    );
    const unsayable = meaningsOf(tables).flatMap(({ placed, words }) => {
      const { term } = placed.row;
      if (words === '') return [at(placed, NAME, `"${term}" never matches: no word is left of it`)];
      return isOneStatement(term) ? [] : [at(placed, NAME, `"${term}" never matches: a sentence ends inside it`)];
    });
    return [...hidden, ...unsayable];
  },
};

const NAME = 'unreachable-description';

/** `by` always holds where `one` does, and is kept instead of it. */
function hides(by: Meaning, one: Meaning, group: readonly Meaning[]): boolean {
  if (by === one || by.placed.row.guard !== '') return false;
  if (by.exact !== null && by.exact !== one.exact) return false;
  if (!canMeet(by, one)) return false;
  // A guard that holds says more: of the same words its line is the one that is kept.
  if (by.means !== one.means) return one.placed.row.guard === '' && by.means < one.means;
  const isTheSame = one.placed.row.guard === '' && by.exact === one.exact;
  return !isTheSame || isKept(by, one, group);
}

/** Of two spellings the one without hyphens stays: it makes the joined word known, and letters that break it are then joined. */
function isKept(by: Meaning, one: Meaning, group: readonly Meaning[]): boolean {
  const hyphens = ({ placed }: Meaning) => placed.row.term.split('-').length;
  return hyphens(by) === hyphens(one) ? group.indexOf(by) < group.indexOf(one) : hyphens(by) < hyphens(one);
}

const NO_WORDS = vocabularyOf([], []);

function isOneStatement(term: string): boolean {
  const tokens = prepareTokens(term, NO_WORDS);
  const part = { start: 0, end: term.length, section: 'letter', read: true };
  return findSentences(term, tokens, [part]).length === 1;
}
