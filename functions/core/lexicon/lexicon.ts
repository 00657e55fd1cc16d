import * as z from 'zod';
import type { Category } from '../answer.ts';
import { LexiconError } from '../errors.ts';
import type { Token } from '../reading/tokens.ts';
import { type MatchToken, type PhraseTrie, phraseTrie } from './phrase-trie.ts';
import { prepareTokens } from './prepare.ts';
import {
  type ConceptRow,
  type ContextRow,
  type ContextRuleRow,
  type GuardRow,
  LexiconArtefact,
  type StageRow,
} from './rows.ts';
import { createSpeller } from './speller.ts';

/** What a phrase can mean: a concept said whole, or a part that composition puts together with others. */
export type TermMeaning =
  | { readonly layer: 'concept'; readonly target: string; readonly category: Category }
  | { readonly layer: 'morphology'; readonly morphology: string }
  | { readonly layer: 'site'; readonly site: string };

export interface Term {
  readonly meaning: TermMeaning;
  /** The line's own wording: the rule a suggestion names. */
  readonly phrase: string;
  /** For abbreviations: its tokens exactly as they must be written, joined. Else null. */
  readonly exact: string | null;
  readonly guard: string;
}

export interface Description {
  readonly target: string;
  readonly term: string;
  /** Joined by spaces. */
  readonly words: string;
}

/** Everything the service knows, ready to match. */
export interface Lexicon {
  readonly version: string;
  /** What the engine is called in every answer it gives with this lexicon. */
  readonly engineVersion: string;
  readonly concepts: ReadonlyMap<string, ConceptRow>;
  readonly terms: PhraseTrie<Term>;
  /** Every phrase that says a concept whole, as written and in the words letters are compared with. */
  readonly descriptions: readonly Description[];
  readonly guards: ReadonlyMap<string, readonly Guard[]>;
  readonly headings: PhraseTrie<string>;
  readonly contextRules: PhraseTrie<ContextRule>;
  /** Those for a finding: anything at all that a letter may say of somebody. */
  readonly findingRules: PhraseTrie<ContextRule>;
  readonly contexts: ReadonlyMap<string, ContextRow>;
  /** Morphology, site and laterality (may be empty), joined by `|`, to target. */
  readonly compositions: ReadonlyMap<string, string>;
  /** The other way: what a target is made of. */
  readonly parts: ReadonlyMap<string, readonly TumourParts[]>;
  readonly morphologyParents: ReadonlyMap<string, readonly string[]>;
  readonly siteParents: ReadonlyMap<string, readonly string[]>;
  readonly stages: ReadonlyMap<string, readonly StageRow[]>;
  /** The tokens of a letter as the tries compare them: spelling variants united, misspellings and broken words healed. */
  prepare(tokens: readonly Token[]): MatchToken[];
}

export interface TumourParts {
  readonly morphology: string;
  readonly site: string;
  readonly laterality: string;
}

/** A line of context-rules/, ready to apply. */
export interface ContextRule extends Pick<ContextRuleRow, 'trigger' | 'category' | 'direction'> {
  /** In tokens. */
  readonly reach: number;
  /** Goes on over whatever ends a clause. */
  readonly wholeSentence: boolean;
  /** null for any. */
  readonly targets: ReadonlySet<string> | null;
}

export interface Guard extends Omit<GuardRow, 'words' | 'distance'> {
  readonly distance: number;
  readonly classes: ReadonlySet<string>;
  readonly phrases: PhraseTrie<true>;
  readonly sections: ReadonlySet<string>;
}

/**
 * Only the artefact's frame is checked here: every row was parsed when it was built, and a start has 50 ms.
 *
 * @throws LexiconError when the artefact is not one, or is empty: it never becomes half a lexicon
 */
export function loadLexicon(json: string): Lexicon {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (cause) {
    throw new LexiconError('the lexicon artefact is not JSON; build it again', { cause });
  }
  const frame = Frame.safeParse(parsed);
  if (!frame.success) {
    const issue = frame.error.issues[0];
    throw new LexiconError(
      `the lexicon artefact is malformed at ${issue?.path.join('.')}: ${issue?.message}; build it again`,
    );
  }
  return compileLexicon(parsed as LexiconArtefact);
}

const filled = z.array(z.unknown()).min(1);
const Frame = z.looseObject({
  formatVersion: LexiconArtefact.shape.formatVersion,
  version: LexiconArtefact.shape.version,
  engineVersion: LexiconArtefact.shape.engineVersion,
  concepts: filled,
  descriptions: filled,
  contextRules: filled,
  prepared: z.looseObject({ vocabulary: filled, descriptions: filled, contextRules: filled }),
});

