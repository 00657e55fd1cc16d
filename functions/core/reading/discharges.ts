import type { MatchToken } from '../lexicon/phrase-trie.ts';
import type { Sentence } from './sentences.ts';

/** Words of a statement: token indices, half-open. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/**
 * "Discharge." "Reassured & discharged with a leaflet." "I am happy to discharge him", "no further appointments", "F/U: nil": follow-up
 * that ends, or null.
 */
export function dischargeIn(sentence: Sentence, tokens: readonly MatchToken[]): Place | null {
  const norm = (at: number) => (at >= sentence.from && at < sentence.to ? tokens[at]!.norm : '');
  return (
    dischargeThatOpens(sentence, tokens) ??
    dischargeSaid(sentence, norm, tokens) ??
    nothingMore(sentence, norm, tokens) ??
    visitsThatEnd(sentence, norm) ??
    notAgain(sentence, norm)
  );
}

/** The word at a token of the statement; empty outside it. */
type NormAt = (at: number) => string;

const OF_DISCHARGE = new Set(['discharge', 'discharged', 'discharging', 'disch', "disch'd"]);
const NONE = new Set(['no', 'nil', 'none', 'without']);
/** Follow-up that ends is said with one of them. */
export const SAYS_AN_END: ReadonlySet<string> = new Set([...OF_DISCHARGE, ...NONE, 'not', 't', 'never', 'nothing']);

const LEADS_IN = new Set(
  '1 2 3 4 5 6 7 8 9 . ) ( [ ] x - • reassured and & so now then happily therefore imp plan he she is has been'.split(
    ' ',
  ),
);
const GOES_ON =
  /^(?:[.,;&)]|with|back|to|sos|from|and|today|now|given|after|as|us|if|but|urology|oncology|surgery|gynaecology|dermatology|haematology|respiratory|ent)$/;

/** A statement that begins so; "discharged 2017" is of old, and from a ward one goes home. */
function dischargeThatOpens(sentence: Sentence, tokens: readonly MatchToken[]): Place | null {
  let i = sentence.from;
  while (i < sentence.to && LEADS_IN.has(tokens[i]!.norm)) i++;
  if (i >= sentence.to || !OF_DISCHARGE.has(tokens[i]!.norm)) return null;
  const next = (at: number) => (i + at < sentence.to ? tokens[i + at]!.norm : '.');
  if (!GOES_ON.test(next(1))) return null;
  const isOthers = i > sentence.from && /^(?:been|was)$/.test(tokens[i - 1]!.norm) && isByAnother(next);
  return isOthers || isOfAStay(i, sentence, tokens) ? null : { from: i, to: i + 1 };
}

/** "He has been discharged from urology": the clinic that writes says that it discharges. */
function isByAnother(next: (at: number) => string): boolean {
  return /^(?:from|by)$/.test(next(1)) && SPECIALTY.test(next(2) === 'the' ? next(3) : next(2));
}
const SPECIALTY =
  /^(?:urology|urologists?|gynaecology|gynae|gynaecologists?|dermatology|dermatologists?|derm|haematology|haematologists?|haem|cardiology|cardiologists?|respiratory|chest|ent|gastro|gastroenterology|neurology|nephrology|renal|surgeons?|colorectal|oncologists?|breast|endocrine|rheumatology|vascular|orthopaedics?)$/;

/** From a ward, out of a wound, or years ago. */
function isOfAStay(i: number, { to }: Sentence, tokens: readonly MatchToken[]): boolean {
  for (let at = i + 1; at < Math.min(to, i + 6); at++)
    if (A_STAY.has(tokens[at]!.norm) || YEAR.test(tokens[at]!.norm)) return true;
  return false;
}
const YEAR = /^(?:19|20)\d\d$/;

const DISCHARGES = new Set('i we ve ll have has is are be been am to and can will therefore now today - –'.split(' '));
const WHOM = /^(?:him|her|them|you|back|to|from|today|now|at|and|with|[.,;)!]|)$/;
const NOT_YET = new Set(
  'not no until till when if once before after unless prior ready on since was were than may might consider should could would could then expected'.split(
    ' ',
  ),
);
const FARTHEST_DENIAL = 6;

