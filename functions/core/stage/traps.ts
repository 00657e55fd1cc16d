import { allMatches } from '../all-matches.ts';
import type { Statement } from './reading.ts';
import type { TnmItem } from './tnm.ts';

/** What looks like a stage and is none: MRI weightings, vertebrae, thyroid tests, roads, menus of stages. */

/** Whether the words around a T, N or M item show that it is a weighting, a spinal level, a hormone or a gas. */
export function isImagingOrAnatomy(item: TnmItem, text: string, alone: boolean): boolean {
  if (item.spansAll) return true;
  const after = text.slice(item.end, item.end + 40);
  const before = text.slice(Math.max(0, item.start - 40), item.start);
  if (item.axis === 'N' && /^2?\s?O\b/.test(after) && item.value === '2') return true;
  if (item.axis === 'N' && /^\s\d[A-Z]{2}\b/.test(after)) return true;
  // `Lot N0 445`, but `N0 2024`.
  if (item.axis === 'N' && alone && item.value === '0' && /^\s(?!(?:19|20)\d\d\b)\d{2,}\b/.test(after)) return true;
  if (item.axis === 'N' && alone && item.prefix === null && /\b(?:sleep|polysomno\w+|REM)\b/i.test(text)) return true;
  if (/(?:\bany T\W+any N|\bstage \w{1,4} ?=)\s?$/i.test(before)) return true;
  if (/^\s*(?:if\b|=\s*(?!stage|group)[a-z])/.test(after)) return true;
  if (/^\s?\?\s?[-–,.]?\s?no\b/i.test(after)) return true;
  if (item.prefix === null && BLOCKS.test(text)) return true;
  if (item.axis === 'M' && alone && BREAST_CODES.test(text)) return true;
  if (/^\s*(?:and|,)\s*(?:high|low|intermediate)\s+T[12]\b/i.test(after)) return true;
  if (/^\s*(?:or|and)\s+(?:above|below|higher|lower|more|greater|over|less|worse)\b/i.test(after)) return true;
  if (item.prefix !== null && item.prefix !== 'a') return false;
  if (/^[\s,/&()]*(?:T[12][\s,/&]*){0,3}(?:FLAIR|DWI|STIR|SWI|ADC|weighted)\b/i.test(after)) return true;
  if (item.axis === 'T' && /^\s*(?:[-–/,&]|and|to)\s*(?:L[1-5]|C[1-7]|S[1-5]|T(?:[5-9]|1[0-2]))\b/.test(after))
    return true;
  if (IMAGING_AFTER.test(after) || IMAGING_BEFORE.test(before)) return true;
  if (!alone) return false;
  if (item.axis === 'M' && (/^\s*(?:motorway|junction|road)/i.test(after) || isRoad(before, after))) return true;
  if (PLACE_BEFORE.test(before) || DEVICE_AFTER.test(after)) return true;
  if (item.axis === 'T' && (OF_AN_ECG_AFTER.test(after) || OF_AN_ECG_BEFORE.test(before))) return true;
  if (item.axis !== 'T' || /[a-d]/.test(item.value) || RESTAGED.test(before)) return false;
  return (
    UNLIKE_A_TUMOUR.test(clauseAround(item, text)) ||
    SPINE_AFTER.test(after) ||
    SPINE_BEFORE.test(before) ||
    THYROID.test(after) ||
    THYROID_BEFORE.test(before) ||
    /^\s*(?:DM\b|diabet|on (?:metformin|gliclazide|insulin)|diet[- ]controlled)/i.test(after)
  );
}

/** "T4 dermatome pain; mesothelioma T2": what one says is nothing to the other. */
function clauseAround({ start, end }: TnmItem, text: string): string {
  const close = text.indexOf(';', end);
  return text.slice(text.lastIndexOf(';', start) + 1, close === -1 ? text.length : close);
}

