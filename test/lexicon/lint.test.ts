import { describe, expect, it } from 'vitest';
import { type DataRead, readContents, readData } from '../../lexicon/data-files.ts';
import { ALL_RULES } from '../../lexicon/lint/all-rules.ts';
import { lint, lintData } from '../../lexicon/lint/lint.ts';
import { sortedAndTrimmed } from '../../lexicon/lint/sorted.ts';
import { SMALL, smallRead } from './small-lexicon.ts';

/** Lines that break a rule wherever they are added: the bad example. Without them every rule is kept: the good one. */
interface Broken {
  readonly rule: string;
  readonly path: string;
  readonly lines: readonly string[];
  readonly says: RegExp;
  /** Which of the lines is reported. @default the last */
  readonly reported?: number;
}

const BROKEN: readonly Broken[] = [
  { rule: 'concept-id', path: 'descriptions/treatment.tsv', lines: ['zz\t254837008\tfull\t'], says: /check digit/ },
  { rule: 'concept-id', path: 'left-out.tsv', lines: ['254837019\ta description’s partition'], says: /partition/ },
  {
    rule: 'provenance',
    path: 'concepts/treatment.tsv',
    lines: ['idea:zz\tZz\t\ttreatment\tsurgery\tsurgery\tattested:9'],
    says: /make it "none"/,
  },
  {
    rule: 'spreadsheet-id',
    path: 'descriptions/treatment.tsv',
    lines: ['zz\t106428100000010000\tfull\t'],
    says: /rounded/,
  },
  {
    rule: 'spreadsheet-id',
    path: 'descriptions/treatment.tsv',
    lines: ['zz\t1.06428E+15\tfull\t'],
    says: /scientific/,
  },
  {
    rule: 'spreadsheet-id',
    path: 'descriptions/treatment.tsv',
    lines: ['zz\t10642810000001061234\tfull\t'],
    says: /20 digits/,
  },
  {
    rule: 'target-exists',
    path: 'descriptions/treatment.tsv',
    lines: ['zz\tidea:nowhere\tfull\t'],
    says: /no concept/,
  },
  {
    rule: 'concept-once',
    path: 'concepts/treatment.tsv',
    lines: ['254837009\tAgain\tdisorder\tdiagnosis\tprimary-tumour\tbreast\tattested:13'],
    says: /too$/,
  },
  { rule: 'concept-once', path: 'left-out.tsv', lines: ['254837009\tno'], says: /left out here and offered/ },
  {
    rule: 'morphologic-abnormality',
    path: 'concepts/diagnosis.tsv',
    lines: ['idea:zz\tAdenocarcinoma\tmorphologic abnormality\tdiagnosis\tcomplication\tgeneral\tnone'],
    says: /offered as diagnosis/,
  },
  {
    rule: 'mds-item',
    path: 'concepts/treatment.tsv',
    lines: ['idea:zz\tZz\t\ttreatment\tsurgeryy\tsurgery\tnone'],
    says: /mds-items/,
  },
  {
    rule: 'mds-item',
    path: 'concepts/treatment.tsv',
    lines: ['idea:zz\tZz\t\ttreatment\tsmoking\tsurgery\tnone'],
    says: /is of category treatment/,
  },
  {
    rule: 'tumour-context',
    path: 'concepts/diagnosis.tsv',
    lines: ['idea:zz\tZz tumour\t\tdiagnosis\tprimary-tumour\tbreast\tnone'],
    says: /without a line/,
  },
  {
    rule: 'tumour-context',
    path: 'contexts.tsv',
    lines: ['idea:zz\tidea:zz\tdo-not-code\tdo-not-code\tdo-not-code\tjoins\t'],
    says: /without a reason/,
  },
  {
    rule: 'context-code',
    path: 'contexts.tsv',
    lines: ['idea:zz\tidea:zz\t254837009\tdo-not-code\tdo-not-code\tjoins\tno code'],
    says: /suspected of idea:zz leads to/,
  },
  {
    rule: 'context-code',
    path: 'contexts.tsv',
    lines: ['254837009\t254837009\tdo-not-code\t254837009\tdo-not-code\tjoins\tno code'],
    says: /historyOf .* not history-of-cancer/,
  },
  {
    rule: 'composition-once',
    path: 'compositions.tsv',
    lines: ['zz\tbreast\t\t254837009', 'zz\tbreast\t\t254837009'],
    says: /see line/,
  },
  {
    rule: 'composition-kind',
    path: 'compositions.tsv',
    lines: ['metastasis\tbreast\tleft\t254837009'],
    says: /primary tumour/,
  },
  {
    rule: 'composition-kind',
    path: 'compositions.tsv',
    lines: ['carcinoma\tbreast\tleft\t367336001'],
    says: /no diagnosis/,
  },
  {
    rule: 'composition-slugs',
    path: 'morphologies.tsv',
    lines: ['zz\tno-such-type\tfull\t'],
    says: /leads to no composition/,
  },
  {
    rule: 'composition-slugs',
    path: 'site-parents.tsv',
    lines: ['zz-one\tzz-two', 'zz-two\tzz-one'],
    says: /own ancestor/,
  },
  {
    rule: 'composition-slugs',
    path: 'compositions.tsv',
    lines: ['carcinoma\tno-such-site\t\tidea:zz'],
    says: /written in no way/,
  },
  { rule: 'stage-rows', path: 'stages.tsv', lines: ['group\t-\t-\tI\tno-such-tumour\tidea:zz'], says: /never used/ },
  {
    rule: 'stage-rows',
    path: 'stages.tsv',
    lines: ['zz\t-\t-\tI\t*\tidea:zz', 'zz\t-\t-\tI\t*\tidea:yy'],
    says: /another line/,
  },
  { rule: 'stage-rows', path: 'stages.tsv', lines: ['zz\t-\t-\tI\t*\tidea:zz'], says: /no grammar reads zz/ },
  { rule: 'stage-rows', path: 'stages.tsv', lines: ['group\t-\t-\tZ\t*\t367336001'], says: /no stage/ },
  {
    rule: 'ambiguous-description',
    path: 'descriptions/treatment.tsv',
    lines: ['zz zz\t367336001\tfull\t', 'zz-zz\tidea:targeted-therapy\tfull\t'],
    says: /guard them apart/,
  },
  {
    rule: 'unreachable-description',
    path: 'descriptions/treatment.tsv',
    lines: ['zz tumour\t367336001\tfull\t', 'zz tumours\t367336001\tfull\t'],
    says: /same words/,
  },
  {
    rule: 'unreachable-description',
    path: 'descriptions/treatment.tsv',
    lines: ['zz zz\t367336001\tfull\t', 'zz zz\t367336001\tsynonym\tcap-drug'],
    says: /decides nothing/,
  },
  {
    rule: 'unreachable-description',
    path: 'descriptions/treatment.tsv',
    lines: ['-\t367336001\tfull\t'],
    says: /no word/,
  },
  {
    rule: 'unreachable-description',
    path: 'descriptions/treatment.tsv',
    lines: ['zz zz. Zz zz\t367336001\tfull\t'],
    says: /sentence ends/,
  },
  {
    rule: 'common-word',
    path: 'descriptions/treatment.tsv',
    lines: ['chop\t367336001\tregimen\t'],
    says: /ordinary word/,
  },
  {
    rule: 'common-word',
    path: 'descriptions/treatment.tsv',
    lines: ['ABIGAIL\t367336001\tabbreviation\t', 'GRACE\t367336001\tabbreviation\t'],
    says: /GRACE/,
  },
  {
    rule: 'confusable-words',
    path: 'descriptions/treatment.tsv',
    lines: ['zzotherapist zzotherapisk\t367336001\tfull\t'],
    says: /one slip apart/,
  },
  {
    rule: 'us-spelling',
    path: 'concepts/treatment.tsv',
    lines: ['idea:zz\tEsophageal zz\t\ttreatment\tsurgery\tsurgery\tnone'],
    says: /"oesophageal"/,
  },
  {
    rule: 'us-spelling',
    path: 'descriptions/treatment.tsv',
    lines: ['zz pediatrick zz\t367336001\tfull\t'],
    says: /UK twin/,
  },
  { rule: 'variant-words', path: 'variants.tsv', lines: ['zzs\tzz', 'zzz\tzzs'], says: /itself a variant/ },
  { rule: 'variant-words', path: 'variants.tsv', lines: ['zz zz\tzz'], says: /one word each/ },
  {
    rule: 'guard-names',
    path: 'descriptions/treatment.tsv',
    lines: ['zz\t367336001\tfull\tno-such-guard'],
    says: /does not exist/,
  },
  {
    rule: 'guard-names',
    path: 'guards/treatment.tsv',
    lines: ['zz-guard\tneeds-near\t4\tzz\tnone'],
    says: /no phrase names/,
  },
  {
    rule: 'guard-possible',
    path: 'guards/treatment.tsv',
    lines: ['zz-guard\tneeds-near\t0\tzz\tnone'],
    says: /can never hold/,
  },
  {
    rule: 'guard-possible',
    path: 'guards/treatment.tsv',
    lines: ['zz-guard\tneeds-section\t\tno-such-section\tnone'],
    says: /no section/,
  },
  {
    rule: 'guard-possible',
    path: 'guards/treatment.tsv',
    lines: ['zz-guard\tforbids-near\t6\tzz|yy\tnone', 'zz-guard\tneeds-near\t4\tzz\tnone'],
    says: /forbids what it needs/,
  },
  {
    rule: 'guard-possible',
    path: 'guards/treatment.tsv',
    lines: ['zz-guard\tneeds-near\t4\t@organ\tnone'],
    says: /no class @organ/,
  },
  {
    rule: 'section-names',
    path: 'section-headings.tsv',
    lines: ['zz zz\tplan\t', 'zz-zz\tdiagnosis\t'],
    says: /opens diagnosis here/,
  },
  {
    rule: 'context-rule-fields',
    path: 'context-rules/negated.tsv',
    lines: ['zz\tnegated\t-\tclause\tany\t'],
    says: /needs a direction/,
  },
  {
    rule: 'context-rule-fields',
    path: 'context-rules/pseudo.tsv',
    lines: ['zz\tpseudo\tforward\tclause\tany\t'],
    says: /no direction/,
  },
  {
    rule: 'context-rule-fields',
    path: 'context-rules/negated.tsv',
    lines: ['zz\tnegated\tforward\tclause\tdiagnoses\t'],
    says: /no category/,
  },
  {
    rule: 'context-rule-fields',
    path: 'context-rules/negated.tsv',
    lines: ['zz\tongoing\tforward\tclause\tfinding\t'],
    says: /finding is never ongoing/,
  },
  {
    rule: 'context-rule-place',
    path: 'context-rules/negated.tsv',
    lines: ['zz\tpossible\tforward\tclause\tany\t'],
    says: /belongs in context-rules\/possible.tsv/,
  },
  {
    rule: 'context-rule-place',
    path: 'context-rules/negated.tsv',
    lines: ['zz\tnegated\tforward\tclause\tfinding\t'],
    says: /belongs in context-rules\/findings\/negated.tsv/,
  },
  {
    rule: 'context-rule-shadowed',
    path: 'context-rules/negated.tsv',
    lines: ['zz zz\tnegated\tforward\tclause\tany\t', 'zz-zz\tnegated\tforward\t5\tdiagnosis\t'],
    says: /as context-rules\/negated.tsv:\d+ does/,
  },
  {
    rule: 'sorted',
    path: 'descriptions/treatment.tsv',
    lines: ['zzz\t367336001\tfull\t', 'zzy\t367336001\tfull\t'],
    says: /sorts after/,
  },
  { rule: 'sorted', path: 'descriptions/treatment.tsv', lines: ['zzz \t367336001\tfull\t'], says: /a blank/ },
  {
    rule: 'duplicate-line',
    path: 'descriptions/treatment.tsv',
    lines: ['zz\t367336001\tfull\t', 'zz\t367336001\tfull\t'],
    says: /the same line/,
  },
];

