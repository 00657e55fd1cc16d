import type { Span } from '../span.ts';

/**
 * Whether a form says no to what stands at `span`: an empty box before it, or behind it an answer such as `No`, `N`, `[No]`, `0`,
 * `not applicable`, an open `Y / N`, or nothing but a line to write on.
 */
export function isDeniedOnAForm(text: string, { start, end }: Span): boolean {
  return EMPTY_BOX.test(text.slice(Math.max(0, start - 12), start)) || ANSWERED_NO.test(text.slice(end, end + 40));
}

const EMPTY_BOX = /(?:\[\s{0,2}\]|☐|□|\(\s{0,2}\))\s{0,3}(?:any\s|known\s)?$/i;
const ANSWERED_NO =
  /^[ \t]{0,6}(?:\(?\s?y(?:es)?\s?\/\s?n(?:o)?\s?\)?[ \t]{0,3}(?:[:?=-][ \t]{0,3}(?:no?\b|_|$)|$|\n)|(?:[:=|[(?\-–—]|\.{2,}|…|\t)[ \t]{0,4}[|[(]?\s?(?:no|n|nil|none|absent|false|0|✗|✘|×|n\/a|not applicable|not known|unknown|not assessed|_{2,})\s?[\])|]?[ \t]{0,3}(?:$|\n|[,;.|]))/i;