/** "Lives near the M1", "up the M4". */
function isRoad(before: string, after: string): boolean {
  return (
    /\b(?:the|on|near|off|along|via)\s$/i.test(before) && !/^\s*(?:disease|status|categor|metasta|stag)/i.test(after)
  );
}
/** "Down-staged from T4 to T2". */
const RESTAGED = /\b(?:down|up|re)[- ]?stag\w+\s[^.;]{0,24}$/i;
const PLACE_BEFORE =
  /\b(?:clinic|room|bed|bay|lift|ward|floor|zone|gate|suite|theatre|desk|pod|area|unit|outcome|action|task|option|level \d,?|entrance|car park|post ?code|machine|arm|linac|bunker|simulator|scanner|cubicle|box|montgomery)\s*:?\s*$/i;

const DEVICE_AFTER =
  /^\s*(?:segment|(?:\w+ )?(?:occlusion|thrombus)\b|gene\b|antigen|(?:type \d )?resp(?:iratory)? failure|tube|cannula|catheter|slot|(?:theatre )?list\b|trainee|linac|machine)/i;
/** "Flat T2 waves", "S1 Q3 T3 pattern". */
const OF_AN_ECG_AFTER = /^\s*(?:waves?\b|inver(?:ted|sion)|upright|flatten|biphasic|on (?:the )?E[CK]G)/i;
const OF_AN_ECG_BEFORE = /(?:\bS\s?1[\s,]{0,2}Q\s?3[\s,]{0,2}|\bQTc?\s\d{3},?\s{0,2})$/;

/** Blocks of a specimen are lettered like stages: `N1-N6 nodes, M1 margin`. */
const BLOCKS =
  /\b(?:blocks?|cassettes?|pots?|vials?|as labelled|embedded|submitted)\b|\bN1\s?[-–]\s?N?[4-9]\b|\b[1-9] in (?:[A-Z]\d{1,2}\b.{0,20}\b[1-9] in [A-Z]\d)/i;
/** Clinical, mammographic, ultrasound and biopsy codes of a breast lump: `P2 M1 U2 B2`, `Mammograms M1 both sides`. */
const BREAST_CODES = /\b[PURB][1-5][abc]?\b|mammogra|\bM[1-5] (?:both|bilat|right|left|R\b|L\b)/i;

const IMAGING_AFTER =
  /^\s*[-*]?\s*(?:(?:[-/,&]|and|or)\s*(?:T?[12]\s*[-*]?\s*|(?=STIR|FLAIR|DWI|ADC|DCE|SWI)))?(?:weighted|weighting|w\b|wi\b|flair|stir|dwi\b|dce\b|signal|hyper-?intens|hypo-?intens|bright|dark|fat|sequence|images?|imaging|axial|sagittal|coronal|relax|shine|mapping|map\b|gad|post|pre-?contrast|contrast|haste|dixon|star|iso\b|hyper\b|hypo\b|dynamic|(?:low|high|intermediate) signal|(?:low|high|intermediate) T[12]\b)/i;
const IMAGING_BEFORE =
  /\b(?:axial|sagittal|coronal|hyperintense on|hypointense on|bright on|low signal on|high signal on|signal on|fat[- ]sat\w*|on)\s+(?:T[12]\s*(?:,|and|&|\/)\s*)?$/i;
/** Words that make a lone `T4` a vertebra, a dermatome, a hormone or a picture. */
const UNLIKE_A_TUMOUR =
  /\b(?:TSH|f?T[34] replacement|liothyronine|(?:levo)?thyrox\w+|hypothyroid\w*|FT[34]|TFTs?|ribs?|dermatom\w*|radiat(?:es|ing) (?:round|to|down)|pain (?:at|around|in)|bone (?:mets?|scan|metasta\w+)|MSCC|DWI|ADC|PI-?RADS|sequences?)\b/i;
const SPINE_AFTER =
  /^\s*(?:(?:[-–/,&]|and|to)\s*(?:T|L|C|S)?\d{1,2}\s*)*\s*(?:vertebra|level|spin|cord|body|bodies|wedge|fractur|compress|metasta|lamin|pedicle|dermatom|disc|nerve|lesion|deposit|collapse|process|transverse|rib|injur|sensory|motor|paraplegi|(?:in)?complete|and\s+L\d|[-–/]\s*(?:T\d|L\d|\d{2}))/i;
