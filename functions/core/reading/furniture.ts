/** What surrounds a letter's message and must code nothing: "Cancer Centre" on a letterhead is no diagnosis. */

/** The close of a letter; what follows is the signature. */
export const VALEDICTION =
  /^\s*(?:yours\s+(?:sincerely|faithfully|truly)|(?:with\s+)?(?:kind|best|warm)(?:est)?\s+(?:regards|wishes)|dictated\s+(?:but|and)\s+not|electronically\s+(?:signed|verified|authori[sz]ed)|authori[sz]ed\s+by\b|signed\s*:)/i;

/** Lines that carry addresses, numbers and notices, wherever they stand. */
export function isFurniture(line: string): boolean {
  return FURNITURE.some((pattern) => pattern.test(line));
}

/** A line of names on a letterhead: hospital, department, people, streets. Without a verb and without a colon. */
export function isOrganisation(line: string): boolean {
  return ORGANISATION.test(line) && !/:\s*\S/.test(line) && line.trim().length <= 90 && !/[.]\s*$/.test(line.trim());
}

const FURNITURE = [
  /\S+@\S+\.\S+|\bwww\.|https?:\/\//i,
  /^\s*(?:tel|telephone|phone|fax|direct (?:line|dial)|switchboard|helpline|freephone|mobile|bleep|secretary|e-?mail|ext)\b[^a-z]{0,3}.{0,40}\d{3}/i,
  /\bNHS\s+(?:foundation\s+)?trust\b/i,
  /^\s*page\s+\d+(?:\s*(?:of|\/)\s*\d+)?\s*$/i,
  /\b(?:this|the)\s+(?:letter|e-?mail|report|document|communication)\b.{0,60}\b(?:confidential|intended|privileged)\b/i,
  /\bif you (?:are not the intended|have received this)\b/i,
  /^\s*(?:nhs\s*(?:no|number|num)?|hospital\s*(?:no|number)|mrn|dob|d\.o\.b|date of birth|our ref|your ref|ref|re)\b\.?\s*[:#.\s]/i,
];

const ORGANISATION =
  /\b(?:hospitals?|infirmary|trust|departments?|dept|clinics?|centre|center|units?|directorate|services?|surgery|practice|road|street|avenue|lane|close|consultants?|secretary|macmillan|hospice|division|ward|team|network|alliance|charity|support|institute|house)\b/i;