export function compileLexicon(artefact: LexiconArtefact): Lexicon {
  const { prepared } = artefact;
  const variants = new Map(prepared.variants);
  const vocabulary = new Set(prepared.vocabulary);
  const concepts = new Map(artefact.concepts.map((concept) => [concept.id, concept]));

  const terms = phraseTrie<Term>();
  const addTerm = (row: { term: string; kind: string; guard: string }, words: string, meaning: TermMeaning) => {
    const exact = row.kind === 'abbreviation' ? prepared.abbreviations[row.term]! : null;
    terms.add(words.split(' '), { meaning, phrase: row.term, exact, guard: row.guard });
  };
  artefact.descriptions.forEach((row, i) => {
    const concept = concepts.get(row.target);
    if (concept === undefined)
      throw new LexiconError(`description "${row.term}" leads to ${row.target}, which is no concept`);
    addTerm(row, prepared.descriptions[i]!, { layer: 'concept', target: row.target, category: concept.category });
  });
  artefact.morphologies.forEach((row, i) => {
    addTerm(row, prepared.morphologies[i]!, { layer: 'morphology', morphology: row.morphology });
  });
  artefact.sites.forEach((row, i) => {
    addTerm(row, prepared.sites[i]!, { layer: 'site', site: row.site });
  });
  const headings = phraseTrie<string>();
  artefact.sectionHeadings.forEach((row, i) => {
    headings.add(prepared.sectionHeadings[i]!.split(' '), row.section);
  });
  const contextRules = phraseTrie<ContextRule>();
  artefact.contextRules.forEach((row, i) => {
    if (row.targets !== FINDING) contextRules.add(prepared.contextRules[i]!.split(' '), compileRule(row));
  });

  const speller = createSpeller(vocabulary);
  let findingRules: PhraseTrie<ContextRule> | undefined;
  return {
    version: artefact.version,
    engineVersion: artefact.engineVersion,
    concepts,
    terms,
    descriptions: artefact.descriptions.map(({ target, term }, i) => ({
      target,
      term,
      words: prepared.descriptions[i]!,
    })),
    guards: compileGuards(artefact.guards, prepared.guardPhrases),
    headings,
    contextRules,
    // Few letters ask for them: a start should not wait.
    get findingRules() {
      findingRules ??= findingRulesOf(artefact);
      return findingRules;
    },
    contexts: new Map(artefact.contexts.map((row) => [row.id, row])),
    compositions: new Map(
      artefact.compositions.map((row) => [`${row.morphology}|${row.site}|${row.laterality}`, row.target]),
    ),
    parts: groupBy(artefact.compositions, (row) => row.target),
    morphologyParents: parentsOf(artefact.morphologyParents.map(({ morphology, parent }) => [morphology, parent])),
    siteParents: parentsOf(artefact.siteParents.map(({ site, parent }) => [site, parent])),
    stages: groupBy(artefact.stages, (row) => stageKey(row.system, row.axis, row.prefix, row.value)),
    prepare: (tokens) => prepareTokens(tokens, variants, vocabulary, speller),
  };
}

export const stageKey = (system: string, axis: string, prefix: string, value: string) =>
  `${system}|${axis}|${prefix}|${value}`;

function compileRule({ trigger, category, direction, scope, targets }: ContextRuleRow): ContextRule {
  return {
    trigger,
    category,
    direction,
    reach: /^\d+$/.test(scope) ? Number(scope) : Number.POSITIVE_INFINITY,
    wholeSentence: scope === 'sentence',
    targets: targets === 'any' ? null : new Set(targets.split('|')),
  };
}

/**
 * The rules for findings: the lines that name them, and those for diagnoses of which no line for findings has the same words. What
 * is general, or only part of a name, is said of cancers in words of its own, and does not go over.
 */
function findingRulesOf({ contextRules, prepared }: LexiconArtefact): PhraseTrie<ContextRule> {
  const namesFindings = ({ targets }: ContextRuleRow) => targets.split('|').includes(FINDING);
  const own = new Set(prepared.contextRules.filter((_, i) => namesFindings(contextRules[i]!)));
  const rules = phraseTrie<ContextRule>();
  contextRules.forEach((row, i) => {
    const words = prepared.contextRules[i]!;
    const inherited = !own.has(words) && /^any$|\bdiagnosis\b/.test(row.targets) && !OF_CANCERS.has(row.category);
    if (namesFindings(row) || inherited) rules.add(words.split(' '), { ...compileRule(row), targets: null });
  });
  return rules;
}
const FINDING = 'finding';
const OF_CANCERS: ReadonlySet<string> = new Set(['hypothetical', 'attributive', 'pseudo']);

function compileGuards(
  rows: readonly GuardRow[],
  prepared: Readonly<Record<string, string>>,
): ReadonlyMap<string, readonly Guard[]> {
  const guards = rows.map((row): Guard => {
    const choices = row.words.split('|').map((choice) => choice.trim());
    const phrases = phraseTrie<true>();
    for (const choice of choices) if (!choice.startsWith('@')) phrases.add(prepared[choice]!.split(' '), true);
    return {
      guard: row.guard,
      condition: row.condition,
      note: row.note,
      distance: row.distance === '' ? Number.POSITIVE_INFINITY : Number(row.distance),
      classes: new Set(choices.filter((choice) => choice.startsWith('@'))),
      phrases,
      sections: new Set(choices),
    };
  });
  return groupBy(guards, (guard) => guard.guard);
}

/** Each slug's parents, nearest first. */
function parentsOf(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly string[]> {
  const direct = groupBy(pairs, ([child]) => child);
  const ancestors = new Map<string, readonly string[]>();
  for (const child of direct.keys()) {
    const found: string[] = [];
    const queue = [child];
    for (let slug = queue.shift(); slug !== undefined; slug = queue.shift())
      for (const [, parent] of direct.get(slug) ?? [])
        if (!found.includes(parent) && parent !== child) {
          found.push(parent);
          queue.push(parent);
        }
    ancestors.set(child, found);
  }
  return ancestors;
}

function groupBy<V>(values: readonly V[], key: (value: V) => string): ReadonlyMap<string, readonly V[]> {
  const groups = new Map<string, V[]>();
  for (const value of values) {
    const group = groups.get(key(value));
    if (group === undefined) groups.set(key(value), [value]);
    else group.push(value);
  }
  return groups;
}
