import * as z from 'zod';
import type { Category } from '../answer.ts';
import { LexiconError } from '../errors.ts';
import { type ContextRule, contextRulesOf, findingRulesOf } from './context-rules.ts';
import { groupBy } from './group-by.ts';
import { compileGuards, type Guard, type Guards } from './guards.ts';
import { type MatchToken, type PhraseTrie, phraseTrie } from './phrase-trie.ts';
import { prepareTokens } from './prepare.ts';
import { type ConceptRow, type ContextRow, LexiconArtefact, type StageRow } from './rows.ts';
import { parentsOf } from './slug-parents.ts';
import { createSpeller } from './speller.ts';
import { termOrder } from './term-order.ts';
import { vocabularyOf } from './vocabulary.ts';

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
  /** The lines of its guard; null without one. */
  readonly lines: readonly Guard[] | null;
  /** Terms of one layer hide each other where they overlap. "Finished radiotherapy" is a state and does not hide the radiotherapy in it. */
  readonly layer: string;
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
  readonly guards: Guards;
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
  prepare(text: string): MatchToken[];
}

export interface TumourParts {
  readonly morphology: string;
  readonly site: string;
  readonly laterality: string;
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
  const vocabulary = vocabularyOf(prepared.vocabulary, prepared.variants);
  const { numbers } = vocabulary;
  const concepts = new Map(artefact.concepts.map((concept) => [concept.id, concept]));

  const guards = compileGuards(artefact.guards, prepared.guardPhrases, numbers);
  const terms = phraseTrie<Term>(numbers, termOrder);
  const addTerm = (
    row: { term: string; kind: string; guard: string },
    words: string,
    meaning: TermMeaning,
    layer: string = meaning.layer,
  ) => {
    const exact = row.kind === 'abbreviation' ? prepared.abbreviations[row.term]! : null;
    const lines = row.guard === '' ? null : guards.lines.get(row.guard);
    if (lines === undefined) throw new LexiconError(`"${row.term}" names the guard ${row.guard}, which does not exist`);
    terms.add(words, { meaning, phrase: row.term, exact, guard: row.guard, lines, layer });
  };
  artefact.descriptions.forEach((row, i) => {
    const concept = concepts.get(row.target);
    if (concept === undefined)
      throw new LexiconError(`description "${row.term}" leads to ${row.target}, which is no concept`);
    const { category, mdsItem } = concept;
    const layer = mdsItem === 'treatment-status' ? mdsItem : category;
    addTerm(row, prepared.descriptions[i]!, { layer: 'concept', target: row.target, category }, layer);
  });
  artefact.morphologies.forEach((row, i) => {
    addTerm(row, prepared.morphologies[i]!, { layer: 'morphology', morphology: row.morphology });
  });
  artefact.sites.forEach((row, i) => {
    addTerm(row, prepared.sites[i]!, { layer: 'site', site: row.site });
  });
  const headings = phraseTrie<string>(numbers);
  artefact.sectionHeadings.forEach((row, i) => {
    headings.add(prepared.sectionHeadings[i]!, row.section);
  });
  const speller = createSpeller(prepared.vocabulary);
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
    guards,
    headings,
    contextRules: contextRulesOf(artefact, numbers),
    // Few letters ask for them: a start should not wait.
    get findingRules() {
      findingRules ??= findingRulesOf(artefact, numbers);
      return findingRules;
    },
    contexts: new Map(artefact.contexts.map((row) => [row.id, row])),
    compositions: new Map(
      artefact.compositions.map((row) => [`${row.morphology}|${row.site}|${row.laterality}`, row.target]),
    ),
    parts: partsOf(artefact),
    morphologyParents: parentsOf(artefact.morphologyParents.map(({ morphology, parent }) => [morphology, parent])),
    siteParents: parentsOf(artefact.siteParents.map(({ site, parent }) => [site, parent])),
    stages: groupBy(artefact.stages, (row) => stageKey(row.system, row.axis, row.prefix, row.value)),
    prepare: (text) => prepareTokens(text, vocabulary, speller),
  };
}

/** A concept that no combination leads to is made of what its twin is that is chosen over it. */
function partsOf({ compositions, preferences }: LexiconArtefact): ReadonlyMap<string, readonly TumourParts[]> {
  const parts = new Map(groupBy(compositions, (row) => row.target));
  for (const { chosen, over } of preferences) {
    const same = parts.get(chosen);
    if (same !== undefined && !parts.has(over)) parts.set(over, same);
  }
  return parts;
}

export const stageKey = (system: string, axis: string, prefix: string, value: string) =>
  `${system}|${axis}|${prefix}|${value}`;
