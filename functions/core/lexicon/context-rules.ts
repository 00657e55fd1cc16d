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

/**
 * The rules for what the lexicon knows. Words that make any finding doubtful or conditional do so to a cancer too, where no line for diagnoses has the same
 * words: "until proven otherwise".
 */
export function contextRulesOf(
  { contextRules, prepared }: LexiconArtefact,
  numbers: ReadonlyMap<string, number>,
): PhraseTrie<ContextRule> {
  const own = new Set(prepared.contextRules.filter((_, i) => isForDiagnoses(contextRules[i]!)));
  const rules = phraseTrie<ContextRule>(numbers);
  contextRules.forEach((row, i) => {
    const words = prepared.contextRules[i]!;
    if (row.targets !== FINDING) rules.add(words, compileRule(row));
    else if (
      (row.category === 'possible' || row.category === 'hypothetical') &&
      !own.has(words) &&
      !DENIED_OF_CANCERS.test(row.trigger)
    )
      rules.add(words, { ...compileRule(row), kinds: kindsOf('diagnosis') });
  });
  return rules;
}
/** A cancer that somebody doubts is denied, by lines and by grammar of its own. */
const DENIED_OF_CANCERS = /\b(?:unlikely|improbable|doubt\w*)\b/;

function isForDiagnoses({ targets }: ContextRuleRow): boolean {
  return /^any$|\bdiagnosis\b/.test(targets);
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
    const inherited = !own.has(words) && isForDiagnoses(row) && !OF_CANCERS.has(row.category);
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
