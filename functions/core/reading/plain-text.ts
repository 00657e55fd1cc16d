/**
 * The text with no-break and thin spaces as spaces, and the typographer's hyphens, soft ones too, as hyphens: one character for one, so that
 * every offset stays. A soft hyphen within a word or at a line's end is then healed like any other.
 */
export function plainText(text: string): string {
  return SPECIAL.test(text) ? text.replace(SPACES, ' ').replace(HYPHENS, '-') : text;
}

const SPECIAL = /[\u00a0\u2000-\u200a\u202f\u205f\u3000\u00ad\u2010\u2011]/;
const SPACES = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g;
const HYPHENS = /[\u00ad\u2010\u2011]/g;
