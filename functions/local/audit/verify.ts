import { stdout } from 'node:process';
import { readKeptAnchors } from '../../audit/verify/anchors.ts';
import { verifyArchive } from '../../audit/verify/archive-check.ts';
import type { Finding, Verdict } from '../../audit/verify/finding.ts';
import { verifyTable } from '../../audit/verify/table-check.ts';
import { UsageError } from '../options.ts';
import { noOthers, readFlags } from './flags.ts';
import { openStores } from './stores.ts';

const FLAGS = { archive: 'string', table: 'boolean', against: 'string', data: 'string', json: 'boolean' } as const;

/** @returns 0 only when all holds */
export async function verify(args: readonly string[]): Promise<number> {
  const { flags, others } = readFlags(args, FLAGS);
  noOthers(others);
  if ((flags.archive === undefined) === (flags.table === undefined))
    throw new UsageError('verify needs either --archive DIR or --table');
  const kept = flags.against === undefined ? [] : readKeptAnchors(flags.against);
  const verdict =
    flags.archive === undefined ? await verifyTables(flags.data, kept) : verifyArchive(flags.archive, kept);
  const holds = verdict.findings.length === 0;
  stdout.write(flags.json ? `${JSON.stringify({ holds, ...verdict, against: kept.length })}\n` : inWords(verdict));
  return holds ? 0 : 1;
}

async function verifyTables(data: string | undefined, kept: ReturnType<typeof readKeptAnchors>): Promise<Verdict> {
  const stores = await openStores(data);
  try {
    return await verifyTable(stores.tables, kept);
  } finally {
    await stores.close();
  }
}

function inWords({ what, letters, events, days, findings }: Verdict): string {
  const seen = `${letters} letters, ${events} events`;
  const [first, ...more] = findings;
  if (first !== undefined)
    return [
      `WRONG: ${findingInWords(first)}`,
      ...more.slice(0, 9).map((finding) => `  also: ${findingInWords(finding)}`),
      ...(more.length > 9 ? [`  and ${more.length - 9} more; all of them with --json`] : []),
      `Looked at in the ${what}: ${seen}.`,
      '',
    ].join('\n');
  if (days === undefined)
    return `All holds in the table: ${seen}; every view says what the events say.\nA table alone cannot show that its end is missing: hold it --against anchors kept elsewhere.\n`;
  return `All holds in the archive: ${seen}, ${days.count} days from ${days.from} to ${days.to}.\nRoot of ${days.to}: ${days.root}\n`;
}

/** `letter 0f…, event 3, field hash (changed): its hash is not that of what it says` */
function findingInWords({ fault, letterId, sequence, field, day, says }: Finding): string {
  const where = [
    ...(letterId === undefined ? [] : [`letter ${letterId}`]),
    ...(sequence === undefined ? [] : [`event ${sequence}`]),
    ...(day === undefined ? [] : [letterId === undefined ? `anchor of ${day}` : `day ${day}`]),
    ...(field ? [`field ${field}`] : []),
  ];
  return `${where.join(', ')}${where.length > 0 ? ' ' : ''}(${fault}): ${says}`;
}
