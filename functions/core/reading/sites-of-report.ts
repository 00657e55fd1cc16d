import { isMeasuredFrom } from './examined-sites.ts';
import { firstFrom } from './first-from.ts';
import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import { organOfSpecimen } from './organ-of-specimen.ts';
import { isPerson } from './persons.ts';
import { type Sentence, withHeading } from './sentences.ts';
import { isWithin, lookUp } from './tumour-codes.ts';
import { slugOf } from './tumour-sites.ts';

/** "A. Endometrial curettings  B. Endocervical polyp … A. Endometrioid adenocarcinoma": the specimen of the same letter or number. */
export function siteOfItem({ sentence: ofType }: Mention, letter: LetterRead): Mention | null {
  const { sentences, tokens } = letter;
  const item = itemAt(ofType.from, tokens);
  if (item === null) return null;
  for (const sentence of sentences.slice(0, STATEMENTS_OF_A_HEAD)) {
    if (sentence.from >= ofType.from) return null;
    for (let i = sentence.from; i < Math.min(sentence.to, sentence.from + LONGEST_LIST_OF_SPECIMENS); i++) {
      if (itemAt(i, tokens) !== item) continue;
      let end = i + 1;
      while (end < sentence.to && itemAt(end, tokens) === null) end++;
      const [site, ...others] = primarySitesIn(sentence, letter).filter(({ from, to }) => from > i && to <= end);
      if (site !== undefined && others.length === 0) return site;
    }
  }
  return null;
}

/** A report names its specimens at its head. */
const STATEMENTS_OF_A_HEAD = 30;
const LONGEST_LIST_OF_SPECIMENS = 80;

/** "A.", "B)", "1:": how a report numbers its specimens. */
function itemAt(i: number, tokens: LetterRead['tokens']): string | null {
  const { raw, gap } = tokens[i]!;
  return /^[A-H1-9]$/.test(raw) && gap !== 'none' && /^[.:)]$/.test(tokens[i + 1]?.raw ?? '') ? raw : null;
}

const FARTHEST_STATEMENTS = 6;

/** The site in the statements above that the type belongs to. */
export function siteNearby(
  morphology: string,
  type: Mention,
  ofOthers: ReadonlySet<Sentence>,
  letter: LetterRead,
): Mention | null {
  const { sentences, tokens } = letter;
  const labelled = beginsWith(type.sentence, TYPE_LABEL, letter);
  const biopsied = wordsOf(type.sentence, letter).some((word) => BIOPSY.has(word));
  const at = firstFrom(sentences, type.sentence.from);
  if (!labelled && !biopsied) return siteOfSpecimenAbove(at, letter);
  // "A malignant lesion in the sigmoid. 2 further polyps rectum": several are looked at only where there is no one lesion.
  for (const lesions of [LESION, LESIONS]) {
    for (let i = at - 1; i >= Math.max(0, at - FARTHEST_STATEMENTS); i--) {
      const sentence = sentences[i]!;
      if (!ofOthers.has(sentence)) {
        const labels = labelled && beginsWith(sentence, SITE_LABEL, letter);
        const site = labels ? (onlySiteOf(sentence, letter) ?? wombOf(morphology, sentence, letter)) : null;
        const found = site ?? (biopsied ? siteOfLesion(sentence, lesions, letter) : null);
        if (found !== null) return found;
      }
      if (tokens[sentences[i + 1]!.from]!.gap === 'paragraph' && !labelled) break;
    }
  }
  return titleSite(morphology, at, letter);
}

/** `A) LUNG, RIGHT UPPER LOBE, LOBECTOMY:` on a line of its own, with what was found in it on the lines below. */
function siteOfSpecimenAbove(at: number, letter: LetterRead): Mention | null {
  const { sentences, tokens } = letter;
  for (let i = at - 1; i >= Math.max(0, at - FARTHEST_STATEMENTS); i--) {
    const sentence = sentences[i]!;
    if (!/^[:-]$/.test(tokens[sentence.to - 1]!.raw)) continue;
    const isSpecimen =
      sentence.to - sentence.from <= LONGEST_SPECIMEN &&
      wordsOf(sentence, letter).some((word) => BIOPSY.has(word) || CUT_OUT.test(word));
    return isSpecimen ? onlySiteOf(sentence, letter) : null;
  }
  return null;
}
const LONGEST_SPECIMEN = 24;
const CUT_OUT =
  /^(?:\w+(?:ectomy|ectomies|otomy|plasty)|excision|excisions|resection|resections|curettage|curettings|aspirate|whipple|segmental|wle|ellipse)$/;

