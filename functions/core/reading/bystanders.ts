import type { MatchToken } from '../lexicon/phrase-trie.ts';
import { UNKNOWN } from '../lexicon/word-table.ts';
import { isPerson, OF_EITHER_SEX, type Person, personAt } from './persons.ts';

/** Somebody else whom a statement goes on speaking of by a pronoun. */
export interface Bystander {
  readonly category: Person['category'];
  /** The token that refers to them. */
  readonly at: number;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly section: string;
}

/**
 * For each statement the relative or other person it goes on speaking of: "Her mother is 80. She has bowel cancer." A pronoun is
 * theirs when they are what the statement before is about, or when it cannot be the patient's: "She came with her husband. He
 * has …".
 */
export function bystandersOf(
  sentences: readonly Stretch[],
  tokens: readonly MatchToken[],
): readonly (Bystander | undefined)[] {
  const others = pronounOfOthers(tokens);
  const named = new Map<string, Person>();
  let person: Person | null = null;
  let dead = false;
  return sentences.map((sentence, i) => {
    const first = tokens[sentence.from]!;
    const byName = named.get(first.raw) ?? contracted(sentence, tokens, named);
    const speaksOfAnybody = namesAPerson(sentence, tokens);
    if (speaksOfAnybody) addNames(sentence, tokens, named);
    if (byName !== undefined) {
      person = byName;
      return { category: byName.category, at: sentence.from };
    }
    if (first.gap === 'paragraph' || sentences[i - 1]?.section !== sentence.section) person = null;
    const spokenOf = person === null ? null : pronounAt(sentence, tokens, person);
    const at = spokenOf !== null && isThePatient(spokenOf, dead, tokens) ? null : spokenOf;
    const bystander =
      person === null || at === null ? ofTheOtherSex(sentence, others, tokens) : { category: person.category, at };
    // A statement about them may go on for several sentences; one that is not ends it.
    person = (speaksOfAnybody ? personSpokenOf(sentence, tokens) : null) ?? (bystander === undefined ? null : person);
    dead = person !== null && saysDied(sentence, tokens);
    return bystander;
  });
}

function namesAPerson({ from, to }: Stretch, tokens: readonly MatchToken[]): boolean {
  for (let i = from; i < to; i++) if (isPerson(tokens[i]!.word)) return true;
  return false;
}

