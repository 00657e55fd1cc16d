import type { Span } from '../span.ts';
import type { WrittenDate } from './dates.ts';
import { spanOf } from './evidence.ts';
import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';

/** The item of a list in one line that a mention stands in: up to the commas and semicolons around it that no bracket or date holds. */
function itemOf({ from, to, sentence }: Mention, dates: readonly WrittenDate[], { tokens }: LetterRead): Span {
  let first = from;
  while (first > Math.max(sentence.from, from - LONGEST_ITEM) && !isDivider(first - 1)) first--;
  let last = to;
  for (let depth = 0; last < Math.min(sentence.to, to + LONGEST_ITEM); last++) {
    const { raw } = tokens[last]!;
    depth += raw === '(' ? 1 : raw === ')' ? -1 : 0;
    if (depth <= 0 && isDivider(last)) break;
  }
  return { start: tokens[first]!.start, end: tokens[last - 1]!.end };

  function isDivider(i: number): boolean {
    const { raw, start } = tokens[i]!;
    return DIVIDERS.has(raw) && !dates.some((date) => date.start < start && start < date.end);
  }
}
const LONGEST_ITEM = 16;
const DIVIDERS = new Set([',', ';']);

/**
 * "2004 breast ca, 2011 melanoma": the one date of the item that the mention has to itself, or null.
 *
 * @param dates of the mention's statement
 */
export function dateOfItem(mention: Mention, dates: readonly WrittenDate[], letter: LetterRead): WrittenDate | null {
  const item = itemOf(mention, dates, letter);
  const own = dates.filter((date) => isInside(date, item));
  return own.length === 1 && !letter.mentionsIn(mention.sentence).some(isAnother) ? own[0]! : null;

  function isAnother(other: Mention): boolean {
    const { meaning, from, to } = other;
    const isDated = namesATumour(other) || (meaning.layer === 'concept' && meaning.category === 'treatment');
    return isDated && (to <= mention.from || mention.to <= from) && isInside(spanOf(other, letter.tokens), item);
  }
}

/** "Prev BCC face, prev melanoma (2000)": the date of an item that names another tumour. */
export function isOfAnotherItem(
  date: WrittenDate,
  mention: Mention,
  dates: readonly WrittenDate[],
  letter: LetterRead,
): boolean {
  const item = itemOf(mention, dates, letter);
  if (isInside(date, item)) return false;
  return letter.mentionsIn(mention.sentence).some((other) => {
    if (!namesATumour(other) || isInside(spanOf(other, letter.tokens), item)) return false;
    return isInside(date, itemOf(other, dates, letter));
  });
}

function isInside(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function namesATumour({ meaning }: Mention): boolean {
  return meaning.layer === 'morphology' || (meaning.layer === 'concept' && meaning.category === 'diagnosis');
}
