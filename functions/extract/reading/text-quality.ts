/** Whether a page's text can be believed to be what the page says. */
export type TextQuality = 'readable' | 'blank' | 'garbled';

/**
 * Judges one page. A PDF that has lost the map from glyphs to letters gives private-use or control characters, or
 * letters in words that no one writes; both come out of the parser without an error.
 *
 * @param floor fewest letters and digits for a page to count as read: a lone page number printed over a scan is not
 *   a page of text
 */
export function judgePage(text: string, floor: number): TextQuality {
  const marks = text.match(VISIBLE)?.length ?? 0;
  const unreadable = text.match(UNREADABLE)?.length ?? 0;
  if (unreadable > 0 && unreadable >= marks * MOSTLY) return 'garbled';
  if ((text.match(LETTER_OR_DIGIT)?.length ?? 0) < floor) return 'blank';
  return isWordless(text) ? 'garbled' : 'readable';
}

/** More than a third: with that much lost nobody could be sure what the rest means. */
const MOSTLY = 1 / 3;
const VISIBLE = /\S/gu;
const UNREADABLE = /[\p{Cc}\p{Co}\p{Cn}\p{Cs}\ufffd]/gu;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/gu;

/** Long, and without two different words that hardly any page of an English letter can do without. */
function isWordless(text: string): boolean {
  if ((text.match(/\p{L}/gu)?.length ?? 0) <= 400) return false;
  const words = new Set(text.toLowerCase().match(/\p{L}+/gu));
  return COMMON_WORDS.filter((word) => words.has(word)).length < 2;
}

/** Of three letters and more: a two-letter word turns up in any muddle of letters by chance. */
const COMMON_WORDS: readonly string[] = (
  'the and for with was has had have this that not but are from his her she they will been who which were our your ' +
  'all any she him you can may now one two when also after before since about there today well ' +
  'dear patient clinic hospital diagnosis treatment plan date name doctor consultant history review department letter ' +
  'sincerely thank follow results left right blood test cancer'
).split(' ');
