import type { Span } from '../span.ts';
import type { FormAnswer } from './forms.ts';

const FARTHEST = 40;

/**
 * What a list of symptoms answers to the one at `span`: `Haemoptysis: denied`, `Fever N`, `CP -`, `Vomiting ✗`, `+fever, -chills`.
 * null where no answer stands beside it.
 */
export function findingAnswer(text: string, { start, end }: Span): FormAnswer | null {
  const behind = text.slice(end, end + FARTHEST);
  const reply = REPLY.exec(text.slice(end, end + 2 * FARTHEST))?.[1];
  if (reply !== undefined) return /^y/i.test(reply) ? 'yes' : 'no';
  if (NO_BEHIND.test(behind)) return 'no';
  if (YES_BEHIND.test(behind)) return 'yes';
  if (NON.test(text.slice(Math.max(0, start - 5), start)) && /^\S+$/.test(text.slice(start, end))) return 'no';
  const found = SIGN_BEFORE.exec(text.slice(Math.max(0, start - 4), start));
  const sign = found?.[1] ?? found?.[2];
  if (sign === '+' || sign === '(+) ' || sign === '(+)') return 'yes';
  if (sign === undefined) return null;
  return sign.startsWith('(') || LIST_OF_SIGNS.test(lineAround(text, start)) ? 'no' : null;
}

const CELL_ENDS = String.raw`(?=[ \t]*(?:$|[,;.|)\n]|\/[ \t](?!Y|N|Unk|unk|yes|no\b)[A-Za-z]{3}|[ \t]{2,}|\t|[A-Z][\w ]{1,20}:|[ \t][A-Z][A-Za-z ]{1,20} (?:(?:Y|N|Yes|No)\b|\([+-]\))))`;
const NO_BEHIND = new RegExp(
  String.raw`^[ \t]{0,6}(?:[:=?–—-][ \t]{0,4}|\.{2,}[ \t]?|[ \t]+)(?:(?:N|NO|No|NEG|Neg|NIL|Nil|Denies|Denied|None|0(?:\\/10)?|✗|✘|×|☐|\[ ?\]|n(?=[ \t]*(?:[,;|\n]|$)))|(?<=[:=?–—-][ \t]{0,4})(?:[Nn]o|[Nn]one|[Nn]il|n|[Nn]eg(?:ative)?|[Aa]bsent|[Dd]enied|[Dd]enies|[Nn]ever|NKD?A|[Nn]kd?a|[Nn]ot (?:present|seen|found|reported|known)|-ve)(?: (?:seen|found|noted|reported|identified|detected|known|present))?)${CELL_ENDS}|^[ \t]{0,2}(?:\(-\)|-(?:ve)?)${CELL_ENDS}`,
);
const YES_BEHIND = new RegExp(
  String.raw`^[ \t]{0,6}(?:[:=?–—-][ \t]{0,4}|[ \t]+)(?:Y|YES|Yes|✓|✔|\[[xX]\]|(?<=[:=?–—-][ \t]{0,4})(?:yes|y|[Pp]resent|[Pp]ositive)|y(?=[ \t]*(?:[,;|\n]|$)))${CELL_ENDS}|^[ \t]{0,2}(?:\(\+\)|\+{1,3}(?:ve)?)${CELL_ENDS}`,
);
/** "Any bleeding from the back passage? No." */
const REPLY = /^[\w ,'’/-]{0,60}\?[ \t]{1,3}(No|None|Nil|Never|Denies|Denied|Yes)(?=[ \t]*(?:[.,;\n]|$))/;
/** "Non-smoker": one word with its denial. */
const NON = /(?:^|[^A-Za-z])[Nn]on-$/;
const SIGN_BEFORE = /(?:^|[\s,;(:/])([+–-]|\([+-]\) ?)$|(?:^|[,;:(] ?)([+–-]) $/;
/** A lone `-` is a bullet, or a dash, unless the line gives its findings signs. */
const LIST_OF_SIGNS = /(?:^|[\s,;:])\+\s?[A-Za-z]|,\s?- ?[A-Za-z]/;

function lineAround(text: string, at: number): string {
  const from = Math.max(text.lastIndexOf('\n', at - 1) + 1, at - 200);
  const lineEnd = text.indexOf('\n', at);
  return text.slice(from, Math.min(lineEnd === -1 ? text.length : lineEnd, at + 200));
}