/** "I am happy to discharge him at this stage", "has completed five years and is discharged back to your care". */
function dischargeSaid(sentence: Sentence, norm: NormAt, tokens: readonly MatchToken[]): Place | null {
  for (let i = sentence.from; i < sentence.to; i++) {
    const before = norm(i - 1).endsWith('ly') ? norm(i - 2) : norm(i - 1);
    if (!OF_DISCHARGE.has(norm(i)) || !DISCHARGES.has(before) || !WHOM.test(norm(i + 1))) continue;
    if (/^(?:been|was)$/.test(before) && isByAnother((at) => norm(i + at))) continue;
    if (norm(i) === 'discharge' && norm(i + 1) === 'from' && !/^(?:to|can|will|we|i)$/.test(norm(i - 1))) continue;
    let open = false;
    for (let at = i - 1; at >= Math.max(sentence.from, i - FARTHEST_DENIAL) && !open; at--) {
      if (/^[,;:]$/.test(norm(at))) break;
      const isGladly = norm(at) === 'would' && /^(?:be|like)$/.test(norm(at + 1));
      open = NOT_YET.has(norm(at)) && !isGladly;
    }
    if (!open && !isOfAStay(i, sentence, tokens)) return { from: i, to: i + 1 };
  }
  return null;
}

/** "Follow up: none", "F/U - nil", "f/u not required", "appointments no longer needed". */
function visitsThatEnd(sentence: Sentence, norm: NormAt): Place | null {
  for (let i = sentence.from; i < sentence.to; i++) {
    let at = visitAt(i, norm);
    if (at === null || NOT_OF_PATIENT.has(norm(i - 1))) continue;
    while (/^(?:[:=–-]|is|are|plan|plans|arrangements)$/.test(norm(at))) at++;
    if (/^(?:none|nil)$/.test(norm(at)) && ENDS_NONE.test(norm(at + 1))) return { from: i, to: at + 1 };
    if (/^(?:not|no)$/.test(norm(at)) && NEEDED.test(norm(at + 1) === 'longer' ? norm(at + 2) : norm(at + 1)))
      return { from: i, to: at + 2 };
  }
  return null;
}
const ENDS_NONE = /^(?:[.,;)]|needed|required|planned|here|from|further|routine|arranged|)$/;
const NEEDED = /^(?:needed|required|necessary|indicated)$/;
const NOT_OF_PATIENT = new Set('imaging cyst radiological incidental surgical gp ct mri'.split(' '));

const A_STAY = new Set(
  'nipple wound vagina drain penis ear eye nose bowel home ward hospital hospice inpatient ipu unit nursing residential rehab rehabilitation summary letter date'.split(
    ' ',
  ),
);

const OF_MORE = new Set(
  'further routine more planned regular formal ongoing onward other additional specific hospital oncology onc clinic outpatient surgical urology urological haematology haem breast lung renal kidney colorectal bowel gynae gynaecology dermatology derm skin respiratory chest gastro neuro thyroid ent bookings'.split(
    ' ',
  ),
);
const OF_VISITS = new Set(
  'followup appointment appointments appts appt opa review r/v rv fu visits clinic input'.split(' '),
);