/** "Specimen: uterus, tubes and ovaries. Tumour type: endometrioid": taken out together, it begins in the womb unless the report says otherwise. */
function wombOf(morphology: string, sentence: Sentence, letter: LetterRead): Mention | null {
  if (!/^endometrioid|^carcinosarcoma/.test(morphology)) return null;
  const named = primarySitesIn(sentence, letter);
  const [first] = named;
  if (first === undefined || !/^uterus|^endometrium/.test(slugOf(first))) return null;
  return named.every((site) => TAKEN_WITH_IT.test(slugOf(site))) ? first : null;
}
const TAKEN_WITH_IT = /^(?:uterus|endometrium|cervix|ovary|fallopian-tube|omentum)/;

const FARTHEST_SPECIMEN = 2;
const LONGEST_HEADING = 6;
/** A stage or a grade that only a report can give. */
const OF_A_REPORT =
  /^(?:y?p[TN]\d|G[1-4]|Gleason|FIGO|grade|differentiated|margins?|invasive|microscopy|R[01]|\d+(?:\.\d)?mm$|DOI$|ENE$|PNI$|LVI$)/i;

/** What was operated on or sampled, in the type's own statement or right above it. */
export function specimenNearby(
  morphology: string,
  type: Mention,
  ofOthers: ReadonlySet<Sentence>,
  letter: LetterRead,
): Mention | null {
  const { sentences, tokens, lexicon } = letter;
  // "TURBT … Impression: superficial TCC. Histology pending": the surgeon's word is no report.
  if (type.sentence.section === 'impression') return null;
  const at = firstFrom(sentences, type.sentence.from);
  const words = tokens.slice(withHeading(type.sentence, tokens), type.sentence.to);
  const farthest = words.some(({ word, raw }) => BIOPSY.has(word) || OF_A_REPORT.test(raw)) ? FARTHEST_SPECIMEN : 0;
  for (let i = at; i >= Math.max(0, at - farthest); i--) {
    const sentence = sentences[i]!;
    if (sentence !== type.sentence && ofOthers.has(sentence)) return null;
    // The heading above it: "TURBT" on a line of its own.
    const first = Math.max(sentences[i - 1]?.to ?? 0, sentence.from - LONGEST_HEADING);
    const own = i === at;
    const organ =
      organOfSpecimen(morphology, sentence, first, own ? type.from : sentence.to, letter) ??
      // "Papillary ca, tall cell, total thyroidectomy June 25".
      (own ? organOfSpecimen(morphology, sentence, type.to, sentence.to, letter) : null);
    const named = sentence === type.sentence ? null : onlySiteOf(sentence, letter);
    if (organ !== null)
      return named === null || isWithin(slugOf(named), slugOf(organ), lexicon.siteParents) ? organ : null;
    if (named !== null) return null;
    if (tokens[sentence.from]!.gap === 'paragraph') return null;
  }
  return null;
}

const TITLE_STATEMENTS = 6;

/** "MINIMUM DATASET - ENDOMETRIUM", "LUNG CANCER MDT", "Histopathology: radical prostatectomy": the organ of a report or a meeting. */
function titleSite(morphology: string, before: number, letter: LetterRead): Mention | null {
  for (const sentence of letter.sentences.slice(0, Math.min(before, TITLE_STATEMENTS)))
    if (wordsOf(sentence, letter).some((word) => REPORT.has(word))) {
      const site =
        onlySiteOf(sentence, letter) ?? organOfSpecimen(morphology, sentence, sentence.from, sentence.to, letter);
      if (site !== null) return site;
    }
  return null;
}
const REPORT = new Set(['dataset', 'proforma', 'histopathology', 'synoptic', 'pathology', 'mdt', 'mdm', 'smdt']);