const SPINE_BEFORE =
  /\b(?:level of|at|below|above|fractures?|shingles|zoster|epidural|root block|paravertebral|vertebrae?|vertebral|spine|spinal|cord|laminectomy|compression|fracture of|fractured|collapse of|collapse at|metasta\w+ (?:at|in|to)|deposits? (?:at|in)|lesions? (?:at|in)|(?:lytic|sclerotic|bone|bony|vertebral) (?:lesions?|deposits?|mets?|metastas[ie]s|disease)|dermatome|C\d|T\d{1,2}|L\d)\s*[-–/,(]?\s*(?:and\s+|to\s+)?$/i;
const THYROID = /^\s*(?:[:=]?\s*\d+(?:\.\d+)?\s*(?:pmol|nmol|mu|miu|mcg|micrograms?)|(?:level|suppress|replace)\w*)/i;
const THYROID_BEFORE = /\b(?:free|TSH[^.;]{0,20}|serum)\s*$/i;

/**
 * A line of a staging key or form: `pT1: tumour limited to …`, `T1 = …`, or several values of one axis side by
 * side.
 */
export function isMenuLine({ text, before, label }: Statement, start: number, end: number, alone: boolean): boolean {
  const head = text.slice(0, start);
  const rest = text.slice(end, end + 60);
  if (CHOICE.test(text) || allMatches(text, DEFINED_AXIS).length >= 2) return true;
  if (isAnswer(label + head) && distinctValues(text) < 2) return false;
  if (alone && /^\W*$/.test(head) && LINE_DEFINITION.test(rest)) return true;
  if (alone && DEFINITION.test(rest) && /^[\s•*\-–(\d.)]*$/.test(head)) return true;
  if (DEFINITION.test(rest) && DEFINES.test(rest)) return true;
  if (
    /\b(?:key|legend|definitions?|classification|categories|guide|please (?:circle|tick|delete))\b/i.test(
      `${before} ${head}`.slice(-120),
    ) &&
    DEFINITION.test(rest)
  )
    return true;
  return distinctValues(text) >= 3;
}

/** `Primary Tumor (pT): pT3: Tumor invades …`, `_X_ pT3: Tumor invades …`: a report's answer, with what it means behind it. */
export function isAnswer(head: string): boolean {
  return ANSWERS.test(head);
}
const ANSWERS =
  /(?:\(y?[cp]?[TNM]\)|\b(?:primary tumou?r|(?:regional )?(?:lymph )?nodes?|(?:distant )?metastas[ie]s|[TNM][ -](?:stage|category)))\s?[:=-]\s*$|(?:\[[xX✓✔]\]|☒|☑|\([xX✓✔]\)|_[xX]_+)\s*$/i;
const DEFINITION =
  /^\s*(?:[:=–—]|-\s|\s-\s|\t|\()\s*(?:no\b|tumou?r|cancer|invad|invasion|limited|confined|extends?|extension|regional|metasta|single|solitary|greatest|>|<|≤|≥|carcinoma in situ|in situ|not (?:assess|palp)|cannot|direct|involve|perforat|spread|one|two|four)/i;
/** An instruction of a form. */
const CHOICE =
  /\b(?:circle|tick|delete|select) (?:one|as app|which|all that|below)|please (?:circle|tick|delete|select)/i;
const DEFINED_AXIS =
  /\b[cpy]{0,2}[TN][0-4][a-d]?\s*(?:[-:=–]\s*)?(?:tumou?r|invad|limited|confined|extends|involves|perforat|metasta|regional|no regional|[<>≤≥])/gi;
const LINE_DEFINITION =
  /^\s+(?:tumou?r\s+)?(?:invades\b|limited to\b|confined to\b|extends (?:to|into|beyond)\b|≤|>|<|≥|up to \d|more than \d|less than \d|no regional\b|metastas[ie]s in [1-9])/i;
const DEFINES =
  /tumou?r (?:limited|confined|invad|extends|perforat|of any|more|less|not|>|<|≤)|regional (?:lymph )?nod|cannot be assessed|no evidence of primary|in greatest dimension/i;

/**
 * Which statements are lines of a key: three or more that begin with different values of one axis, or of one number stage, one under
 * the other or apart.
 */
export function keyLines(statements: readonly string[]): ReadonlySet<number> {
  const byAxis = new Map<string, Map<string, number[]>>();
  statements.forEach((text, index) => {
    const match = KEY_LINE.exec(text);
    if (match === null) return;
    const axis = (match[1] ?? match[3] ?? match[5])!.toLowerCase();
    const value = (match[2] ?? match[4] ?? match[6])!.toUpperCase();
    const values = byAxis.get(axis) ?? new Map<string, number[]>();
    values.set(value, [...(values.get(value) ?? []), index]);
    byAxis.set(axis, values);
  });
  return new Set(
    [...byAxis.values()].filter((values) => values.size >= 3).flatMap((values) => [...values.values()].flat()),
  );
}

/**
 * Which statements say one axis each, with what it means, and no axis twice: `pT3a: Tumour extends into the renal vein` above `pNX: Regional
 * nodes cannot be assessed`. A report says so; a key has several values of an axis.
 */
export function answerLines(statements: readonly string[]): ReadonlySet<number> {
  const byAxis = new Map<string, number[]>();
  statements.forEach((text, index) => {
    const match = DEFINED_LINE.exec(text);
    if (match === null || !DEFINITION.test(text.slice(match[0].length))) return;
    byAxis.set(match[1]!, [...(byAxis.get(match[1]!) ?? []), index]);
  });
  const lines = [...byAxis.values()];
  return new Set(lines.length >= 2 && lines.every(({ length }) => length === 1) ? lines.flat() : []);
}
const DEFINED_LINE = /^\W*y?[cp]?([TNM])(?:is|[0-4xX])[a-d]?(?!\w)/;

const KEY_LINE =
  /^\W*(?:[cpy]{0,2}(T|N)([0-4])[a-d]?(?![\w])(?!\s*[,/]?\s*[cp]?[NM]\s?[0-3X])|(stage|figo|figo stage)\s+(IV|III|II|I|[1-4])[A-C]?\d?(?![\w])|(grade(?: group)?)\s+([1-5])(?![\w]))/i;

/** Distinct values of the T axis (or the N axis) named in one statement: three or more are a list of possibilities. */
function distinctValues(text: string): number {
  const count = (axis: RegExp) => new Set(allMatches(text, axis).map((match) => match[1])).size;
  return Math.max(count(T_VALUES), count(N_VALUES));
}
const T_VALUES = /\b[cpy]{0,2}T([0-4](?![\d]))/g;
const N_VALUES = /\b[cpy]{0,2}N([0-4](?![\d]))/g;

/** Stages and grades of other things: kidneys, ulcers, murmurs, side effects, buildings, nerves. */
export function isOtherStage(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 60), start);
  return OTHER_AFTER.test(text.slice(end, end + 50)) || OTHER_BEFORE.test(before) || OTHER_SYSTEM.test(before);
}