/** "Lucy's had a melanoma", and not "Lucy's husband". */
function contracted(
  { from, to }: Stretch,
  tokens: readonly MatchToken[],
  named: ReadonlyMap<string, Person>,
): Person | undefined {
  const { raw } = tokens[from]!;
  const at = /['’]s$/.test(raw) ? from + 1 : tokens[from + 1]?.word === 's' ? from + 2 : -1;
  if (at === -1 || at >= to || !OF_SOMEBODY.test(tokens[at]!.word)) return undefined;
  return named.get(raw.replace(/['’]s$/, ''));
}
const OF_SOMEBODY = /^(?:had|got|been|also|now|just|having|a|an|under|on|the one)$/;

/** "His partner, Jill", "her sister Ann", "with daughter Lucy": who is called by a name. */
function addNames({ from, to }: Stretch, tokens: readonly MatchToken[], named: Map<string, Person>): void {
  for (let i = from; i < to - 1; i++) {
    if (!isPerson(tokens[i]!.word)) continue;
    const owned = OWNERS.has(tokens[i - 1]?.word ?? '');
    const at = owned && tokens[i + 1]!.raw === ',' ? i + 2 : i + 1;
    const person = personAt(i, to, tokens);
    const name = at < to ? tokens[at]!.raw : '';
    // "Mother Breast ca": what the lexicon knows is no name where nobody says whose mother.
    if (!owned && tokens[at]?.number !== UNKNOWN && !ALSO_WORDS.has(name)) continue;
    if (person !== null && /^\p{Lu}\p{Ll}{2,}$/u.test(name)) named.set(name, person);
  }
}
const ALSO_WORDS = new Set(
  'Pat Sue May Mark Rose Grace Joy Dawn Hope Faith Bill Rob Will Iris Ray Gail Penny'.split(' '),
);
const OWNERS = new Set(['his', 'her', 'their', 'your']);

/** "Her sister died of a stroke. She has …", "his twin has asthma. He denies …": who has it now, or is asked, is the patient. */
function isThePatient(at: number, dead: boolean, tokens: readonly MatchToken[]): boolean {
  const word = tokens[at + 1]?.word ?? '';
  if (/^(?:denies|denied|reports|complains|presents|attends|attended)$/.test(word)) return true;
  if (word === 'has' && /^(?:no|not|never)$/.test(tokens[at + 2]?.word ?? '')) return true;
  return dead && /^(?:has|is|remains|takes|feels|describes|continues)$/.test(word);
}

function saysDied({ from, to }: Stretch, tokens: readonly MatchToken[]): boolean {
  for (let i = from; i < to; i++) if (/^(?:died|deceased|dead|passed)$/.test(tokens[i]!.word)) return true;
  return false;
}

const FEWEST_PRONOUNS = 3;

/** The pronoun that cannot be the patient's: "she" in a letter that speaks of a man nearly always. */
function pronounOfOthers(tokens: readonly MatchToken[]): 'he' | 'she' | null {
  let men = 0;
  let women = 0;
  for (const { word } of tokens) {
    const sex = OF_ONE_SEX.get(word);
    if (sex === 'man') men++;
    else if (sex === 'woman') women++;
  }
  if (men >= FEWEST_PRONOUNS && men >= 3 * women) return 'she';
  return women >= FEWEST_PRONOUNS && women >= 3 * men ? 'he' : null;
}
const OF_ONE_SEX: ReadonlyMap<string, 'man' | 'woman'> = new Map([
  ...'he his him himself gentleman man mr'.split(' ').map((word) => [word, 'man'] as const),
  ...'she her herself lady woman mrs ms miss'.split(' ').map((word) => [word, 'woman'] as const),
]);

const FARTHEST_PERSON = 25;

/** "Mother has NF1 too; she had breast cancer at 41": in a man's letter she is the mother. */
function ofTheOtherSex(
  { from, to }: Stretch,
  pronoun: 'he' | 'she' | null,
  tokens: readonly MatchToken[],
): Bystander | undefined {
  if (pronoun === null) return undefined;
  for (let at = from; at < to - 1; at++) {
    if (tokens[at]!.word !== pronoun || !OF_HAVING.test(tokens[at + 1]!.word)) continue;
    for (let i = at - 1; i >= Math.max(0, at - FARTHEST_PERSON); i--) {
      const person = personAt(i, at, tokens);
      if (person?.pronouns.has(pronoun)) return { category: person.category, at };
    }
    return undefined;
  }
  return undefined;
}
const OF_HAVING =
  /^(?:has|had|was|is|died|got|developed|also|too|recently|then|went|finished|started|completed|underwent|received|recovered|survived|beat|s|himself|herself)$/;

const OPENING_WORDS = 3;

/** "She …", "Sadly he …", and, of what they have, "It was …", "This turned out …". */
function pronounAt({ from, to }: Stretch, tokens: readonly MatchToken[], { pronouns }: Person): number | null {
  for (let i = from; i < Math.min(to, from + OPENING_WORDS); i++) {
    const { word } = tokens[i]!;
    if (pronouns.has(word)) return /^(?:himself|herself)$/.test(tokens[i + 1]?.word ?? '') ? null : i;
    if ((word === 'it' || word === 'this') && /^(?:was|were|turned|proved)$/.test(tokens[i + 1]?.word ?? '')) return i;
    if (!MAY_OPEN.has(word)) return null;
  }
  return null;
}
const MAY_OPEN = new Set(
  'sadly unfortunately however recently then later apparently and but so also tragically , previously'.split(' '),
);

const LONGEST_OPENING = 5;

function personSpokenOf({ from, to }: Stretch, tokens: readonly MatchToken[]): Person | null {
  let opening = true;
  let possessive = '';
  let found: Person | null = null;
  for (let i = from; i < to; i++) {
    const { word } = tokens[i]!;
    if (word === 'her' || word === 'his') possessive = word;
    const person = personAt(i, to, tokens);
    if (person === null) {
      if (i - from >= LONGEST_OPENING || !BEFORE_A_SUBJECT.has(word)) opening = false;
      continue;
    }
    const isSubject = opening && !isOnlyThere(i, to, tokens);
    opening = false;
    const patients = possessive === 'her' ? 'she' : possessive === 'his' ? 'he' : null;
    const unmistakable = patients !== null && person.pronouns !== OF_EITHER_SEX && !person.pronouns.has(patients);
    if (isSubject || unmistakable) found = person;
  }
  return found;
}

const BEFORE_A_SUBJECT = new Set(
  'her his their my your our the a an one of patient late elder older eldest younger youngest only own identical half step maternal paternal great mat pat sadly unfortunately recently'.split(
    ' ',
  ),
);

/** "Her mother came with her. She has …": somebody who is merely present is not what is spoken of. */
function isOnlyThere(i: number, to: number, tokens: readonly MatchToken[]): boolean {
  for (let j = i + 1; j < Math.min(to, i + 7); j++) if (PRESENCE.has(tokens[j]!.word)) return true;
  return false;
}
const PRESENCE = new Set(
  'present attended came accompanied accompanies joined drove brought phoned rang called asked helps cares carer reports reported says said feels felt noticed worried with'.split(
    ' ',
  ),
);