const real = readData();

describe('a rule of the lexicon', () => {
  it('has a bad example each', () => {
    expect(new Set(BROKEN.map(({ rule }) => rule))).toEqual(new Set(ALL_RULES.map(({ name }) => name)));
  });

  it('finds nothing in a small lexicon that keeps them all', () => {
    expect(lint(smallRead())).toEqual([]);
  });

  it.each(BROKEN)('$rule is broken by $lines', ({ rule, path, lines, says, reported = lines.length - 1 }) => {
    const read = smallRead({ [path]: [...SMALL[path]!, ...lines] });
    const found = lint(read).filter((finding) => finding.rule === rule);
    expect(found).toContainEqual({
      file: path,
      line: SMALL[path]!.length + 1 + reported,
      rule,
      message: expect.stringMatching(says),
    });
  });

  it.each(firstOfEachRule(BROKEN))('$rule sees the real data broken', ({ rule, path, lines, says }) => {
    const { read, from } = withLines(real, path, lines);
    const { check } = ALL_RULES.find(({ name }) => name === rule)!;
    const found = check(lintData(read)).filter(({ file, line }) => file === path && line >= from);
    expect(found).toContainEqual(expect.objectContaining({ rule, message: expect.stringMatching(says) }));
  });
});

describe('what is malformed is a finding with its name and place', () => {
  const path = 'descriptions/treatment.tsv';
  const content = `${SMALL[path]!.join('\n')}\n`;
  it.each([
    ['byte-order-mark', `\uFEFF${content}`, 1],
    ['carriage-return', content.replace('chemotherapy\t367336001\tfull\t\n', 'chemotherapy\t367336001\tfull\t\r\n'), 3],
    ['line-end', content.slice(0, -1), 5],
    ['unknown-column', content.replace('guard\n', 'gaurd\n'), 1],
    ['missing-column', content.replace('\tguard\n', '\n'), 1],
    ['malformed-line', content.replace('\tfull\t\n', '\tfull\n'), 3],
    ['malformed-value', content.replace('\tfull\t\n', '\tfully\t\n'), 3],
    ['malformed-value', content.replace('367336001\tfull', '10642810000001061234\tfull'), 3],
  ])('%s', (rule, broken, line) => {
    const files = new Map(smallRead().files.map((file) => [file.path, file.content])).set(path, broken);
    expect(lint(readContents(files))).toContainEqual(expect.objectContaining({ file: path, line, rule }));
  });

  it('a missing file, and one that belongs to no table', () => {
    const files = new Map(smallRead().files.map((file) => [file.path, file.content]));
    files.delete('contexts.tsv');
    files.set('context.tsv', 'id\n');
    expect(readContents(files).findings.map(({ file, rule }) => `${file} ${rule}`)).toEqual([
      'contexts.tsv missing-file',
      'context.tsv unknown-file',
    ]);
  });
});

