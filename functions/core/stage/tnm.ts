import { allMatches } from '../all-matches.ts';
import { isOfAKind } from './of-a-kind.ts';
import { arabic, type StageReading, type Statement } from './reading.ts';
import { isAnswer, isImagingOrAnatomy, isMenuLine } from './traps.ts';

/**
 * TNM as written (UICC, 8th edition, notation only): axes with prefixes `c p y r a m` and suffixes, spaced, slashed,
 * bracketed or run together. A single axis without a prefix is read only where the statement is about a tumour.
 */
export function readTnm(statement: Statement): StageReading[] {
  const kept: StageReading[] = [];
  const groups = groupsOf(itemsIn(statement.text), statement.text);
  for (const [i, group] of groups.entries()) {
    if (isMenuLine(statement, group[0]!.start, group.at(-1)!.end, group.length === 1)) continue;
    if (isGradeComponents(group, statement.text)) continue;
    if (isOfAKind(statement.text, group.at(-1)!.end)) continue;
    const alone = group.length === 1;
    for (const item of group) {
      if (
        isImagingOrAnatomy(item, statement.text, alone) ||
        (alone && ((item.shouted && !isLoudPathology(item, statement.text)) || item.small))
      )
        continue;
      if (alone && !goesOnFrom(groups[i - 1], item) && !mayStandAlone(item, statement)) continue;
      kept.push({
        system: 'tnm',
        axis: item.axis,
        prefix: item.prefix,
        value: item.value,
        start: statement.offset + item.start,
        end: statement.offset + item.end,
      });
    }
  }
  return kept;
}

/** `PT3B` in a line of capitals; `CT1` alone is a grade of doctor. */
function isLoudPathology({ prefix }: TnmItem, text: string): boolean {
  return prefix === 'p' && !/[a-z]{4}/.test(text) && TUMOUR_WORDS.test(text);
}

/**
 * `Grade 2 (T3 N2 M1)`: tubules, nuclei and mitoses of a breast cancer's grade, scored 1 to 3 each (Elston and Ellis: 3 to 5 are grade
 * 1, 6 and 7 grade 2, 8 and 9 grade 3, which needs more mitoses than 1). No cancer has an M2.
 */
