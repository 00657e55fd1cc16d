import type { Lexicon } from '../lexicon/lexicon.ts';
import { meaningOf } from './meaning.ts';
import { isActive, isHistory, type Meant } from './meant.ts';
import { isSameTumour } from './tumour-codes.ts';

/**
 * "She had a cancer of the breast in 2013 … now disease in the bone": a cancer that is past by its date or its tense alone, and is the only one
 * that the letter knows of, is here where it has spread now.
 */
export function respectSpread(meant: readonly Meant[], lexicon: Lexicon): readonly Meant[] {
  const itemOf = ({ finding }: Meant) => lexicon.concepts.get(finding.target)?.mdsItem;
  const isPrimary = (one: Meant) => itemOf(one) === 'primary-tumour' && joins(one, lexicon);
  const now = meant.filter(isActive);
  if (!now.some((one) => itemOf(one) === 'secondary-site')) return meant;
  const here = now.filter(isPrimary);
  const past = meant.filter((one) => isHistory(one) && isPrimary(one));
  const [first] = past;
  if (
    first === undefined ||
    ![...here, ...past].every((one) => isSameTumour(one.finding.target, first.finding.target, lexicon))
  )
    return meant;
  // Where another is suspected, the spread may be of that one.
  const another = meant.some(
    (one) =>
      one.finding.assertion.certainty === 'suspected' &&
      isPrimary(one) &&
      !isSameTumour(one.finding.target, first.finding.target, lexicon),
  );
  if (another && here.length === 0) return meant;
  // Called past in words, it is so unless it is named as spread: "metastatic breast cancer (prev IDC 2017)".
  if (here.length === 0 && !past.every(({ finding }) => finding.pastByDate)) return meant;
  return meant.map((one) => (past.includes(one) ? asPresent(one, lexicon) : one));
}

function asPresent({ finding }: Meant, lexicon: Lexicon): Meant {
  const said = new Set([...finding.said].filter((category) => category !== 'historical'));
  const assertion = { ...finding.assertion, temporality: 'current' as const };
  const present = { ...finding, said, assertion, rule: `${finding.rule}; it has spread now` };
  return { finding: present, meaning: meaningOf(present, lexicon) };
}

function joins({ finding }: Meant, lexicon: Lexicon): boolean {
  return lexicon.contexts.get(finding.target)?.register === 'joins';
}
