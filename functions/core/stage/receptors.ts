import { allMatches } from '../all-matches.ts';
import { isOfAKind } from './of-a-kind.ts';
import { readingAt, type StageReading, type Statement } from './reading.ts';

/** Hormone receptors and HER2: a name, or several that share one status, and the status. */
export function readReceptors(statement: Statement): StageReading[] {
  if (!MAY_HOLD.test(statement.text)) return [];
  return [...withOneStatus(statement), ...withOneStatusEach(statement), ...triple(statement)];
}

const MAY_HOLD =
  /\b(?:ER|PR|PgR)|HER|TNBC|estrogen|progesterone|epidermal|erbB|[Tt]riple|receptor|[Hh]er-?\s?(?:2|two\b|too?\b)|\bE R\b/;

const NAME = String.raw`(?:(?:o?estrogen|progesterone)(?:[\s-]+receptors?)?|[EP] R(?=\s(?:pos|neg|\+)|$)|ER(?![a-z])|ER(?=pos|neg)|PgR|PR(?![a-z]|3\s?(?:neg|pos|-ve|\+ve|ab\b|anca|antibod|<))|PR(?=pos|neg)|HER-?\s?2(?:\/?neu)?|her (?:two|too?)(?=\s(?:neg|pos|(?:three|two|one) plus)|$)|H2(?=\s?[-–+]|\s[0-3]\+|$)|human epidermal growth factor receptor 2|c-?erbB-?2)`;
const STATUS = String.raw`(?:(?:strongly|weakly)\s+)?(?:positive|negative|pos\b|neg\b|\+\s?ve|-\s?ve|–\s?ve|\+{1,3}(?=PR|HER|ER|[^\d\w]|$)|(?:IHC\s*)?\b[0-3]\+|IHC\s*[0-3](?![\d/]|\.\d)|(?:three|two|one) plus|[0-3]\+?\s?\/\s?3\+?|\d{1,3}\s?%|(?:(?:Q\s?S?|quick\s?score)\s*[:=]?\s*)?[0-8](?![\d/+]|\.\d|\s*(?:day|week|month|year|hour|night|mg|am\b|pm\b|time))|(?:not\s+)?over-?express\w*|(?:QS\s)?[0-8]\s?\/\s?8|(?:IHC\s*)?score\s*[0-3]\+?|(?:FISH\s+)?(?:non-?|not\s+)?amplified|(?:ultra-?\s?)?low|equivocal|borderline|0(?![\d/]|\.\d))|[-–](?=[\s,;./)]|$|HER|PR)`;
const GROUP = new RegExp(
  String.raw`(?<![\w]|[a-z]{3}-)(?!(?<!\b(?:ER|PR)[^.;]{0,30})H2)(?<names>${NAME}(?:(?:\s*(?:,|\/|&|and)\s*|\s+\+\s+)${NAME})*)\s*(?:receptor)?\s*(?:status)?\s*(?:was|is|are|were|both|all|:|=|–|-(?=\s+[\w+<>]|low|pos|neg|ultra|equiv|over|amplif|non))?\s*(?:strongly\s+)?(?:\(?Allred\)?\s*|\(?D?-?(?:FISH|D{0,2}ISH)\)?\s*[:=]?\s*(?:ratio\s\d(?:\.\d{1,2})?,?\s)?)?\(?(?<status>${STATUS})`,
  'gi',
);
const ONE_NAME = new RegExp(NAME, 'gi');

function withOneStatus(statement: Statement): StageReading[] {
  const { text } = statement;
  return allMatches(text, GROUP).flatMap((match) => {
    const names = allMatches(match.groups!.names!, ONE_NAME);
    const end = match.index + match[0].trimEnd().length;
    // A list of signs belongs to the names one by one.
    if (names.length === 1 && OTHER_CHOICE.test(text.slice(end, end + 16))) return [];
    if (names.length > 1 && SIGN_BEHIND.test(text.slice(end, end + 4))) return [];
    if (isOfAKind(text, end) || OF_THE_RECTUM.test(text.slice(end, end + 20))) return [];
    return names.flatMap((name) => {
      const system = systemOf(name[0]);
      const after = text.slice(end, end + 50);
      const value =
        system === 'her2'
          ? (inSitu(after) ?? low(match.groups!.status!, after) ?? statusValue(match.groups!.status!, system))
          : statusValue(match.groups!.status!, system);
      if (value === null || (/^(?:er|pr)$/.test(name[0]) && !SMALL_PANEL.test(text))) return [];
      return [readingAt(statement, names.length === 1 ? match.index : match.index + name.index, end, system, value)];
    });
  });
}
/** Small letters are words, unless the whole panel stands in them: `er8 pr6 her2 neg`. */
const SMALL_PANEL = /\ber\s?(?:[0-8]|pos|neg|[+-]).{0,20}\b(?:pg?r\s?(?:[0-8]|pos|neg|[+-])|her-?2)/;
/** `PR: negative for blood`. */
const OF_THE_RECTUM = /^\s*for (?:blood|mass|mel[ae]|tender|stool|faec)/i;
/** `HER2: 0 / 1+ / 2+ / 3+`, `ER: positive / negative`: nobody has chosen. */
const OTHER_CHOICE = /^\s?\/\s?(?:[0-3]\+|neg(?:ative)?\b|pos(?:itive)?\b|equivocal|low\b)/i;
const SIGN_BEHIND = /^\s?\/\s?(?:[+–-]|\d(?!\d)|pos|neg)/i;

