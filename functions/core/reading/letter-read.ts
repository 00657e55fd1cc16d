import type { Assertion, Category } from '../answer.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { ContextCategory } from '../lexicon/rows.ts';
import type { Span } from '../span.ts';
import type { WrittenDate } from './dates.ts';
import type { Mention } from './mentions.ts';
import type { Modifier } from './modifiers.ts';
import type { Sentence } from './sentences.ts';

/** A letter cut into tokens and statements, with what was found in it so far. */
export interface LetterRead {
  readonly id: string;
  /** As it is read: `plainText` of what is written. */
  readonly text: string;
  /** As it stands, for what is quoted; of the same length. */
  readonly written: string;
  readonly tokens: readonly MatchToken[];
  readonly sentences: readonly Sentence[];
  readonly mentions: readonly Mention[];
  readonly mentionsIn: (sentence: Sentence) => readonly Mention[];
  readonly modifiersIn: (sentence: Sentence) => readonly Modifier[];
  /** In text order. */
  readonly dates: readonly WrittenDate[];
  /** The latest year in the letter: about when it was written. 0 without dates. */
  readonly latestYear: number;
  /** The ISO day the letter was written, where it says so. */
  readonly writtenOn: string | null;
  readonly lexicon: Lexicon;
}

/** One thing the letter says at one place, with its context. */
export interface Finding {
  /** A concept id or an idea. */
  readonly target: string;
  readonly category: Category;
  readonly assertion: Assertion;
  readonly said: ReadonlySet<ContextCategory>;
  readonly evidence: readonly Span[];
  readonly section: string;
  readonly rule: string;
  /** A tumour of which no word says that anybody has it. */
  readonly onlyNamed?: boolean;
  /** A tumour that the patient is said to have, or that a specimen shows. */
  readonly asserted?: boolean;
  /** A tumour that is spoken of as one already named: "the leukaemia". */
  readonly pointsBack?: boolean;
  /** A tumour that its date or its tense makes past, where no word does. */
  readonly pastByDate?: boolean;
  /** The slug of the site that a composed tumour is said to be at. */
  readonly site?: string;
  readonly value?: string;
  readonly date?: DatedRole;
}

export interface DatedRole {
  readonly date: WrittenDate;
  readonly role: 'diagnosed' | 'performed' | 'started' | 'ended' | 'planned' | 'mentioned';
}

/** Groups mentions by the statement they stand in. */
export function bySentence(mentions: readonly Mention[]): (sentence: Sentence) => readonly Mention[] {
  const groups = new Map<Sentence, Mention[]>();
  for (const mention of mentions) {
    const group = groups.get(mention.sentence);
    if (group === undefined) groups.set(mention.sentence, [mention]);
    else group.push(mention);
  }
  return (sentence) => groups.get(sentence) ?? NO_MENTIONS;
}
const NO_MENTIONS: readonly Mention[] = [];