function isGradeComponents(group: readonly TnmItem[], text: string): boolean {
  if (NUCLEAR.test(text.slice(group[0]!.start, group[0]!.start + 30))) return true;
  const components = COMPONENTS.exec(text.slice(group[0]!.start, group[0]!.start + 30));
  if (components === null || group.some(({ prefix }) => prefix !== null)) return false;
  const [tubules, nuclei, mitoses] = components.slice(1).map(Number) as [number, number, number];
  if (mitoses > 1) return true;
  const before = text.slice(Math.max(0, group[0]!.start - FARTHEST_GRADE), group[0]!.start);
  const grade = /\bgrade\s*:?\s*(?<grade>[1-3]|I{1,3})(?![\w-])(?<between>[^;.]*)$/i.exec(before)?.groups;
  if (grade === undefined) return false;
  const sum = tubules + nuclei + mitoses;
  const isBeside = /^\s*[(:=]?\s*$/.test(grade.between!) || /\([^()]*$/.test(grade.between!);
  return isBeside && (sum <= 5 ? 1 : 2) === Number(arabic(grade.grade!));
}
const COMPONENTS = /^T\s?([1-3])[\s,]*[NP]\s?([1-3])[\s,]*M\s?([1-3])(?!\w)/;
/** `T3 P2 M1`: tubules, pleomorphism, mitoses. */
const NUCLEAR = /^T\s?[1-3][\s,+]*P\s?[1-3][\s,+]*M\s?[1-3](?!\w)/;
const FARTHEST_GRADE = 60;

export interface TnmItem {
  readonly axis: 'T' | 'N' | 'M';
  readonly prefix: string | null;
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** A small letter, or far from its number, without a prefix: read only beside another axis, as in `t2n1m0`. */
  readonly small: boolean;
  /** Its prefix is a capital: `CT1` alone is a grade of doctor. */
  readonly shouted: boolean;
  /** The range of a block such as `T1-4`, or of alternatives. */
  readonly spansAll: boolean;
}

const PREFIX = String.raw`(?<prefix>\((?:yp|[cp])\)[ ]?|(?:(?:y|yi|r|a|m)?[cpu][ ]?|(?:y|r)?(?:mr|us)|(?:y )?m r[ ]|y[cp]?|r|a|i|m(?=T)))?`;
/** "T1 to T2", "N0 to N1" are a range; "from T2 to T3", "T4 to T2" are a change. */
const RISING = String.raw`(?<!\bfrom\s[cpy]{0,2}[TN][0-4][a-d]?)(?:(?<=0[a-d]?)(?=\sto\s(?:early\s)?[TN][1-4])|(?<=1[a-d]?)(?=\sto\s(?:early\s)?[TN][234])|(?<=2[a-d]?)(?=\sto\s(?:early\s)?[TN][34])|(?<=3[a-d]?)(?=\sto\s(?:early\s)?T4))`;
const T_VALUE = String.raw`(?:is(?:\s?\((?:DCIS|LCIS|LAMN|Paget|pu|pd)\))?|\(is\)|[x0](?:\s?/\s?is)?|mi|a(?![a-z])|[1-4](?:\s?\(mic?\)|mic?|[a-d]\/[a-d]|[a-d][1-3]?)?(?:(?:\s?[-–/]\s?(?:(?:early\s)?[cp]?T\s?)?|${RISING}\sto\s(?:early\s)?T)[1-4](?:[a-d])?)?)`;
const N_VALUE = String.raw`(?:[x]|\+|[0-3](?:\s?\(mic?\)|mi|[a-c](?:[1-3]|i{1,3})?)?(?:(?:\s?[-–/]\s?(?:[cp]?N\s?)?|${RISING}\sto\sN)[1-3][a-c]?)?)`;
const M_VALUE = String.raw`(?:[x]|[01](?:[a-d](?:[0-9])?)?)`;
const SUFFIX = String.raw`(?:\s?sm[1-3])?(?:\s?\((?:sm[1-3]|i[+-]|mol[+-]|sn|m|s|\d{1,2}|[LVR]\d)\))*`;
/** `T2`, `T 2`, `T: 2`, `T – 2`, `T stage 2`, `T-category: T2`, `T stage is 2`. */
const JOIN = String.raw`(?:[ -]?(?:stage|category)\s?(?:[:=]|(?:is|was)(?=\s[0-4x]))?\s{1,3}|[ ]?[:=]\s{0,3}|[ ][–-][ ]|[ ]{2,3}|[ \t-]?)`;
const ITEM = new RegExp(
  String.raw`(?<![A-Za-z0-9+])${PREFIX}(?:(?<T>[tT])${JOIN}(?<tv>${T_VALUE})|(?<N>[nN])${JOIN}(?<nv>${N_VALUE})|(?<M>[mM])${JOIN}(?<mv>${M_VALUE}))${SUFFIX}(?![A-Za-z0-9]|-ish|\.\d)`,
  'gi',
);
function itemsIn(text: string): TnmItem[] {
  if (!/[tnm](?:[ \t:=(–-]{0,5}(?:[0-4x+]|is|a\b)|[ -](?:stage|category))/i.test(text)) return [];
  const items: TnmItem[] = [];
  for (const match of allMatches(text, ITEM)) {
    const { prefix, T, N, tv, nv, mv } = match.groups as Record<string, string | undefined>;
    const raw = (tv ?? nv ?? mv)!;
    const letter = T ?? N ?? match.groups!.M!;
    const small = letter === letter.toLowerCase();
    if (small && prefix !== undefined && /^[A-Z]|^[air]$/.test(prefix)) continue;
    if (prefix === 'I') continue;
    if (/^a$/i.test(raw) && raw !== 'a') continue;
    // Diabetes, of type 1 or 2.
    if (/^[12]D$/.test(raw)) continue;
    const start = match.index;
    const end = start + match[0].length;
    items.push({
      axis: T !== undefined ? 'T' : N !== undefined ? 'N' : 'M',
      prefix: prefixOf(prefix, text.slice(Math.max(0, start - 14), start)),
      value: tnmValue(raw),
      start,
      end,
      small: (small && (prefix === undefined || /^\s/.test(match[0].slice(prefix.length + 1)))) || APART.test(match[0]),
      shouted: prefix !== undefined && /^[A-Z]/.test(prefix),
      spansAll: /^(?:[01][a-c]?\s?[-–]\s?(?:[cp]?T\s?)?[34]|0\s?[-–]\s?(?:[cp]?N\s?)?[23])/i.test(raw),
    });
  }
  return items;
}

/** `T – 2`, `T   2`; `N 1` and `M=1` are counts as well. */
const APART = /^(?:[TNM] (?:[–-]|\s)|[NM](?: \d|\s?=))/i;

/** As written on the axis, or the word right before it: `clinical T1b`. */
function prefixOf(letters: string | undefined, before: string): string | null {
  if (letters !== undefined) return letters.replace(/[() ]/g, '').toLowerCase();
  const word = /\b(?:(?:clinical|pathological)(?:ly)?|(?:clin|path)\.?)\s$/i.exec(before);
  return word === null ? null : word[0][0]!.toLowerCase();
}

/** Lower-case suffixes, `X` as a capital, ranges as `2-3`. */
function tnmValue(raw: string): string {
  const compact = raw
    .replace(/\s+/g, '')
    .replace(/\/is$/i, '')
    .replace(/early/i, '')
    .replace(/[–/]|to(?=[tn])/gi, '-')
    .replace(/[cp]?[tn](?=\d)/gi, '');
  const bare = compact
    .replace(/\((?:DCIS|LCIS|LAMN|Paget|pu|pd)\)/i, '')
    .replace(/\(?mic?\)?$|\(is\)/i, (said) => (/s/i.test(said) ? 'is' : 'mi'));
  return /^x$/i.test(bare) ? 'X' : bare.toLowerCase();
}

/** Items that stand together as one expression: nothing but spaces, separators and brackets between them. */
function groupsOf(items: readonly TnmItem[], text: string): TnmItem[][] {
  const groups: TnmItem[][] = [];
  for (const item of items) {
    const group = groups.at(-1) ?? [];
    const last = group.at(-1);
    if (last !== undefined && order(item) > order(last) && BETWEEN.test(text.slice(last.end, item.start)))
      group.push(item);
    else groups.push([item]);
  }
  return groups;
}

const BETWEEN =
  /^(?:[\s,;:./|&+_()–—-]|\band\b|\bwith\b|\bany [TN]\b|\bnod(?:e|es|al)\b|\bmet(?:s|asta\w+)\b|\bat least\b|\([^()]{0,40}\)|\b[LVR][0-2]\b|\bPn[01]\b|\b\d{1,2}\/\d{1,2}\b)*$/i;

function order(item: TnmItem): number {
  return 'TNM'.indexOf(item.axis);
}

/** `T3c N1c, EMVI+, CRM threatened, M0`. */
function goesOnFrom(group: readonly TnmItem[] | undefined, item: TnmItem): boolean {
  const last = group?.at(-1);
  return last !== undefined && group!.length > 1 && order(last) < order(item) && item.start - last.end <= FARTHEST_AXIS;
}
const FARTHEST_AXIS = 60;

/** A single axis needs a prefix, or words of staging or tumour beside it. */
function mayStandAlone(item: TnmItem, { text, section, label, axisBeside }: Statement): boolean {
  if (item.prefix !== null && item.prefix !== 'a' && item.prefix !== 'r') return true;
  if (isAnswer(label + text.slice(0, item.start))) return true;
  if (item.value === 'X' && !axisBeside) return NAMED_AXIS.test(text.slice(0, item.start));
  if (axisBeside || STAGED_AS.test(text.slice(Math.max(0, item.start - 24), item.start))) return true;
  if (BY_WHAT.test(text.slice(item.end, item.end + 10))) return true;
  // "A CT of chest and abdomen was clean, M0".
  if (item.axis === 'M' && item.value === '0' && /\b(?:CT|PET|bone scan|imaging)\b/.test(text)) return true;
  if (item.axis === 'N' && /^\s?\(?\d{1,2}\/\d{1,2}\b/.test(text.slice(item.end))) return true;
  if (item.value === '+') return /node|nodal|axill|lymph|cancer|carcinoma|T[0-4]/i.test(text);
  if (item.value === 'is' || (item.axis === 'T' && /\bG[1-3]\s?$/.test(text.slice(0, item.start)))) return true;
  if (item.value === 'a') return NON_INVASIVE_AFTER.test(text.slice(item.end, item.end + 30));
  if (section === 'staging' || (/^[1-4][a-d]/.test(item.value) && item.value !== '1c')) return true;
  return TUMOUR_WORDS.test(text);
}

/** `Metastasis (M): X`, its brackets blanked. */
const NAMED_AXIS = /\b(?:tumou?r|nod(?:e|es|al)|metasta\w+)\s{1,3}$/i;

/** `T stage: T3b`, `N category N1`. */
const STAGED_AS =
  /\b(?:[TNM][ -]?(?:stage|category)\s?[:=-]?|thought to be|felt(?: to be)?|in fact|considered|class(?:ed|ified) as|regarded as|reported as|called|equivalent to|equates to)\s*$/i;
/** `T3 (CT), T2 (EUS)`; but a `T2 (MRI)` may be a weighting. */
const BY_WHAT = /^\s?\((?:CT|EUS|PET|TRUS|USS?|EBUS|path)\)/;
/** Behind a `Ta` that is no word of thanks. */
const NON_INVASIVE_AFTER =
  /^[\s,]*(?:G[1-3]\b|(?:low|high)[ -]grade|grade|LG\b|HG\b|bladder|TCC|urothelial|transitional|papillary|disease|tumou?rs?\b|\+\s*CIS)/i;

const TUMOUR_WORDS =
  /\b(?:stag(?:e|ed|ing)|tnm|radiologically|pathologically|gleason|crpc|castrat\w+|tumou?rs?|cancers?|carcinomas?|adenocarcinomas?|ca|scc|tcc|melanoma|mesothelioma|seminoma|thymoma|neuroblastoma|lymphoma|breslow|sarcoma|malignan\w+|disease|nod(?:e|al|es)|neoplasm|lesion|primary|glottic|axilla\w*|advanced|rectal|prostate|bladder|renal|lung|breast|metasta\w+|mets|in[- ]transit|neck|stations?|EBUS|n?m?CRPC|m?HSPC|hormone[- ]sensitive|BCG|CIS|relapsed?|recurren\w+|uicc ?\d?|ajcc ?\d?|bwh)\b/i;
