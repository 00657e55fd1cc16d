import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { Place } from './discharges.ts';
import type { Sentence } from './sentences.ts';

/** A call that is promised holds one of them. */
export const CALLS = new Set(['phone', 'telephone', 'ring', 'call']);
const CALLED = new Set('him her you them the his patient mr mrs ms miss family with'.split(' '));
const PROMISES = new Set(['will', 'll', 'shall', 'to']);
const CALLERS = new Set('i we cns bcn nurse nurses team dr sister registrar she he they'.split(' '));
const WHEN =
  /^(?:after|once|when|on|in|at|within|by|again|back|next|tomorrow|later|beforehand|first|then|soon|today|this|post|following|before|weekly|fortnightly|monthly|(?:mon|tues|wednes|thurs|fri)day|with|w)$/;
/** "Call in on Tuesday", "call round again": a visit, and no "call in the week", "call in 2/52". */
export function isCallingIn(i: number, norm: (at: number) => string): boolean {
  return /^(?:call|pop|drop)$/.test(norm(i)) && /^(?:in|round|by)$/.test(norm(i + 1)) && CALLING_IN.test(norm(i + 2));
}
const CALLING_IN = /^(?:next|on|tomorrow|again|this|to|and|(?:mon|tues|wednes|thurs|fri)day|[.,;])?$/;

/** "CNS to ring.", but not "stoma nurse will call." */
const NURSES = /^(?:cns|bcn)$/;
const ENDS = /^[.,;]?$/;
const NOT_A_PROMISE = new Set(
  'if unless can could should please may able advised asked want wants need needs has have 999 111'.split(' '),
);

/** "I will ring her with that", "CNS to phone him": promised by the clinic, not asked of the patient. */
export function callPromised(i: number, sentence: Sentence, tokens: readonly MatchToken[]): Place | null {
  if (!CALLS.has(tokens[i]!.norm)) return null;
  const norm = (at: number) => (at >= sentence.from && at < sentence.to ? tokens[at]!.norm : '');
  const got = callToCome(i, norm);
  if (got !== null) return got;
  if (isCallingIn(i, norm)) return null;
  const promise = [i - 1, i - 2].find((at) => PROMISES.has(norm(at)));
  if (promise === undefined) return null;
  // "CNS will call after MDT".
  const isNurse = NURSES.test(norm(promise - 1)) && ENDS.test(norm(i + 1));
  const isOurs =
    isNurse ||
    ((promise === sentence.from || /^(?:i|we|cns|bcn|nurse|nurses|team|dr)$/.test(norm(promise - 1))) &&
      norm(promise) !== 'to' &&
      WHEN.test(norm(i + 1))) ||
    (/^(?:i|we|cns|bcn|nurse|nurses|team|dr)$/.test(norm(promise - 1)) && WHEN.test(norm(i + 1)));
  if (!CALLED.has(norm(i + 1)) && !isOurs) return null;
  const byUs = norm(i + 1) !== 'the' || /^(?:family|patient|wife|husband|daughter|son)$/.test(norm(i + 2));
  if (!byUs) return null;
  for (let at = Math.max(sentence.from, promise - 5); at < promise; at++) if (NOT_A_PROMISE.has(norm(at))) return null;
  const caller = norm(promise - 1);
  const patientCalls = (caller === 'she' || caller === 'he' || caller === 'you') && norm(promise) !== 'to';
  if (
    patientCalls ||
    !(CALLERS.has(caller) || promise - 1 < sentence.from || /^\p{Lu}/u.test(tokens[promise - 1]!.raw) || caller === ')')
  )
    return null;
  return { from: i, to: isNurse ? i + 1 : i + 2 };
}

/** "CNS to contact by phone", "he will have a phone call from the team". */
function callToCome(i: number, norm: (at: number) => string): Place | null {
  const isBy = norm(i - 1) === 'by' && norm(i - 2) === 'contact' && PROMISES.has(norm(i - 3));
  const isHad =
    norm(i + 1) === 'call' &&
    norm(i - 1) === 'a' &&
    /^(?:have|get|receive)$/.test(norm(i - 2)) &&
    PROMISES.has(norm(i - 3));
  if (isBy) return { from: i - 2, to: i + 1 };
  return isHad ? { from: i, to: i + 2 } : null;
}