describe('--fix', () => {
  it('sorts by code unit and trims, and changes nothing else', () => {
    expect(sortedAndTrimmed('b\ta\n\nzz \t1\n Zz\t\r\n')).toBe('b\ta\nZz\t\nzz\t1\n');
  });

  it('leaves sorted files as they are', () => {
    for (const { content } of real.files.filter(({ path }) => path.startsWith('concepts/')))
      expect(sortedAndTrimmed(content)).toBe(content);
  });
});

function firstOfEachRule(rows: readonly Broken[]): Broken[] {
  return rows.filter(({ rule }, i) => rows.findIndex((one) => one.rule === rule) === i);
}

/** The data with lines at the end of one file, without reading the other thirty thousand lines again. */
function withLines(
  { tables, files, findings }: DataRead,
  path: string,
  lines: readonly string[],
): { read: DataRead; from: number } {
  const content = files.find((file) => file.path === path)!.content;
  const header = content.slice(0, content.indexOf('\n'));
  const from = content.split('\n').length;
  const added = readContents(new Map([[path, `${[header, ...lines].join('\n')}\n`]])).tables;
  const merged = Object.fromEntries(
    Object.entries(tables).map(([name, placed]) => [
      name,
      [...placed, ...added[name as keyof typeof added].map((one) => ({ ...one, line: from + one.line - 2 }))],
    ]),
  ) as unknown as DataRead['tables'];
  const others = files.map((file) =>
    file.path === path ? { path, content: `${content}${lines.join('\n')}\n` } : file,
  );
  return { read: { tables: merged, files: others, findings }, from };
}