/** `ER/PR/HER2: +/+/-`, `ER / PR / HER2  8 / 2 / 3+`. */
function withOneStatusEach(statement: Statement): StageReading[] {
  return allMatches(statement.text, LISTS).flatMap((match) => {
    const names = allMatches(match.groups!.names!, ONE_NAME);
    const signs = match.groups!.signs!.split('/');
    if (names.length !== signs.length) return [];
    const end = match.index + match[0].length;
    return names.flatMap((name, i) => {
      const system = systemOf(name[0]);
      const value = statusValue(signs[i]!.trim(), system);
      return value === null ? [] : [readingAt(statement, match.index + name.index, end, system, value)];
    });
  });
}
const SIGN = String.raw`(?:[+–-](?:ve)?|[0-3]\+|[0-8]|pos\w*|neg\w*)`;
const LISTS = new RegExp(
  String.raw`(?<!\w)(?<names>${NAME}(?:\s?\/\s?${NAME})+)\s*[:=]?\s*(?<signs>${SIGN}(?:\s?\/\s?${SIGN})+)(?![\d/])`,
  'gi',
);

/** `Triple negative` is the report of three receptors. */
function triple(statement: Statement): StageReading[] {
  return allMatches(statement.text, /\btriple[- ](?<sign>neg|pos)(?:ative|itive)?\b|\bTNBC\b/gi).flatMap((match) => {
    const end = match.index + match[0].length;
    const value = /^p/i.test(match.groups?.sign ?? 'neg') ? 'positive' : 'negative';
    if (isOfAKind(statement.text, end)) return [];
    return ['er', 'pr', 'her2'].map((system) => readingAt(statement, match.index, end, system, value));
  });
}

/** In-situ hybridisation settles an equivocal HER2 stain: `HER2 2+, FISH not amplified`. */
function inSitu(after: string): string | null {
  const match =
    /^[\s,;/(:)-]{0,4}(?:(?:by|on)\s)?(?:IHC\b|equivocal|borderline|(?:IHC )?2\+)?[\s,;/(:)-]{0,4}(?:and |but )?(?:(?:dual[- ])?D?-?(?:FISH|D{0,2}ISH|CISH|SISH))(?:\s(?:ratio|HER2\/CEP17)[^a-z]{0,12})?\s{0,2}(?:was |is |shows )?[:=(-]?\s{0,2}(?<not>not |non-?|un)?(?<said>amplified|negative|neg\b|-ve|–ve|positive|pos\b|\+(?:ve)?|-(?=\s|$))/i.exec(
      after,
    );
  if (match === null) return reversed(after);
  const positive = /amplified|pos|\+/i.test(match.groups!.said!) && match.groups!.not === undefined;
  return positive ? 'positive' : 'negative';
}

/** `HER2 equivocal on IHC and negative by FISH`. */
function reversed(after: string): string | null {
  const match = REVERSED.exec(after);
  if (match === null) return null;
  return /^(?:not|neg)/i.test(match.groups!.said!) ? 'negative' : 'positive';
}
const REVERSED =
  /^\s(?:(?:by|on)\s)?(?:IHC)?[\s,;]{0,3}(?:but|and|then)\s(?<said>not amplified|negative|positive|amplified)\s(?:by|on)\s(?:D?FISH|D{0,2}ISH|CISH|SISH)\b/i;

/** `HER2 IHC 1+ (low)`. */
function low(status: string, after: string): string | null {
  return /[01]\+?$/.test(status) && /^[\s(,]{0,3}(?:HER2[- ])?(?:ultra-?\s?)?low\b/i.test(after) ? 'low' : null;
}

function systemOf(name: string): string {
  if (/^(?:er$|e r$|o?estrogen)/i.test(name)) return 'er';
  return /^(?:pr$|p r$|pgr$|progesterone)/i.test(name) ? 'pr' : 'her2';
}

const SPOKEN: Readonly<Record<string, string>> = { h: '3', w: '2', n: '1' };

/**
 * Allred scores of 3 and more, and a hundredth of the nuclei and more, are positive (ASCO/CAP 2020); HER2 3+ is positive, 2+ equivocal,
 * 0 and 1+ negative (UK reporting).
 */
function statusValue(status: string, system: string): string | null {
  const said = status
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/^(?:three|two|one)plus$/, (spoken) => `${SPOKEN[spoken[1]!]}+`);
  if (said === '+') return 'positive';
  if (/non-?amplified|notamplified/.test(said)) return 'negative';
  if (/amplified/.test(said)) return 'positive';
  if (/^(?:strongly|weakly)?(?:positive|pos|\+ve)/.test(said)) return 'positive';
  if (/^(?:negative|neg|notover)|ve$|^[-–]$/.test(said)) return 'negative';
  if (/low/.test(said)) return system === 'her2' ? 'low' : null;
  if (/equivocal|borderline/.test(said)) return 'equivocal';
  const percent = /^(\d{1,3})%$/.exec(said);
  if (percent !== null) return system === 'her2' ? null : Number(percent[1]) >= 1 ? 'positive' : 'negative';
  const allred = /^(?:qs)?([0-8])\/8$/.exec(said);
  if (allred !== null) return Number(allred[1]) >= 3 ? 'positive' : 'negative';
  if (/^over/.test(said)) return 'positive';
  const quick = /^(?:qs?|quickscore)?[:=]?([0-8])$/.exec(said);
  if (system !== 'her2' && quick !== null) return Number(quick[1]) >= 3 ? 'positive' : 'negative';
  const ihc = /([0-3])\+?(?:\/3\+?)?$/.exec(said);
  if (system === 'her2' && ihc !== null) return ihc[1] === '3' ? 'positive' : ihc[1] === '2' ? 'equivocal' : 'negative';
  if (/^\++$/.test(said)) return 'positive';
  return ihc?.[1] === '0' ? 'negative' : null;
}
