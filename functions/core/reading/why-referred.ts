import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import { withHeading } from './sentences.ts';

/**
 * "Reason for referral: bowel cancer. Outcome: haemorrhoids, banded": the reason that a form or a letter's head gives is what was asked. Where the
 * letter speaks of a treatment of cancer it is what the patient was sent with.
 */
export function isWhyReferred({ from, sentence }: Mention, { tokens, mentions }: LetterRead): boolean {
  const first = withHeading(sentence, tokens);
  if (!OPENS_A_REASON.has(tokens[first]!.word)) return false;
  const words = tokens
    .slice(first, Math.min(from, sentence.from + FARTHEST))
    .map(({ word }) => `${word} `)
    .join('');
  if (!REASON.test(words) || CERTAIN.test(words)) return false;
  return !mentions.some(({ meaning }) => meaning.layer === 'concept' && meaning.category === 'treatment');
}
const FARTHEST = 10;
const OPENS_A_REASON = new Set(['reason', 'reasons', 'indication', 'referral', 'referred', 'presenting', 'gp']);
const REASON =
  /^(?:(?:reason|reasons|indication) for (?:referral|attendance|appointment|visit|clinic|review|colonoscopy|endoscopy|ogd|scan)|referral reason|referred (?:with|for|re|as)|referral|presenting problem|gp referral) : (?:(?!(?:he|she|has|with) )\S+ ){0,4}$/;
const CERTAIN =
  /\b(?:known|new|newly|confirmed|proven|previous|diagnosed|treated|metastatic|recurrent|stage|follow up)\b/;
