/** A stage that is said of a kind and not of this patient: defined, or followed by a plural, in a guideline. */
export function isOfAKind(text: string, end: number): boolean {
  const after = text.slice(end, end + 60);
  return (
    DEFINED.test(after) ||
    PLURAL.test(after) ||
    GENERAL.test(text) ||
    OF_ITS_CLAUSE.test(clauseAround(text, end)) ||
    RISK_DEFINED.test(text) ||
    IN_A_LEAFLET.test(text.slice(Math.max(0, end - 80), end)) ||
    isTakenBack(text, end)
  );
}

/** "Leaflet given: understanding stage 2 breast cancer". */
const IN_A_LEAFLET =
  /\b(?:leaflet|booklet|factsheet|website|web ?page|article)\b[^.;,]{0,20}(?:\b(?:says?|said|about|on|for|titled|called|understanding)\b|:)[^.;,]{0,25}$/i;

/** "Stage IV was not confirmed", "reported elsewhere as "stage 1C" - we disagree": said, and taken back in the same breath. */
function isTakenBack(text: string, end: number): boolean {
  const before = text.slice(Math.max(0, end - 90), end);
  const after = text.slice(end, end + 60);
  return NOT_REACHED.test(after) || NOTHING_TO_MAKE_IT.test(before) || (DISOWNED.test(after) && CALLED.test(before));
}
const NOT_REACHED =
  /^(?:\s(?:disease|status|spread|criteria))?\s(?:(?:is|was|has|have|were|are|had)\s)?(?:not|never)\s(?:been\s|yet\s)?(?:confirmed|met|assigned|reached|supported|borne out|fulfilled|satisfied|applicable)\b|^(?:\s(?:disease|status))?\s(?:cannot|can ?not|could not|can['’]t) be (?:assigned|confirmed|given|made|determined|diagnosed)\b/i;
const CALLED = /\b(?:coded|reported|recorded|staged|called|labelled|described|entered)\b[^.;]{0,60}$/i;
const DISOWNED =
  /^["”']?[^.;]{0,25}\b(?:in error\b|by mistake\b|(?:we|I) (?:would )?disagree\b)|^["”'] ?[-–,(] ?(?:we |I |MDT )?(?:disagree|incorrect|wrong|not so|erroneous)/i;
const NOTHING_TO_MAKE_IT = /\b(?:no|nothing)\b[^.;,]{0,30}\bto (?:make|call|stage) (?:this|it|her|him)\b[^.;,]{0,20}$/i;
const DEFINED =
  /^\s+(?:arm|cohort|only|survival)\b|^\s*(?:needs?|requires?)\s(?:an?|at least|no)\b|^(?:[^.;,\n]{0,30},? if [^.;\n]{0,40}(?:confirmed|proven|malignant|positive|is cancer)\b)|^\s*or\s+(?:more|above|higher|over|less|lower|below|worse|greater)\b|^\s*(?:=\s*(?!stage|[IV]+[A-D]?\d?\b)[a-z]|means\b|(?:refers to|denotes|describes)\b|is (?:low|intermediate|high)[ -]risk|(?:is|are) (?:small|early|slow|fast|aggressive|where|the (?:earliest|most|least|slowest))\b|is when\b|[:–-]?\s*(?:tumou?r\s+)?(?:confined|limited) to\b)/i;
const PLURAL =
  /^[\s)]*(?:(?:or|and|to|[-–/])\s?(?:stage\s)?[IVT1-4]+[ABC]?\s+)?(?:(?!is|was|and|or|with|in|on|at|we|he|she)\w+\s+){0,2}(?:tumours|cancers|carcinomas|melanomas|lymphomas|patients|cases|women|men|people)\b/i;
/** "High risk = pT1 polyp cancer or an advanced adenoma". */
const RISK_DEFINED = /(?:^|[:.(]\s{0,2})(?:high|low|intermediate|moderate|average)[ -]risk\s?=/i;
const GENERAL =
  /(?<!\b(?:as per|per|in line with|in keeping with|according to|following|under|within|meets?) (?:the |our |current |local |national )?)\b(?:NICE|NCCN(?=:| (?:recommends?|suggests?|advises?)\b)|guidelines?|guidance)\b|\b(?:licen[sc]ed for|approved for|in general|survival for|is defined as|anything (?:from|between)|anywhere (?:from|between)|(?:BSG|BAUS|ESMO|ASCO|BTA|RCPath) (?:table|criteria|algorithm|definitions?)|in patients with|for patients with|patients with|people with|women with|men with|(?:trial|study) (?:is )?(?:recruit\w*|open|for|includes)|recruits|randomi[sz]ed patients|patients were randomi[sz]ed|eligib\w+ criteria|exclusion criteria|\d\d ?% of (?:\w+ )?(?:tumours|cancers|patients|people|women|men|cases|them)|risk of recurrence is higher|disease carries|(?:trial|study) (?:inclusion|requires|criteria|needs)|most (?:people|patients|women|men)|is (?:usually|often|generally)|patients are (?:offered|treated|given|seen)|all (?:[cp]?[TN]\d|stage|grade)\S*|an? [cp]?[TN]\d\w* \w+ (?:would|needs)|(?:stage|grade) \w+ would be|mm (?:needs?|requires?)|trial \((?=stage|T\d)|risk (?:table|groups?|categories|stratification)|that stage \w+ (?:\w+ )?(?:cancer|disease|melanoma|lymphoma) (?:is|can|cannot|means?|does|has)|(?<!\b(?:both|two|the|these|her|his|three|synchronous) )(?:tumou?rs|cancers) (?:are|can|may|that|which))\b|\b(?:KEYNOTE|CheckMate|IMpower|IMvigor|DESTINY|monarchE?|OlympiA|ADAURA|PACIFIC|STAMPEDE|FO[xX]TROT|SCOT|Add-Aspirin|POSNOC|PRIMETIME|OPTIMA)\b[-\w]{0,5}\s?[:(]|\b(?:eligib\w+|inclusion|exclusion)(?: criteria)?:|^\W*(?:for|in|with) stage \w+ (?:\w+ )?(?:cancer|disease|melanoma|lymphoma)s?(?:,| (?:we|it|the|surgery|treatment|chemotherapy|radiotherapy|there|this|patients) )/i;

/** "Had the margins been positive …; they are clear, pT2": no farther than the semicolon. */
const OF_ITS_CLAUSE = /^\W*(?:should|were|had)\s+(?:the|this|it|her|his|any|that|there)\b|\bmeans that\b/i;
function clauseAround(text: string, end: number): string {
  const close = text.indexOf(';', end);
  return text.slice(text.lastIndexOf(';', end - 1) + 1, close === -1 ? text.length : close);
}
