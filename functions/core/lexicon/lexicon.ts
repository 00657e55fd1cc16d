import type { Category } from '../answer.ts';
import { LexiconError } from '../errors.ts';
import { type Token, tokenize } from '../reading/tokens.ts';
import { type MatchToken, type PhraseTrie, phraseTrie } from './phrase-trie.ts';
import {
  type ConceptRow,
  type ContextRow,
  type ContextRuleRow,
  type GuardRow,
  LexiconArtefact,
  type StageRow,
} from './rows.ts';
import { createSpeller, type Speller } from './speller.ts';

/** What a phrase can mean: a concept said whole, or a part that composition puts together with others. */
export type TermMeaning =
  | { readonly layer: 'concept'; readonly target: string; readonly category: Category }
  | { readonly layer: 'morphology'; readonly morphology: string }
  | { readonly layer: 'site'; readonly site: string };

export interface Term {
  readonly meaning: TermMeaning;
  /** The line's own wording: the rule a suggestion names. */
  readonly phrase: string;
  /** For abbreviations: the tokens exactly as they must be written. Else null. */
  readonly exact: readonly string[] | null;
  readonly guard: string;
}

/** Everything the service knows, ready to match. */
export interface Lexicon {
  readonly version: string;
  readonly concepts: ReadonlyMap<string, ConceptRow>;
  readonly terms: PhraseTrie<Term>;
  readonly guards: ReadonlyMap<string, readonly Guard[]>;
  readonly headings: PhraseTrie<string>;
  readonly contextRules: PhraseTrie<ContextRuleRow>;
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

export interface Guard extends Omit<GuardRow, 'words' | 'distance'> {
  readonly distance: number;
  readonly classes: ReadonlySet<string>;
  readonly phrases: PhraseTrie<true>;
  readonly sections: ReadonlySet<string>;
}

/** @throws LexiconError when the artefact is not one, or is empty: it never becomes half a lexicon */
export function loadLexicon(json: string): Lexicon {
  let parsed: ReturnType<typeof LexiconArtefact.safeParse>;
  try {
    parsed = LexiconArtefact.safeParse(JSON.parse(json));
  } catch (cause) {
    throw new LexiconError('the lexicon artefact is not JSON; build it again', { cause });
  }
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new LexiconError(
      `the lexicon artefact is malformed at ${issue?.path.join('.')}: ${issue?.message}; build it again`,
    );
  }
  return compileLexicon(parsed.data);
}

export function compileLexicon(artefact: LexiconArtefact): Lexicon {
  const variants = new Map(artefact.variants.map(({ variant, word }) => [normalWord(variant), normalWord(word)]));
  const concepts = new Map(artefact.concepts.map((concept) => [concept.id, concept]));
  const vocabulary = vocabularyOf(artefact, variants);
  // Phrases are prepared as letters are, so that "post-operative" is one word in both as soon as "postoperative" is known.
  const words = (phrase: string): string[] =>
    prepareTokens(tokenize(phrase), variants, vocabulary).map(({ word }) => word);

  const terms = phraseTrie<Term>();
  const addTerm = (row: { term: string; kind: string; guard: string }, meaning: TermMeaning) => {
    const exact = row.kind === 'abbreviation' ? tokenize(row.term).map((token) => token.raw) : null;
    terms.add(words(row.term), { meaning, phrase: row.term, exact, guard: row.guard });
  };
  for (const row of artefact.descriptions) {
    const concept = concepts.get(row.target);
    if (concept === undefined)
      throw new LexiconError(`description "${row.term}" leads to ${row.target}, which is no concept`);
    addTerm(row, { layer: 'concept', target: row.target, category: concept.category });
  }
  for (const row of artefact.morphologies) addTerm(row, { layer: 'morphology', morphology: row.morphology });
  for (const row of artefact.sites) addTerm(row, { layer: 'site', site: row.site });

  const headings = phraseTrie<string>();
  for (const row of artefact.sectionHeadings) headings.add(words(row.heading), row.section);
  const contextRules = phraseTrie<ContextRuleRow>();
  for (const row of artefact.contextRules) contextRules.add(words(row.trigger), row);

  const speller: Speller = createSpeller(vocabulary);
  return {
    version: artefact.version,
    concepts,
    terms,
    guards: compileGuards(artefact.guards, words),
    headings,
    contextRules,
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

/** Every word of every phrase, spelling variants united: what hyphens and misspellings are healed to. */
function vocabularyOf(artefact: LexiconArtefact, variants: ReadonlyMap<string, string>): ReadonlySet<string> {
  const vocabulary = new Set<string>([...variants.keys(), ...variants.values()]);
  const phrases = [
    ...artefact.descriptions.map(({ term }) => term),
    ...artefact.morphologies.map(({ term }) => term),
    ...artefact.sites.map(({ term }) => term),
    ...artefact.sectionHeadings.map(({ heading }) => heading),
    ...artefact.contextRules.map(({ trigger }) => trigger),
  ];
  for (const phrase of phrases) for (const { norm } of tokenize(phrase)) vocabulary.add(variants.get(norm) ?? norm);
  return vocabulary;
}

function normalWord(word: string): string {
  return tokenize(word)[0]?.norm ?? '';
}

function prepareTokens(
  tokens: readonly Token[],
  variants: ReadonlyMap<string, string>,
  vocabulary: ReadonlySet<string>,
  speller?: Speller,
): MatchToken[] {
  const unite = (norm: string) => variants.get(norm) ?? norm;
  const prepared: MatchToken[] = [];
  for (const token of tokens) {
    const before = prepared.at(-1);
    if (before !== undefined && (token.gap === 'hyphen' || token.gap === 'line-hyphen')) {
      const whole = unite(before.norm + token.norm);
      if (vocabulary.has(whole)) {
        prepared[prepared.length - 1] = {
          ...before,
          end: token.end,
          norm: before.norm + token.norm,
          raw: before.raw + token.raw,
          word: whole,
        };
        continue;
      }
    }
    const word = unite(token.norm);
    const known = token.kind === 'mark' || vocabulary.has(word);
    prepared.push({ ...token, word: known || speller === undefined ? word : unite(speller.correct(word)) });
  }
  return prepared;
}

function compileGuards(
  rows: readonly GuardRow[],
  words: (phrase: string) => string[],
): ReadonlyMap<string, readonly Guard[]> {
  const guards = rows.map((row): Guard => {
    const choices = row.words.split('|').map((choice) => choice.trim());
    const phrases = phraseTrie<true>();
    for (const choice of choices) if (!choice.startsWith('@')) phrases.add(words(choice), true);
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
