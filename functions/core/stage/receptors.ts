import { readingAt, type StageReading, type Statement } from './reading.ts';

/** Receptor and mismatch-repair status: a name, or several that share one status, and the status. */
export function readReceptors(statement: Statement): StageReading[] {
  return [...readings(statement), ...repair(statement)];
}

const NAME = String.raw`(?:(?:o?estrogen|progesterone)(?:\s+receptors?)?|ER(?![a-z])|PgR|PR(?![a-z])|HER-?\s?2(?:\/?neu)?|human epidermal growth factor receptor 2|c-?erbB-?2)`;
const STATUS = String.raw`(?:(?:strongly|weakly)\s+)?(?:positive|negative|pos\b|neg\b|\+\s?ve|-\s?ve|–\s?ve|\+{1,3}(?=PR|HER|ER|[^\d\w]|$)|(?:IHC\s*)?\b[0-3]\+|(?:QS\s*)?[0-8](?![\d./+])|over-?express\w*|[0-8]\s?\/\s?8|(?:IHC\s*)?score\s*[0-3]\+?|(?:FISH\s+)?(?:non-?|not\s+)?amplified|low|equivocal|borderline|0(?![\d/.]))|[-–](?=[\s,;./)]|$|HER|PR)`;
const GROUP = new RegExp(
  String.raw`(?<![\w]|[a-z][-])(?<names>${NAME}(?:(?:\s*(?:,|\/|&|and)\s*|\s+\+\s+)${NAME})*)\s*(?:receptor)?\s*(?:status)?\s*(?:was|is|are|were|both|all|:|=|–|-(?=\s|low))?\s*(?:strongly\s+)?(?:\(?Allred\)?\s*)?\(?(?<status>${STATUS})`,
  'gi',
);

const ONE_NAME = new RegExp(NAME, 'gi');

function readings(statement: Statement): StageReading[] {
  if (
    !/\b(?:ER|PR|PgR)|HER|estrogen|progesterone|epidermal|erbB/.test(statement.text) &&
    !/receptor|her-?\s?2/i.test(statement.text)
  )
    return [];
  return [...statement.text.matchAll(GROUP)].flatMap((match) => {
    const names = [...match.groups!.names!.matchAll(ONE_NAME)];
    const end = match.index + match[0].trimEnd().length;
    return names.flatMap((name) => {
      const system = systemOf(name[0]);
      const value = inSitu(statement.text.slice(end, end + 40), system) ?? statusValue(match.groups!.status!, system);
      if (value === null || /^(?:er|pr)$/.test(name[0])) return [];
      return [readingAt(statement, names.length === 1 ? match.index : match.index + name.index, end, system, value)];
    });
  });
}

/** In-situ hybridisation settles an equivocal HER2 stain: `HER2 2+, FISH not amplified`. */
function inSitu(after: string, system: string): string | null {
  const match =
    /^[\s,;(:-]{0,4}(?:D?-?(?:FISH|ISH|DDISH))\s{0,2}[:=-]?\s{0,2}(?<not>not |non-?|un)?(?<said>amplified|negative|neg\b|-ve|positive|pos\b|\+ve)/i.exec(
      after,
    );
  if (system !== 'her2' || match === null) return null;
  const positive = /amplified|pos|\+/i.test(match.groups!.said!) && match.groups!.not === undefined;
  return positive ? 'positive' : 'negative';
}

function systemOf(name: string): string {
  if (/^(?:er$|o?estrogen)/i.test(name)) return 'er';
  return /^(?:pr$|pgr$|progesterone)/i.test(name) ? 'pr' : 'her2';
}

/** Allred scores of 3 and more are positive, HER2 3+ is positive, 2+ equivocal, 0 and 1+ negative (UK reporting). */
function statusValue(status: string, system: string): string | null {
  const said = status.toLowerCase().replace(/\s+/g, '');
  if (/non-?amplified|notamplified/.test(said)) return 'negative';
  if (/amplified/.test(said)) return 'positive';
  if (/^(?:strongly|weakly)?(?:positive|pos)|^\+ve/.test(said)) return 'positive';
  if (/^(?:negative|neg)|ve$|^[-–]$/.test(said)) return 'negative';
  if (/low/.test(said)) return system === 'her2' ? 'low' : null;
  if (/equivocal|borderline/.test(said)) return 'equivocal';
  const allred = /^([0-8])\/8$/.exec(said);
  if (allred !== null) return Number(allred[1]) >= 3 ? 'positive' : 'negative';
  if (/^over/.test(said)) return 'positive';
  const quick = /^(?:qs)?([0-8])$/.exec(said);
  if (system !== 'her2' && quick !== null) return Number(quick[1]) >= 3 ? 'positive' : 'negative';
  const ihc = /([0-3])\+?$/.exec(said);
  if (system === 'her2' && ihc !== null) return ihc[1] === '3' ? 'positive' : ihc[1] === '2' ? 'equivocal' : 'negative';
  if (/^\++$/.test(said)) return 'positive';
  return ihc?.[1] === '0' ? 'negative' : null;
}

const REPAIR: readonly { readonly pattern: RegExp; readonly system: string; readonly value: string }[] = [
  {
    pattern:
      /\bdMMR\b(?!\s*[:=-]?\s*(?:no\b|neg))|\bMMR-?d\b|\b(?:MMR|mismatch repair)\s*(?:status|protein\w*|expression)?\s*(?:was|is|:|=|-)?\s*(?:deficient|deficiency|abnormal|loss)|\b(?:loss of|absent|abnormal)\s+(?:nuclear\s+)?(?:expression of\s+)?(?:MLH-?1|MSH-?2|MSH-?6|PMS-?2)|\bdeficient\s+(?:MMR|mismatch repair)/gi,
    system: 'mmr',
    value: 'deficient',
  },
  {
    pattern:
      /\bpMMR\b|\bMMR-?p\b|\b(?:MMR|mismatch[- ]repair)[- ]?\s*(?:status|protein\w*|expression)?\s*(?:was|is|are|were|:|=|-)?\s*(?:proficient|intact|normal|retained|preserved)|\bproficient\s+(?:MMR|mismatch repair)/gi,
    system: 'mmr',
    value: 'proficient',
  },
  {
    pattern: /\bMSI\s*[-–]?\s*(?:high|H)\b|\bmicrosatellite instab\w+\s*[-–(]?\s*high\b/gi,
    system: 'msi',
    value: 'high',
  },
  { pattern: /\bMSS\b|\bMSI\s*[:=-]?\s*stable|\bmicrosatellite stable\b/gi, system: 'msi', value: 'stable' },
];

function repair(statement: Statement): StageReading[] {
  if (!/MMR|repair|MLH|MSH|PMS|MSI|MSS|microsatellite/i.test(statement.text)) return [];
  return REPAIR.flatMap(({ pattern, system, value }) =>
    [...statement.text.matchAll(pattern)].map((match) =>
      readingAt(statement, match.index, match.index + match[0].trimEnd().length, system, value),
    ),
  );
}
