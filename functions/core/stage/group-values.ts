import { toRoman } from './reading.ts';

/** The number of a stage, as it is written. */
export const NUMERAL = String.raw`(?:IV|III|II|I|iv|iii|ii|i|[0-4])`;

/** `IIIC1`, `2 b`, `IIIC(p)`, `IVBS`: a number and what may follow it. */
export const GROUP = String.raw`(?<numeral>${NUMERAL})(?:[\s-]?(?<letter>[A-Ea-e])(?<digit>[1-3]|i{1,2})?(?:\(?(?<node>[rp])\)?(?!\w))?)?(?<more>(?:[BESXbesx]|\([BESX]\)){0,2})`;

/** What `GROUP` matched, as one value: `2 b` is `IIB`. */
export function groupValue(match: RegExpMatchArray): string {
  const { numeral, letter, digit, node, more } = match.groups as Record<string, string | undefined>;
  const sub = digit === undefined ? '' : digit.replace('ii', '2').replace('i', '1');
  return (
    toRoman(numeral!) +
    (letter ?? '').toUpperCase() +
    sub +
    (node ?? '') +
    (more ?? '').replace(/[()]/g, '').toUpperCase()
  );
}
