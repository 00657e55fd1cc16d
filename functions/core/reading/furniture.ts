/** What surrounds a letter's message and must code nothing: "Cancer Centre" on a letterhead is no diagnosis. */

/** The close of a letter; what follows is the signature. */
export const VALEDICTION =
  /^\s{0,40}(?:yours\s+(?:sincerely|faithfully|truly)|(?:with\s+)?(?:kind|best|warm)(?:est)?\s+(?:regards|wishes)|dictated\s+(?:but|and)\s+not|electronically\s+(?:signed|verified|authori[sz]ed)|authori[sz]ed\s+by\b|signed\s*:)/i;

/** The head of what is printed for every patient. */
export const LEAFLET =
  /^[\s\-–—*=#.]{0,20}(?:general |further |useful )?(?:information|info|advice|notes|guidance|facts)\s(?:for|to|about|sheet)\s(?:the\s|all\s|our\s)?(?:patients?|carers?|families|gps?|practices?|general practitioners?|primary care|clinicians|trainees)\b|^[\s\-–—*=#.]{0,20}(?:patient information|about this (?:letter|clinic|service)|staging (?:reminder|key|summary|notes)|key to (?:staging|stages)|stage (?:definitions|key)|reference ranges?|learning points?|teaching points?)\b/i;

/** A longer line is running text, whatever else stands in it: to drop it would lose what it says. */
const LONGEST_FURNITURE = 140;
const LONGEST_NAME = 90;

/** Lines that carry addresses, numbers and notices, wherever they stand. */
export function isFurniture(line: string): boolean {
  if (line.length > LONGEST_FURNITURE) return false;
  if (OPENS_FURNITURE.test(line)) return true;
  if (!MAY_BE_FURNITURE.test(line)) return false;
  return FURNITURE.some((pattern) => pattern.test(line)) || (TRUST.test(line) && isName(line));
}

/** A line of names on a letterhead: hospital, department, people, streets. */
export function isOrganisation(line: string): boolean {
  return line.length <= LONGEST_NAME && ORGANISATION.test(line) && isName(line) && !/:\s{0,9}\S/.test(line);
}

/** Running text has small words; names of places and people have hardly any. */
function isName(line: string): boolean {
  return (line.match(SMALL_WORDS) ?? []).length < 2 && !/[.?!]\s*$/.test(line.trimEnd());
}
const SMALL_WORDS =
  /\b(?:was|is|has|had|were|are|with|at|in|on|she|he|they|a|an|to|by|who|from|this|no|not|we|i|been|seen)\b/g;

// The last: another patient's row of a list, the name made unreadable.
const OPENS_FURNITURE =
  /^\s*(?:(?:tel|telephone|phone|fax|direct (?:line|dial)|switchboard|helpline|freephone|mobile|bleep|secretary|e-?mail|ext)\b[^a-z]{0,3}.{0,40}\d{3}|page\s+\d+(?:\s*(?:of|\/)\s*\d+(?!\w)|\s*$)|\d{1,3}[.)]?\s*(?:\t|\s{2,}|\|)\s*(?:x{3,}|█+|\*{3,}|\[?redacted\]?)\s*(?:\t|\s{2,}|\|))/i;
/** What the patterns for furniture inside a line cannot do without. */
const MAY_BE_FURNITURE = /@|www\.|:\/\/|confidential|intended|privileged|have received|nhs\s/i;
const FURNITURE = [
  /(?<=[^\s@])@[^\s@]{1,64}\.[^\s@]{2,20}|\bwww\.|https?:\/\//i,
  /\b(?:this|the)\s+(?:letter|e-?mail|report|document|communication)\b.{0,60}\b(?:confidential|intended|privileged)\b/i,
  /\bif you (?:are not the intended|have received this)\b/i,
];
const TRUST = /\bNHS\s+(?:(?:foundation\s+)?trust|FT)\b/i;

const ORGANISATION =
  /\b(?:hospitals?|infirmary|trust|departments?|dept|clinics?|centre|center|units?|directorate|services?|surgery|practice|road|street|avenue|lane|close|consultants?|secretary|macmillan|hospice|division|ward|team|network|alliance|charity|support|institute|house)\b/i;