const TYPE_LABEL =
  /^(?:histologic(?:al)? |tumour |cell |histology |main |final |pathological |microscopic )?(?:type|subtype|histology|morphology|histopathology|cancer|diagnosis|conclusion|comment|report|microscopy|micro|description|interpretation|opinion|result|results|pathology|path|summary)(?: of tumour)? [:.\t]/;
const SITE_LABEL =
  /^(?:tumour |primary |anatomical |anatomic |cancer |nature of |biopsy |clinical )?(?:site|primary|location|organ|specimens?|specimen type|sample|tissue|details|procedure|operation|lesion)(?: of (?:tumour|primary|cancer|lesion|biopsy|origin))? [:.\t]/;
const BIOPSY = new Set(
  'biopsy biopsied bx histology histo histopathology fna fnac cytology brushings core cores pathology path specimen laboratory lab microscope polyp polyps polypectomy emr'.split(
    ' ',
  ),
);
const LESION = new Set(
  'tumour mass lesion polyp ulcer stricture growth nodule lump thickening malignant malignancy obstructing neoplasm cancer ca mole pirads rads'.split(
    ' ',
  ),
);
/** "His father perished of a growth in the stomach". */
const FARTHEST_BEARER = 10;
const LESIONS = new Set('polyps lesions nodules masses tumours lumps ulcers growths'.split(' '));
const NO_LESION = new Set(
  'no normal without clear nad not unremarkable innocent healthy spared uninvolved untouched unaffected'.split(' '),
);

function beginsWith(sentence: Sentence, label: RegExp, { tokens }: LetterRead): boolean {
  const first = withHeading(sentence, tokens);
  const words = tokens.slice(first, Math.min(sentence.to, first + 8)).map((token, i) => {
    const isCell = i > 0 && token.start - tokens[first + i - 1]!.end >= CELL_GAP;
    return isCell ? `\t ${token.word}` : token.word;
  });
  return label.test(words.join(' '));
}
/** "Tumour type          acinar adenocarcinoma": as many spaces set a cell apart. */
const CELL_GAP = 3;

function wordsOf(sentence: Sentence, { tokens }: LetterRead): string[] {
  return tokens.slice(withHeading(sentence, tokens), sentence.to).map(({ word }) => word);
}

const BESIDE = 8;

/** "31mm RUL mass", "tumour of the caecum": the one site beside the word for what was found. */
function siteOfLesion(sentence: Sentence, lesions: ReadonlySet<string>, letter: LetterRead): Mention | null {
  const { tokens } = letter;
  for (let i = sentence.from; i < sentence.to; i++) {
    if (!lesions.has(tokens[i]!.word)) continue;
    if (tokens.slice(Math.max(sentence.from, i - BESIDE), i).some(({ word }) => NO_LESION.has(word))) continue;
    if (tokens.slice(Math.max(sentence.from, i - FARTHEST_BEARER), i).some(({ word }) => isPerson(word))) continue;
    const beside = primarySitesIn(sentence, letter).find(({ from, to }) => i - to <= BESIDE && from - i <= BESIDE);
    if (beside !== undefined) return beside;
  }
  return null;
}

/** The site of a statement that names one organ only, and one that has tumours of its own. */
function onlySiteOf(sentence: Sentence, letter: LetterRead): Mention | null {
  const named = primarySitesIn(sentence, letter);
  const exact = named.filter((site) => slugOf(site) !== 'skin');
  const sites = exact.length > 0 ? exact : named;
  const { siteParents } = letter.lexicon;
  return sites.find((site) => sites.every((other) => isWithin(slugOf(site), slugOf(other), siteParents))) ?? null;
}

function primarySitesIn(sentence: Sentence, { mentionsIn, tokens, lexicon }: LetterRead): Mention[] {
  return mentionsIn(sentence).filter(
    (one) =>
      one.meaning.layer === 'site' &&
      !OF_NODES.has(tokens[one.to]?.word ?? '') &&
      !isMeasuredFrom(one, tokens) &&
      (OF_SKIN.test(slugOf(one)) || lookUp('malignancy', slugOf(one), '', lexicon, 'with parents') !== null),
  );
}

/** "Neck dissection". */
const OF_NODES = new Set(['dissection', 'dissections', 'lymphadenectomy']);

const OF_SKIN = /^(?:skin|upper-limb|lower-limb|upper-arm|foot|scrotum)/;
