import { EVERY_KIND, type Kinds, kindsOf } from './kinds.ts';
import { type PhraseTrie, phraseTrie } from './phrase-trie.ts';
import type { ContextRuleRow, LexiconArtefact } from './rows.ts';

/** A line of context-rules/, ready to apply. */
export interface ContextRule extends Pick<ContextRuleRow, 'trigger' | 'category' | 'direction'> {
  /** In tokens. */
  readonly reach: number;
  /** Goes on over whatever ends a clause. */
  readonly wholeSentence: boolean;
  readonly kinds: Kinds;
}

/** The rules for what the lexicon knows. */
export function contextRulesOf(
  { contextRules, prepared }: LexiconArtefact,
  numbers: ReadonlyMap<string, number>,
): PhraseTrie<ContextRule> {
  const rules = phraseTrie<ContextRule>(numbers);
  contextRules.forEach((row, i) => {
    if (row.targets !== FINDING) rules.add(prepared.contextRules[i]!, compileRule(row));
  });
  return rules;
}

/**
 * The rules for findings: the lines that name them, and those for diagnoses of which no line for findings has the same words. What
 * is general, or only part of a name, is said of cancers in words of its own, and does not go over.
 */
export function findingRulesOf(
  { contextRules, prepared }: LexiconArtefact,
  numbers: ReadonlyMap<string, number>,
): PhraseTrie<ContextRule> {
  const namesFindings = ({ targets }: ContextRuleRow) => targets.split('|').includes(FINDING);
  const own = new Set(prepared.contextRules.filter((_, i) => namesFindings(contextRules[i]!)));
  const rules = phraseTrie<ContextRule>(numbers);
  contextRules.forEach((row, i) => {
    const words = prepared.contextRules[i]!;
    const inherited = !own.has(words) && /^any$|\bdiagnosis\b/.test(row.targets) && !OF_CANCERS.has(row.category);
    if (namesFindings(row) || inherited) rules.add(words, { ...compileRule(row), kinds: EVERY_KIND });
  });
  return rules;
}
const FINDING = 'finding';
const OF_CANCERS: ReadonlySet<string> = new Set(['hypothetical', 'attributive', 'pseudo']);

function compileRule({ trigger, category, direction, scope, targets }: ContextRuleRow): ContextRule {
  return {
    trigger,
    category,
    direction,
    reach: /^\d+$/.test(scope) ? Number(scope) : Number.POSITIVE_INFINITY,
    wholeSentence: scope === 'sentence',
    kinds: kindsOf(targets),
  };
}
