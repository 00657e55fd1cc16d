import { resolve } from 'node:path';
import { argv, stderr, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { dynamoEventStore } from '../adapters/dynamo-event-store.ts';
import { type DecisionCounts, decisionReport, inWords, REPORT_BY, type ReportBy } from '../core/decision-report.ts';
import { openDataFolder } from './data-folder.ts';
import { reachEmbeddedTables } from './embedded-tables.ts';
import { printable } from './letter-table.ts';
import { UsageError } from './options.ts';

const USAGE = `Usage: npm run --silent decisions -- [options]

How reviewers decided on what the lexicon led to, most often refused first: where a phrase, a concept or a rule needs a
maintainer's eye. Reads, and changes nothing; works beside a running start.

Options:
  --by WHAT    phrase (default), concept or rule
  --data DIR   the data folder (default .data)
  --json       one object a line
  --help       show this

Exit codes: 0 printed, 1 the data could not be read, 2 wrong usage.
`;

async function main(args: readonly string[]): Promise<void> {
  const options = parse(args);
  if (options === 'help') {
    stdout.write(USAGE);
    return;
  }
  const data = await openDataFolder(options.data);
  const tables = await reachEmbeddedTables(data.tables);
  try {
    const report = await decisionReport(dynamoEventStore(tables.client, tables.events).all(), options.by);
    if (options.json) for (const row of report) stdout.write(`${JSON.stringify(row)}\n`);
    else stdout.write(report.length === 0 ? 'Nothing has been decided yet.\n' : report.map(lineOf).join(''));
  } finally {
    await tables.close();
  }
}

function lineOf(row: DecisionCounts): string {
  const reasons = Object.entries(row.reasons)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([reason, times]) => `${reason.replaceAll('-', ' ')} ${times}`);
  const name = row.key === row.display ? row.key : `${row.key} (${row.display})`;
  return `${printable(name)}: ${[inWords(row), ...reasons].join('; ')}. Letters: ${row.letters.join(', ')}\n`;
}

/** @throws UsageError */
function parse(args: readonly string[]): 'help' | { by: ReportBy; data: string; json: boolean } {
  let values: { by?: string; data?: string; json?: boolean; help?: boolean };
  try {
    values = parseArgs({
      args: [...args],
      options: {
        by: { type: 'string' },
        data: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  if (values.help) return 'help';
  const by = REPORT_BY.find((one) => one === (values.by ?? 'phrase'));
  if (by === undefined) throw new UsageError(`--by needs ${REPORT_BY.join(', ')}, not '${values.by}'`);
  return { by, data: resolve(values.data ?? '.data'), json: values.json === true };
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await main(argv.slice(2));
  } catch (error) {
    const usage = error instanceof UsageError;
    stderr.write(usage ? `${error.message}\n\n${USAGE}` : `${error instanceof Error ? error.message : error}\n`);
    process.exitCode = usage ? 2 : 1;
  }
}