/** Systems and conditions that have stages and grades of their own, anywhere before in the clause; parts of an operation. */
const OTHER_SYSTEM =
  /\b(?:hurley|fontaine|rutherford|ishak|metavir|ficat|steinberg|hoehn|yahr|r?asrm|kellgren|outerbridge|salter|gartland|catterall|banff|kdigo|akin|braden|waterlow|epuap|npuap|ceap|goligher|forrest|le fort|spetzler|hunt|wfns|house|sarnat|cormack|mallampati|nyha|killip|aast|keratoconus|macular hole|periodontitis|gingivitis|lyme|syphilis|goitre|durie|okuda|robson|jewett|reese|gvhd|embryos?|blastocysts?|ivf|isl|braak|olga|olgim|scheuer|batts|ludwig|knodell|(?:cirrhosis|hepatitis)(?![^.;]*\b(?:hcc|\w*carcinoma|cancer|tumou?r|[cp]?t\d))|brachio\w+|key|(?:two|three|multi|first|second)[- ]stage)\b[^.;]{0,40}$/i;

const OTHER_THING = String.raw`(?:batts|scheuer|ckd|chronic kidney|kidney disease|renal (?:failure|impairment|disease|function)|aki|acute kidney|hypertension|htn|pressure|ulcers?|sores?|bed ?sore|heart failure|hf|copd|gold|tanner|pressure damage|emphysema|murmur|prolapse|haemorrhoids?|hemorrhoids?|piles|varices|oesophagitis|esophagitis|encephalopathy|neutropen\w*|thrombocytopen\w*|anaemi\w*|toxicit\w*|diarrhoea|nausea|vomiting|fatigue|neuropath\w*|mucositis|rash|hand[- ]foot|skin reaction|dermatitis|lymphoedema|oedema|hepatitis|transaminitis|colitis|pneumonitis|arthralgia|adverse|ctcae|infusion reaction|reaction|fright|listed|nurse|diastolic|dysfunction|regurgitation|stenosis|sleep|fever|burns?|sprain|tear|concussion|laryngitis|view|intubation|laryngoscopy|gvhd|retinopathy|dyskaryosis|recovery|power|osteoarthritis|oa(?: \w+)?|fatty liver|hearing loss|spondylolisthesis|reflux|hydronephrosis|vur|pain|parkinson(?:['’]?s)?(?: disease)?|dementia|labour|reconstruction|procedure|repair|supportive care|gsf|gold standards?|ejection|incontinence|ascites|appeal|ppe|diarrh\w*|alt\b|lfts?|hypothyroid\w*|g[iu] (?=g\d)|proctitis|cystitis|enteritis|hot flush\w*|simpson|xerostomia|dysphagia|trismus|erythema|hypophysitis|myocarditis|arthritis|nephritis|thyroiditis|pruritus|albi|notani|m?ronj|orn|osteoradionecrosis|osteonecrosis|sarcoid\w*|endometriosis|cystoc(?:o)?ele|rectocele|pop-?q|fibrosis|f[0-4]|hinchey|diverticul\w*|rop|regression|trg|laceration|clavien(?:[- ]dindo)?|leaks?|fistula|complications?|isgps|steatosis|dyspnoea|breathless\w*|obesity|ptosis|spigelman|fibroids?|embryos?|blastocysts?|brachio\w+|baker|savary|dysplasia|snoring|tonsils|varicocele|kienb(?:o|oe|ö)ck(?:['’]?s)?|avn|avascular necrosis|femoral head|shoulder|capsulitis|cataracts?|nuclear sclerosis|alzheimer(?:['’]?s)?|(?:on )?gds|motor neurone|disease king(?:['’]?s)?|hiv|tuberculosis|tb|contact tracing|template|checklist|capacity assessment|tests? (?:met|of capacity)|of the two[- ]stage|nurse|lead\b|needle|heel|pu\b|asa|glaucoma|complaint|trainee|race\b|complication|ladder|of (?:change|grief|labour|(?:the |his |her |this )?(?:procedure|trial|study|process|operation|surgery|revision|reconstruction|programme|pathway)))`;
const OTHER_AFTER = new RegExp(String.raw`^\s*[-–(:)]?\s*(?:of\s+)?(?:the\s+)?(?:\w+\s+)?${OTHER_THING}`, 'i');
const OTHER_BEFORE = new RegExp(
  String.raw`\b${OTHER_THING}\s*[-–:(]?\s*(?:of|is|at|to|with|was|now|stage)?\s*$|\bfibrosis,\s*$|\b(?:C|V|VA|A|PA|PE)IN\s*[,:(-]?\s*$`,
  'i',
);

/** `FIGO IA1 <3 mm`, `stage I 90 %`: a line of a key, or of survivors. */
export function isInFigures(text: string, end: number): boolean {
  return /^\s*(?:[:=(]|is\b)?\s*(?:[<>≤≥]\s?\d|\d{1,3}\s?%)/.test(text.slice(end, end + 14));
}
