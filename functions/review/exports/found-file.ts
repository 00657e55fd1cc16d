import { stringify } from 'csv-stringify/sync';
import type { Found, FoundLetter } from '../../core/trace/search-letters.ts';
import type { About, StoryLine } from '../../core/trace/story.ts';

const COLUMNS = [
  'letter_id',
  'letter_state',
  'practice',
  'event',
  'at',
  'actor',
  'role',
  'type',
  'says',
  'became',
  'suggestion_id',
  'code',
  'display',
  'reason',
  'lexicon_version',
  'places',
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string>>;

type FoundThrough = Found & { readonly through: 'events' | 'worklists' };

export interface FoundFile {
  readonly contentType: string;
  readonly fileName: string;
  readonly body: string;
}

/** What an auditor's search found, as a file that says itself whether it is all there is. Holds no words of letters. */
export function foundAsFile(format: 'csv' | 'json', found: FoundThrough): FoundFile {
  const fileName = `audit-${found.next === undefined ? 'complete' : 'first-part'}.${format}`;
  if (format === 'csv') return { contentType: 'text/csv; charset=utf-8', fileName, body: foundAsCsv(found) };
  const { next, ...rest } = found;
  const body = `${JSON.stringify({ isComplete: next === undefined, ...rest }, null, 2)}\n`;
  return { contentType: 'application/json', fileName, body };
}

/**
 * A line for each event, and for each code it is about (RFC 4180, with a header). A cell that a spreadsheet would run as
 * a formula is led by an apostrophe (OWASP, "CSV injection").
 */
function foundAsCsv({ letters, broken, lookedThrough, next, through }: FoundThrough): string {
  const rows: Row[] = [
    ...letters.flatMap(rowsOfLetter),
    ...broken.map((letterId) => ({ letter_id: letterId, says: 'The record of this letter cannot be read.' })),
    ...(through === 'events' ? [] : [{ says: 'Looked for in the worklists, not in the events of every letter.' }]),
    ...(next === undefined
      ? []
      : [{ says: `Not complete: ${lookedThrough} letters were looked through, and there are more.` }]),
  ];
  return stringify(rows, { header: true, columns: [...COLUMNS], record_delimiter: 'windows', escape_formulas: true });
}

function rowsOfLetter({ letterId, state, practice, lines }: FoundLetter): Row[] {
  const frame = { letter_id: letterId, letter_state: state, practice: practice ?? '' };
  return lines.flatMap((line) => rowsOfLine(line).map((row) => ({ ...frame, ...row })));
}

function rowsOfLine({ sequence, at, actor, type, says, about }: StoryLine): Row[] {
  const event = { event: String(sequence), at, actor: actor.id, role: actor.role ?? actor.kind, type, says };
  return about.length === 0 ? [event] : about.map((one) => ({ ...event, ...cellsOf(one) }));
}

function cellsOf({ became, suggestionId, code, display, reason, lexiconVersion, words }: About): Row {
  return {
    became,
    suggestion_id: suggestionId,
    code: code ?? '',
    display,
    reason: reason ?? '',
    lexicon_version: lexiconVersion ?? '',
    places: words.map(({ start, end, rule }) => `${start}-${end} ${rule}`).join(' | '),
  };
}
