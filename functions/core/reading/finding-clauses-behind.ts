import type { MatchToken } from '../lexicon/phrase-trie.ts';
import { type Between, PASSIVES, VERBS } from './finding-clauses.ts';
import { beginsRow, isSetApart } from './finding-rows.ts';
import type { Modifier } from './modifiers.ts';

/** What ends the reach of a trigger to what stands before it. */
export function isCutBehind({ rule }: Modifier, { from, to }: Between, tokens: readonly MatchToken[]): boolean {
  let comma = -1;
  let joined = -1;
  let passive = -1;
  let open = 0;
  for (let i = from; i < to; i++) {
    const { raw, word, gap } = tokens[i]!;
    if (raw === ';' || raw === '•' || raw === '→' || raw === '|') return true;
    if (gap === 'line' && i > from && beginsRow(tokens, i)) return true;
    if (raw === '(') open++;
    else if (raw === ')') open--;
    if (raw === ',') comma = i;
    if (/^(?:and|or|nor|&|\/)$/.test(word)) joined = i;
    // "Diagnosed 15 years ago" does not say that it is over.
    if (
      rule.category === 'historical' &&
      (/^(?:diagnosed|diagnosis|since|began|started|onset)$/.test(word) ||
        (word === 'from' && /^\d/.test(tokens[i + 1]?.word ?? '')))
    )
      return true;
    if (VERBS.has(word) && !/^(?:has|have|had)$/.test(word) && !/^(?:that|which)$/.test(tokens[i - 1]?.word ?? ''))
      return true;
    if (PASSIVES.has(word)) passive = i;
  }
  if (open > 0 && rule.category === 'negated') return true;
  // "Endocarditis on one negative culture": what is negative is not the disease.
  if (
    /^neg/.test(rule.trigger) &&
    /^(?:one|single|two|initial|first|earlier|previous|despite)$/.test(tokens[to - 1]?.word ?? '')
  )
    return true;
  // "Chest pain, unlikely ACS", "- possible ACS" doubt what follows.
  if (
    rule.category === 'possible' &&
    rule.direction !== 'final' &&
    ((comma !== -1 && comma === to - 1) || isSetApart(tokens, to))
  )
    return true;
  // "Pneumonia was treated and sepsis excluded" says nothing of the pneumonia; "was looked for and not found" does.
  if (passive !== -1 && joined > passive && joined !== to - 1) return true;
  return comma !== -1 && joined < comma && rule.category !== 'historical' && comma !== to - 1;
}
