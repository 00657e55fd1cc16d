import type { QuarantineReason } from '../../core/quarantine-reason.ts';
import { type Child, type Ending, residentBytes, startChild } from './child.ts';
import type { ReadingLimits } from './limits.ts';
import type { PdfAnswer } from './pdf-pages.ts';

/** Parses PDFs where they can do no harm: in a process that is killed when it takes too long or grows too large. */
export interface PdfProcess {
  /** One at a time, in the order asked. @throws ReaderUnavailableError */
  read(bytes: Uint8Array): Promise<PdfAnswer>;
  /** Ends the child, and with it whatever it is reading. */
  close(): Promise<void>;
}

/** The child process could not be started: the deployment is wrong or the machine is full, not the letter. Retry. */
export class ReaderUnavailableError extends Error {
  override readonly name = 'ReaderUnavailableError';
}

/** Share of the memory bound up to which a child is kept for the next letter. */
const STILL_SMALL = 0.6;

export function createPdfProcess(entry: string, limits: ReadingLimits): PdfProcess {
  let child: Child | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  async function retire(): Promise<void> {
    const retired = child;
    child = null;
    await retired?.kill();
  }

  async function readNow(bytes: Uint8Array): Promise<PdfAnswer> {
    child ??= startChild(entry, heapMegabytes(limits));
    const { pid } = child;
    const answered = await converse(child, bytes, limits);
    // A letter that failed may have left anything behind, and one that grew would be held against the next.
    const reusable = answered.outcome === 'read' && residentBytes(pid) < limits.memoryBytes * STILL_SMALL;
    if (!reusable) await retire();
    return answered;
  }

  return {
    read(bytes) {
      const answered = queue.then(() => readNow(bytes));
      queue = answered.catch(retire);
      return answered;
    },
    close: retire,
  };
}

/** Sends one letter and waits for whatever comes first: the answer, the child's end, or the watch on time and memory. */
async function converse(child: Child, bytes: Uint8Array, limits: ReadingLimits): Promise<PdfAnswer> {
  const watch = watchChild(child, limits);
  try {
    const first = await Promise.race([child.ask({ bytes, limits }), watch.tripped, child.ended]);
    if (!child.isReady()) throw new ReaderUnavailableError(`the reading process did not start: ${describe(first)}`);
    if (typeof first === 'string') return unreadable(first);
    return 'outcome' in first ? first : unreadable(reasonOf(first));
  } finally {
    watch.stop();
  }
}

/** Its timers hold the parent open: someone is waiting for this letter. */
function watchChild(child: Child, limits: ReadingLimits): { tripped: Promise<QuarantineReason>; stop(): void } {
  let trip: (reason: QuarantineReason) => void = () => {};
  const tripped = new Promise<QuarantineReason>((resolve) => {
    trip = resolve;
  });
  const time = setTimeout(() => trip('took-too-long'), limits.timeoutMilliseconds);
  const memory = setInterval(() => {
    if (child.isReady() && residentBytes(child.pid) > limits.memoryBytes) trip('inflates-too-far');
  }, MEMORY_WATCH_MILLISECONDS);
  return {
    tripped,
    stop() {
      clearTimeout(time);
      clearInterval(memory);
    },
  };
}

const MEMORY_WATCH_MILLISECONDS = 25;

/** V8 aborts when its heap is full: the same bomb, seen from the inside. */
function reasonOf(ending: Ending): QuarantineReason {
  return ending.signal === 'SIGABRT' || ending.code === 134 ? 'inflates-too-far' : 'damaged';
}

function heapMegabytes(limits: ReadingLimits): number {
  return Math.max(64, Math.floor((limits.memoryBytes * 0.75) / 1_000_000));
}

function describe(first: PdfAnswer | QuarantineReason | Ending): string {
  if (typeof first === 'string') return first;
  return 'outcome' in first ? first.outcome : `exit code ${first.code}, signal ${first.signal}`;
}

function unreadable(reason: QuarantineReason): PdfAnswer {
  return { outcome: 'unreadable', reason };
}
