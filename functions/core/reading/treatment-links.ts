import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import type { SaidTreatment } from './said-treatment.ts';

const LONGEST_LINK = 12;
const ENDS_LINK = /^[;.:?!]$/;
const JOINS = new Set([',', '+', '&', 'and', '/', 'plus', 'with', '(']);
const FOLLOWS = new Set(['then', 'followed', '→', '>', 'thereafter', 'subsequently', 'before']);

/** How two neighbours are joined: side by side, one behind the other, not although close, or (null) nobody can say. */
export function linkBetween(
  earlier: Mention,
  later: Mention,
  { tokens }: LetterRead,
  treatments: readonly SaidTreatment[],
): 'and' | 'then' | 'apart' | null {
  const length = later.from - earlier.to;
  if (length < 0 || length > LONGEST_LINK) return null;
  // "Melphalan autograft"
  if (length === 0 && tokens[later.from]!.gap === 'space') return 'and';
  const within = (from: number, to: number) => from >= earlier.to && to <= later.from;
  if (treatments.some(({ said }) => said.modifiers.some(({ from, to }) => from < to && within(from, to)))) return null;
  const words = tokens.slice(earlier.to, later.from).map(({ word }) => word);
  if (words.some((word) => ENDS_LINK.test(word) || STATES_ANEW.has(word))) return null;
  if (words.some((word) => FOLLOWS.has(word))) return 'then';
  return words.some((word) => JOINS.has(word)) ? 'and' : 'apart';
}
const STATES_ANEW = new Set(
  'is was were are has had have he she they but not no if when who which because due may might could would should shows showed although though while despite now'.split(
    ' ',
  ),
);

/** "Letrozole switched to exemestane in May", "tamoxifen → letrozole": one drug in place of the other. */
export function isReplaced(earlier: SaidTreatment, later: SaidTreatment, { tokens }: LetterRead): boolean {
  if (!earlier.lasting || !later.lasting || later.mention.from - earlier.mention.to > LONGEST_CHANGE) return false;
  const words = tokens.slice(earlier.mention.to, later.mention.from).map(({ norm }) => norm);
  if (words.some((word) => ENDS_LINK.test(word) || word === ',')) return false;
  if (words.some((word) => REPLACES.has(word))) return true;
  // "Degarelix Jan → leuprorelin", but "plan: bicalutamide → Zoladex".
  return !earlier.chemotherapy && !later.chemotherapy && !earlier.said.categories.has('planned') && words.includes('→');
}
const LONGEST_CHANGE = 7;
const REPLACES = new Set('switched changed swapped replaced converted'.split(' '));

/** "Axitinib (pembro stopped Feb)": what is said in the bracket is not said of what stands before it. */
export function opensBracket(earlier: Mention, later: Mention, { tokens }: LetterRead): boolean {
  return tokens.slice(earlier.to, later.from).some(({ raw }) => raw === '(');
}

export function closingBracket({ to, sentence }: Mention, { tokens }: LetterRead): number {
  for (let i = to; i < sentence.to; i++) if (tokens[i]!.raw === ')') return i;
  return sentence.to;
}

/** "Carboplatin/pemetrexed + pembrolizumab x4", "cetuximab-based chemo" */
export function areOneRegimen(earlier: Mention, later: Mention, { tokens }: LetterRead): boolean {
  return later.from - earlier.to === 1 && /^(?:[/+]|based)$/.test(tokens[earlier.to]!.raw);
}
