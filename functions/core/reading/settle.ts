import type { Lexicon } from '../lexicon/lexicon.ts';
import { hideAnsweredSuspicions, hideConfirmedSuspicions } from './answered-suspicions.ts';
import { hideCleared } from './clearances.ts';
import { holdDoubted, holdOnlyNamed } from './doubts.ts';
import { hideGeneral } from './general-suggestions.ts';
import { respectAddenda, respectFinalDiagnoses } from './last-word.ts';
import type { Finding, LetterRead } from './letter-read.ts';
import { isActive, isHistory, type Meant } from './meant.ts';
import { respectBearers } from './pointing-back.ts';
import { respectSpread } from './spread-now.ts';
import { isMoreSpecific, isSameTumour, saysWhereFrom } from './tumour-codes.ts';

/**
 * Settles what the letter says of one tumour in several places. The whole letter decides: a history said once is not
 * made active by a later plain mention; a suspicion that was confirmed or excluded is no longer a suspicion; the more specific
 * hides the more general.
 */
export function settle(meant: readonly Meant[], letter: LetterRead): readonly Meant[] {
  const { lexicon } = letter;
  const historySaid = holdOnlyNamed(
    holdDoubted(
      respectBearers(
        respectHistory(respectSpread(respectFinalDiagnoses(respectAddenda(meant, letter), letter), lexicon), lexicon),
        lexicon,
      ),
      lexicon,
    ),
    lexicon,
  );
  const open = hideAnsweredSuspicions(hideConfirmedSuspicions(historySaid, lexicon), letter);
  return hideGeneral(hideCleared(open, letter), lexicon);
}

/** Sections in which a tumour is named because it is there. */
const NAMING_SECTIONS = new Set(['diagnosis', 'histology', 'impression', 'mdt', 'staging', 'recurrence']);

/** "History of breast cancer in 2009 … her breast cancer was treated with …": the plain mention is the same history. */
function respectHistory(meant: readonly Meant[], lexicon: Lexicon): readonly Meant[] {
  const histories = meant.filter(isHistory);
  if (histories.length === 0) return meant;
  // A general word in the section that lists the history by its name: "Hodgkin lymphoma 1998 … Lymphoma: no sign of recurrence".
  const isListedHistory = ({ finding: { target, section } }: Meant) =>
    histories.some(({ finding }) => finding.section === section && isMoreSpecific(finding.target, target, lexicon));
  // "Metastatic breast cancer (prev L IDC 2017)": the primary of what has spread is here.
  const spread = new Set(
    meant
      .filter((one) => isActive(one) && saysWhereFrom(one.finding.target, lexicon))
      .map(({ finding }) => finding.evidence[0]!.start),
  );
  const stated = new Set(
    meant.filter(
      (one) =>
        isActive(one) &&
        (one.finding.said.has('current') ||
          spread.has(one.finding.evidence[0]!.start) ||
          isNextLesion(one, lexicon) ||
          (NAMING_SECTIONS.has(one.finding.section) && !isListedHistory(one))),
    ),
  );
  const statedTargets = [...new Set([...stated].map(({ finding }) => finding.target))];
  return meant.map((one) => {
    if (!isActive(one) || stated.has(one)) return one;
    const target = one.finding.target;
    if (statedTargets.some((other) => isSameTumour(other, target, lexicon))) return one;
    const history = histories.find(
      ({ finding }) =>
        isSameTumour(finding.target, target, lexicon) && !isElsewhereOnTheSkin(finding, one.finding, lexicon),
    );
    return history === undefined ? one : { ...one, meaning: { ...history.meaning } };
  });
}

/** "L temple: SCC … Previous: SCC scalp '22": two lesions. */
function isElsewhereOnTheSkin(a: Finding, b: Finding, lexicon: Lexicon): boolean {
  return (
    a.site !== undefined &&
    b.site !== undefined &&
    a.site !== b.site &&
    lexicon.concepts.get(b.target)?.group === 'skin'
  );
}

/** "Excision R temple: SCC. Prev SCCs x4": of the skin there is often another. */
function isNextLesion({ finding }: Meant, lexicon: Lexicon): boolean {
  return (
    (finding.asserted === true || finding.section === 'examination') &&
    lexicon.concepts.get(finding.target)?.group === 'skin'
  );
}
