import type { Writable } from 'node:stream';
import type { LetterId } from '../core/letter.ts';
import type { EventStore, TextStore } from '../core/ports.ts';
import { reasonInWords, STATE_IN_WORDS } from '../review/words.ts';
import { type LetterRecord, readLetterRecord } from './letter-record.ts';
import { letterTable, printable, widthOf, wrapped } from './letter-table.ts';
import type { Worklists } from './worklists.ts';

/** What the person at the terminal sees: each letter as it is finished, in one piece, and what is being read now. */
export interface Report {
  /** From here on letters are counted: `[3/22]`. */
  beginCount(total: number): void;
  endCount(): void;
  started(letterId: LetterId): void;
  finished(letterId: LetterId): void;
  givenUp(letterId: LetterId, error: string): void;
  superseded(letterId: LetterId): void;
  /** Names the letters that were replaced since it was last asked. */
  sayReplaced(): Promise<void>;
  say(line: string): void;
  /** Resolves when all that was asked for is printed. */
  printed(): Promise<void>;
  readonly givenUpCount: () => number;
}

export interface ReportOptions {
  readonly output: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly ports: () => { readonly events: EventStore; readonly texts: TextStore };
}

const CLEAR_LINE = '\r\u001b[2K';

export function createReport({ output, ports }: ReportOptions): Report {
  const width = () => widthOf(output);
  const replaced = new Set<LetterId>();
  let total: number | null = null;
  let done = 0;
  let givenUp = 0;
  let reading = 0;
  let printing: Promise<unknown> = Promise.resolve();

  /** On a terminal the last line says what is being done; anything printed takes its place first. */
  function showProgress(): void {
    if (!output.isTTY) return;
    output.write(reading === 0 ? CLEAR_LINE : `${CLEAR_LINE}${count(1)}reading …`);
  }

  function say(line: string): void {
    output.write(`${output.isTTY ? CLEAR_LINE : ''}${line}\n`);
  }

  const count = (ahead = 0) => (total === null ? '' : `[${Math.min(done + ahead, total)}/${total}] `);

  function queued(print: () => Promise<void>): Promise<void> {
    const next = printing.then(print).catch((error: unknown) => {
      say(`A letter could not be shown (${error instanceof Error ? error.name : 'unknown'}).`);
    });
    printing = next;
    return next;
  }

  async function printFinished(letterId: LetterId): Promise<void> {
    const record = await readLetterRecord(ports(), letterId);
    done++;
    reading--;
    if (record !== null) say(`${count()}${finishedLines(record, width())}`);
    showProgress();
  }

  async function printReplaced(): Promise<void> {
    for (const letterId of [...replaced]) {
      replaced.delete(letterId);
      say(await replacedLine(ports(), letterId));
    }
  }

  return {
    beginCount(letters) {
      total = letters;
      done = 0;
    },
    endCount() {
      total = null;
    },
    started() {
      reading++;
      void queued(async () => showProgress());
    },
    finished(letterId) {
      void queued(() => printFinished(letterId));
      if (total === null) void queued(printReplaced);
    },
    givenUp(letterId, error) {
      givenUp++;
      void queued(async () => {
        const record = await readLetterRecord(ports(), letterId).catch(() => null);
        const name = record === null ? `letter ${letterId}` : nameOf(record);
        say(`${count(1)}${name}: gave up after several tries (${error}). The next start tries again.`);
      });
    },
    superseded: (letterId) => void replaced.add(letterId),
    sayReplaced: () => queued(printReplaced),
    say,
    printed: async () => void (await printing),
    givenUpCount: () => givenUp,
  };
}

/** The place under `incoming/`, as the person sees it in the folder. */
function nameOf({ object }: LetterRecord): string {
  return printable(object.key.replace(/^incoming\//, ''));
}

function finishedLines(record: LetterRecord, width: number): string {
  const { letter, document } = record;
  const head = `${nameOf(record)}: ${STATE_IN_WORDS[letter.state].toLowerCase()}`;
  if (letter.state === 'quarantined') return [head, ...wrapped(reasonInWords(letter), width - 4)].join('\n    ');
  if (letter.state !== 'ready' || document === null) return head;
  return `${head}\n${letterTable({ ...record, text: document.text, pages: document.pages }, width)}`;
}

async function replacedLine(ports: { events: EventStore; texts: TextStore }, letterId: LetterId): Promise<string> {
  const chain = await ports.events.read(letterId);
  const record = await readLetterRecord(ports, letterId);
  const superseded = chain.find((event) => event.type === 'letter-superseded');
  if (record === null || superseded === undefined) return `Replaced: letter ${letterId}`;
  const { by, because } = superseded.data;
  const other = await readLetterRecord(ports, by);
  const otherName = other === null ? `letter ${by}` : nameOf(other);
  return because === 'amended'
    ? `Replaced: an earlier version of ${nameOf(record)}, by its amended version`
    : `Sent twice: ${nameOf(record)} holds the very same bytes as ${otherName}`;
}

/** `33 letters: 22 ready for review, 9 set aside for a person, 2 replaced.` */
export function summaryLine({ letters, counts }: Worklists): string {
  const said = Object.entries(counts).flatMap(([state, number]) =>
    number === 0 ? [] : [`${number} ${STATE_IN_WORDS[state as keyof typeof STATE_IN_WORDS].toLowerCase()}`],
  );
  const total = letters.length === 1 ? '1 letter' : `${letters.length} letters`;
  return said.length === 0 ? 'No letters yet.' : `${total}: ${said.join(', ')}.`;
}