/** "No further onc appts", "no r/v here", "follow up: nil": nothing else is due. */
function nothingMore(sentence: Sentence, norm: NormAt, tokens: readonly MatchToken[]): Place | null {
  for (let i = sentence.from; i < sentence.to; i++) {
    const isNot = norm(i) === 'not' || norm(i) === 't';
    if (!NONE.has(norm(i)) && !isNot) continue;
    const isNotFor = isNot && NOT_ARRANGED.test(norm(i + 1));
    let at = isNotFor ? i + 2 : i + 1;
    if (isNotFor && /^(?:any|a|an)$/.test(norm(at))) at++;
    while (OF_MORE.has(norm(at)) && at < i + 4) at++;
    const visit = visitAt(at, norm);
    const isMore = at > i + 1 && /^(?:arranged|made|booked|planned)$/.test(visit === null ? '' : norm(visit));
    if (isNot && !(isNotFor && at > i + 2)) continue;
    if (visit === null || (AND_SO_NOTHING.has(norm(visit)) && !isMore)) continue;
    // "No oncology input" was never had; "no further input" ends it.
    if (norm(visit - 1) === 'input' && !/^(?:further|more|additional|ongoing)$/.test(norm(i + 1))) continue;
    // "No clinic today", "no appointment yet": the words must say that nothing is to come.
    const saysSo =
      at > i + 1 || isEnd(norm(visit)) || /^(?:here|needed|required|necessary|sos|with|from)$/.test(norm(visit));
    if (saysSo && !isOfAFinding(i, sentence.from, tokens)) return { from: i, to: visit };
  }
  return null;
}

/** "Not for routine follow-up", "I have not arranged any further appointment". */
const NOT_ARRANGED = /^(?:for|arranged|made|planned|booked|scheduled|organised)$/;

function visitAt(at: number, norm: NormAt): number | null {
  if (OF_VISITS.has(norm(at))) return at + 1;
  if (norm(at + 1) === '/' && /^(?:r v|f u|f up)$/.test(`${norm(at)} ${norm(at + 2)}`)) return at + 3;
  return norm(at) === 'follow' && norm(at + 1) === 'up' ? at + 2 : null;
}
/** "Pineal cyst, no f/u": what needs none is a finding, not the patient. */
function isOfAFinding(i: number, first: number, tokens: readonly MatchToken[]): boolean {
  for (let at = i - 1; at >= Math.max(first, i - FARTHEST_FINDING); at--)
    if (BENIGN.test(tokens[at]!.norm)) return true;
  return false;
}
const FARTHEST_FINDING = 8;
const BENIGN =
  /^(?:cysts?|lesion|aml|nodules?|angiomyolipoma|haemangioma|fibroids?|polyps?|stones?|insignificant|lipoma|incidental)$/;

const PLANS =
  /^(?:need|needs|needed|plan|plans|will|won|ll|shall|intend|require|requires|arranged|be|think|have|necessary)$/;
const SEES = /^(?:see|seen|seeing|review|reviewed|reviewing|follow|following|followed|come|return|bring)$/;
const AGAIN = /^(?:again|back|up|further|routinely|this)$/;
const NEVER = new Set(['not', 't', 'no', 'never', 'nothing']);
const UNTIL = /^(?:until|till|before|if|unless|for|when|because|as|since|to|in)$/;

const OUR_CLINIC = /^(?:clinic|here|us)$/;

/** "I don't think I need see him again", "no need to come back to clinic", "we will not be following her up". */
function notAgain(sentence: Sentence, norm: NormAt): Place | null {
  for (let i = sentence.from; i < sentence.to; i++) {
    if (!SEES.test(norm(i))) continue;
    const again = [i + 1, i + 2].find((at) => AGAIN.test(norm(at)));
    if (again === undefined) continue;
    let denied = -1;
    for (let at = i - 1; at >= Math.max(sentence.from, i - FARTHEST_DENIAL) && !/^[,;:.]$/.test(norm(at)); at--)
      if (NEVER.has(norm(at))) denied = at;
    let ours = false;
    for (let at = Math.max(sentence.from, denied - 2); at < i && denied !== -1; at++) ours ||= PLANS.test(norm(at));
    let open = false;
    for (let at = again + 1; at < Math.min(sentence.to, again + 5); at++)
      open ||= UNTIL.test(norm(at)) && ![at + 1, at + 2, at + 3].some((there) => OUR_CLINIC.test(norm(there)));
    if (denied !== -1 && ours && !open) return { from: denied, to: again + 1 };
  }
  return null;
}

const AND_SO_NOTHING = new Set(
  'ct scan scans imaging mri data letter available information arranged made yet booked received until before'.split(
    ' ',
  ),
);

function isEnd(norm: string): boolean {
  return norm === '' || /^[.,;)]$/.test(norm);
}
