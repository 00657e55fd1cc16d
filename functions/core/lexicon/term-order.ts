import type { Term } from './lexicon.ts';

/** Of the same words the line whose guard holds says more than the one without: "mammogram … was clear". */
export function termOrder(one: Term, other: Term): number {
  const guarded = Number(one.guard === '') - Number(other.guard === '');
  return guarded === 0 ? compare(keyOf(one), keyOf(other)) : guarded;
}

function keyOf({ meaning }: Term): string {
  return meaning.layer === 'concept' ? meaning.target : meaning.layer === 'site' ? meaning.site : meaning.morphology;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
