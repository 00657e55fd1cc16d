import type { LetterRead } from './letter-read.ts';
import type { Mention } from './mentions.ts';
import { lookUp } from './tumour-codes.ts';
import { slugOf } from './tumour-sites.ts';
import type { Tumour } from './tumours.ts';

/**
 * Lymph nodes that a count or a stage beside them says the cancer has reached, without a word for it: "1/3 sentinel nodes (macro)",
 * "4 of 18 pelvic nodes", "axillary LN 3/14", "mediastinal nodes N2", "N1 disease: pelvic nodes". Of a report `n/m` is nodes with tumour out of those
 * examined (RCPath datasets); "nodes 3/12" may be months, so that a number of months, weeks or days counts only before its nodes.
 */
export function reachedNodes(letter: LetterRead): Tumour[] {
  const { sentences, mentionsIn, tokens, lexicon } = letter;
  return sentences.flatMap((sentence) =>
    mentionsIn(sentence)
      .filter(
        (one) => one.meaning.layer === 'site' && NODES.test(slugOf(one)) && NAMES_NODES.test(tokens[one.to - 1]!.norm),
      )
      .filter((one) => isCounted(one, letter) || (slugOf(one) !== NO_REGION && isStaged(one, letter)))
      .flatMap((site): Tumour[] => {
        const slug = slugOf(site) === NO_REGION ? regionOfOperation(site, tokens) : slugOf(site);
        const target = slug === null ? null : lookUp('metastasis', slug, '', lexicon, 'with parents');
        const rule = `composition: metastasis of ${slug}, counted or staged`;
        return target === null ? [] : [{ target, anchor: site, others: [], rule }];
      }),
  );
}

const NODES = /node$/;
/** Of nodes without a region the stage says as much, unless an operation says which they were. */
const NO_REGION = 'lymph-node';

/** "Mastectomy and axillary clearance (5 of 16 nodes had tumour)", "left neck dissection 3/22 nodes". */
function regionOfOperation({ from, sentence }: Mention, tokens: LetterRead['tokens']): string | null {
  for (let i = from - 1; i >= Math.max(sentence.from, from - FARTHEST_REGION); i--) {
    const { word } = tokens[i]!;
    if (SHORT_OPERATIONS.has(word)) return 'axillary-node';
    if (OPERATIONS.has(word))
      return OPERATED.get(tokens[i - 1]?.word ?? '') ?? OPERATED.get(tokens[i - 2]?.word ?? '') ?? null;
  }
  return null;
}
const OPERATIONS = new Set(['clearance', 'dissection', 'lymphadenectomy', 'sampling']);
const SHORT_OPERATIONS = new Set(['anc', 'alnd']);
const OPERATED: ReadonlyMap<string, string> = new Map([
  ['axillary', 'axillary-node'],
  ['axilla', 'axillary-node'],
  ['neck', 'head-neck-node'],
  ['groin', 'inguinal-node'],
  ['inguinal', 'inguinal-node'],
  ['pelvic', 'pelvic-node'],
]);
/** Not "axilla", "groin". */
const NAMES_NODES = /^(?:nodes?|lns?|slns?|slnb|lymphadenopathy|adenopathy|glands?)$/;
const MOST_NODES = 120;
const OF_TIME: ReadonlySet<number> = new Set([7, 12, 52]);
const CLEAR =
  /^(?:neg|negative|clear|benign|reactive|free|sampled|retrieved|removed|examined|harvested|uninvolved|no|not|nil|itc|itcs|isolated|resected|excised|taken)$/;

const SENTINEL = /^(?:slns?|slnb)$/;
const MOST_SENTINELS = 5;
const REACHED = /^(?:nodes?|positive|pos|involved|\+|\+ve|ve)$/;

function isCounted(site: Mention, { tokens }: LetterRead): boolean {
  const { from, to, sentence } = site;
  let before = from;
  while (before > sentence.from && BETWEEN.test(tokens[before - 1]!.norm)) before--;
  const ahead = countEnding(before, sentence.from, tokens);
  let behind = to;
  while (behind < sentence.to && OPENS_A_COUNT.test(tokens[behind]!.raw)) behind++;
  const count = ahead ?? countFrom(behind, sentence.to, tokens);
  if (count === null || count.reached === 0 || count.reached > count.of || count.of > MOST_NODES) return false;
  if (ahead === null && OF_TIME.has(count.of)) return false;
  const next = ahead === null ? behind + 3 : to;
  // "SLNB 3/10" is of October: a sentinel biopsy takes a few.
  if (ahead === null && SENTINEL.test(tokens[to - 1]!.norm) && count.of > MOST_SENTINELS)
    if (next >= sentence.to || !REACHED.test(tokens[next]!.norm)) return false;
  for (let i = next; i < Math.min(sentence.to, next + 3); i++) {
    if (/^[.;,]$/.test(tokens[i]!.raw)) break;
    if (CLEAR.test(tokens[i]!.norm)) return false;
  }
  return true;
}
const BETWEEN =
  /^(?:sentinel|axillary|lymph|regional|pelvic|mesorectal|pericolic|hilar|mediastinal|inguinal|groin|neck|left|right|l|r|the|local)$/;
