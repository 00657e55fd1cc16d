import type { MatchToken } from '../lexicon/phrase-trie.ts';

/** Who a word names, and how they are spoken of again. */
export interface Person {
  readonly category: 'family' | 'other-person';
  readonly pronouns: ReadonlySet<string>;
}

const FEMALE = new Set(['she']);
const MALE = new Set(['he']);
export const OF_EITHER_SEX: ReadonlySet<string> = new Set(['he', 'she', 'they']);

const PERSONS: ReadonlyMap<string, Person> = new Map([
  ...personsOf(
    'family',
    FEMALE,
    'mother mum mom sister daughter aunt auntie aunty grandmother granny gran nan grandma granddaughter niece mgm pgm dtr dau sis mthr',
  ),
  ...personsOf(
    'family',
    MALE,
    'father dad brother son uncle grandfather grandad granddad grandpa nephew grandson mgf pgf bro fthr',
  ),
  ...personsOf(
    'family',
    OF_EITHER_SEX,
    'cousin twin sibling parent parents sisters brothers daughters sons uncles aunts cousins siblings grandparents grandparent relatives relative fdr fdrs sib sibs',
  ),
  ...personsOf('other-person', FEMALE, 'wife girlfriend stepmother stepsister stepdaughter'),
  ...personsOf('other-person', MALE, 'husband husb hubby boyfriend stepfather stepbrother stepson'),
  ...personsOf(
    'other-person',
    OF_EITHER_SEX,
    'partner spouse friend neighbour fiance fiancee colleague flatmate carer boss',
  ),
]);

function personsOf(category: Person['category'], pronouns: Person['pronouns'], words: string): [string, Person][] {
  return words.split(' ').map((word) => [word, { category, pronouns }]);
}

/** What a person is called by when spoken of again; undefined for a word that names none. */
export function pronounsOf(word: string): ReadonlySet<string> | undefined {
  return PERSONS.get(word)?.pronouns;
}

/** "Mother in law" is no blood relative; "her son's school" is no son. */
export function personAt(i: number, to: number, tokens: readonly MatchToken[]): Person | null {
  const person = PERSONS.get(tokens[i]!.word);
  if (person === undefined || POSSESSIVE.test(tokens[i]!.raw)) return null;
  const inLaw = i + 2 < to && tokens[i + 1]!.word === 'in' && tokens[i + 2]!.word === 'law';
  return inLaw ? { ...person, category: 'other-person' } : person;
}

const POSSESSIVE = /['’]s$/i;

/** Who the word at `i` is to the patient; null where it is nobody. */
export function personCategory(i: number, to: number, tokens: readonly MatchToken[]): Person['category'] | null {
  return personAt(i, to, tokens)?.category ?? null;
}

/** A relative or anybody else beside the patient. */
export function isPerson(word: string): boolean {
  return PERSONS.has(word);
}

/** Blood relatives by the words for them. */
export function isRelative(word: string): boolean {
  return RELATIVES.has(word);
}
export const RELATIVES: ReadonlySet<string> = new Set(
  [...PERSONS].flatMap(([word, { category }]) => (category === 'family' ? [word] : [])),
);
