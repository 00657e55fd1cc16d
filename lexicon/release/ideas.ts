import { tokenize } from '../../functions/core/reading/tokens.ts';
import type { Tables } from '../data-files.ts';

/** Looks up which uncoded ideas a term of the release says, word for word. */
export interface IdeaTerms {
  /** Ideas whose display or phrase is this term after normalisation (case, accents, hyphens, spelling variants). */
  ideasSaidBy(term: string): readonly string[];
}

/** Drugs and regimens of an idea such as "targeted therapy" are kinds of it, not names of it. */
const NAMES = new Set(['full', 'synonym', 'inversion', 'abbreviation', 'acronym']);

export function ideaTerms({ concepts, descriptions, variants }: Tables): IdeaTerms {
  const united = new Map(variants.map(({ row }) => [row.variant, row.word]));
  const normalised = (term: string) =>
    tokenize(term)
      .map(({ norm }) => united.get(norm) ?? norm)
      .join(' ');
  const ideas = new Map<string, string[]>();
  const add = (term: string, idea: string) => {
    const key = normalised(term);
    const known = ideas.get(key);
    if (known === undefined) ideas.set(key, [idea]);
    else if (!known.includes(idea)) known.push(idea);
  };
  for (const { row } of concepts) if (row.id.startsWith('idea:')) add(row.display, row.id);
  for (const { row } of descriptions)
    if (row.target.startsWith('idea:') && NAMES.has(row.kind)) add(row.term, row.target);
  // Most terms of a release say no idea: their number of words and first letters tell, without cutting them into tokens.
  const starts = new Set([...ideas.keys()].map((key) => key.slice(0, 2)));
  const variantStarts = new Set(
    [...united].filter(([, word]) => starts.has(word.slice(0, 2))).map(([v]) => v.slice(0, 2)),
  );
  return {
    ideasSaidBy(term) {
      const start = term.slice(0, 2).toLowerCase();
      const plain = /^[a-z0-9]{2}$/.test(start);
      if (plain && !starts.has(start) && !variantStarts.has(start)) return [];
      return ideas.get(normalised(term)) ?? [];
    },
  };
}