const OPENS_A_COUNT = /^[:(=]$/;

interface Count {
  readonly reached: number;
  readonly of: number;
}

/** "4/18", "4 of 18", "4 out of 18" right before token `end`. */
function countEnding(end: number, first: number, tokens: LetterRead['tokens']): Count | null {
  if (end - 3 < first || !NUMBER.test(tokens[end - 1]!.raw)) return null;
  const between = tokens[end - 2]!.norm;
  const start = between === 'of' && tokens[end - 3]!.norm === 'out' ? end - 4 : end - 3;
  if (start < first || !/^(?:\/|of)$/.test(between)) return null;
  return countAt(tokens[start]!.raw, tokens[end - 1]!.raw, tokens[start - 1]?.raw);
}

function countFrom(i: number, last: number, tokens: LetterRead['tokens']): Count | null {
  if (i + 2 >= last || tokens[i + 1]!.raw !== '/' || tokens[i + 3]?.raw === '/') return null;
  return countAt(tokens[i]!.raw, tokens[i + 2]!.raw, tokens[i - 1]?.raw);
}

function countAt(reached: string, of: string, before: string | undefined): Count | null {
  if (before === '/' || !NUMBER.test(of)) return null;
  const written = WORDS.indexOf(reached.toLowerCase());
  if (!NUMBER.test(reached) && written === -1) return null;
  return { reached: written === -1 ? Number(reached) : written, of: Number(of) };
}
const NUMBER = /^\d{1,3}$/;
const WORDS = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

const FARTHEST_STAGE = 2;

/** A node stage beside its nodes: "nodes N2", "lymphadenopathy, N1", "N1 disease: pelvic nodes"; not "?N1", "no nodes". */
function isStaged({ from, to, sentence }: Mention, { tokens }: LetterRead): boolean {
  for (let i = to; i < Math.min(sentence.to, to + FARTHEST_STAGE); i++) {
    if (N_STAGE.test(tokens[i]!.raw)) return true;
    if (!/^[,(:-]$/.test(tokens[i]!.raw)) break;
  }
  for (let i = from - 1; i >= Math.max(sentence.from, from - 3); i--) {
    const { raw, norm } = tokens[i]!;
    if (N_STAGE.test(raw)) return tokens[i - 1]?.raw !== '?' && tokens[i - 1]?.norm !== 'if';
    if (!/^(?:disease|:|\(|-|–|with|left|right|l|r)$/.test(norm)) return false;
  }
  return false;
}
const N_STAGE = /^[cpyr]{0,2}N[123][abc]?$/;

const FARTHEST_REGION = 12;

/**
 * The regions that stand before nodes without one of their own: "hilar (12mm) and subcarinal (19 mm) lymph node metastases". Empty where a
 * statement names none.
 */
export function regionsBefore({ from, sentence }: Mention, tokens: LetterRead['tokens']): readonly string[] {
  const regions = new Set<string>();
  for (let i = from - 1; i >= Math.max(sentence.from, from - FARTHEST_REGION); i--) {
    const { raw, word } = tokens[i]!;
    if (/^[.;:]$/.test(raw) || /^(?:no|not|without|nor|with|in)$/.test(word)) break;
    const region = REGIONS.get(word);
    if (region !== undefined) regions.add(region);
  }
  return [...regions];
}

/** "Left external iliac and retroperitoneal nodes": the regions joined to one that is said with its nodes. */
export function regionsJoined(
  { from, sentence }: Mention,
  own: string,
  tokens: LetterRead['tokens'],
): readonly string[] {
  const regions: string[] = [];
  let i = from - 1;
  while (i > sentence.from && JOINS.test(tokens[i]!.raw)) {
    const region = REGIONS.get(tokens[i - 1]!.word);
    if (region === undefined) break;
    if (region !== own && !regions.includes(region)) regions.push(region);
    i -= 2;
    while (i > sentence.from && BEFORE_A_REGION.test(tokens[i]!.word)) i--;
  }
  return regions;
}
const JOINS = /^(?:and|&|,|\/|\+)$/i;
const BEFORE_A_REGION = /^(?:left|right|bilateral|external|internal|common|upper|lower|l|r)$/;

const REGIONS: ReadonlyMap<string, string> = new Map(
  (
    [
      ['mediastinal-node', 'mediastinal subcarinal paratracheal pretracheal prevascular'],
      ['thoracic-node', 'hilar interlobar'],
      ['axillary-node', 'axillary'],
      ['inguinal-node', 'inguinal groin'],
      ['pelvic-node', 'pelvic iliac obturator mesorectal'],
      ['abdominal-node', 'paraaortic retroperitoneal mesenteric coeliac perigastric portal periportal'],
      ['head-neck-node', 'supraclavicular cervical submandibular'],
    ] as const
  ).flatMap(([slug, words]) => words.split(' ').map((word): [string, string] => [word, slug])),
);
