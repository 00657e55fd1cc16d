import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ReadingLimits } from './limits.ts';
import type { PdfAnswer } from './pdf-pages.ts';

export interface ChildRequest {
  readonly bytes: Uint8Array;
  readonly limits: ReadingLimits;
}
export type ChildMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly answer: PdfAnswer }
  | { readonly kind: 'fault'; readonly where: string };

/** Our own code failed on a letter: a bug, not the letter's damage. Retrying cannot help; the trace shows where. */
export class ReaderFaultError extends Error {
  override readonly name = 'ReaderFaultError';
}

/** How the child went: by itself, killed, or never born (`code` and `signal` both null). */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Child {
  readonly pid: number | undefined;
  /** Does not settle when the child ends first. @throws ReaderFaultError */
  ask(request: ChildRequest): Promise<PdfAnswer>;
  isReady(): boolean;
  readonly ended: Promise<Ending>;
  kill(): Promise<Ending>;
}

/**
 * Starts the parsing process. It gets none of the parent's environment, so that a letter that took it over would find
 * no credentials there, and no streams to print to. Idle, it does not keep the parent alive.
 *
 * @param entry `pdf-child.ts` in the source tree (run through tsx) or the bundled `pdf-child.mjs`
 */
export function startChild(entry: string, heapMegabytes: number): Child {
  const forked = fork(entry, [], {
    cwd: dirname(entry),
    env: Object.fromEntries(NEEDED_VARIABLES.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
    execArgv: [`--max-old-space-size=${heapMegabytes}`, ...(entry.endsWith('.ts') ? ['--import', 'tsx'] : [])],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const killWithParent = () => forked.kill('SIGKILL');
  process.once('exit', killWithParent);
  const ended = new Promise<Ending>((resolve) => {
    forked.once('exit', (code, signal) => resolve({ code, signal }));
    forked.on('error', () => resolve({ code: null, signal: null }));
  }).finally(() => process.off('exit', killWithParent));

  let ready = false;
  let asked: { resolve(answer: PdfAnswer): void; reject(error: Error): void } | null = null;
  forked.on('message', (message: ChildMessage) => {
    if (message.kind === 'ready') ready = true;
    else if (message.kind === 'answer') asked?.resolve(message.answer);
    else asked?.reject(new ReaderFaultError(message.where));
  });
  forked.unref();
  forked.channel?.unref();

  return {
    pid: forked.pid,
    ask: (request) =>
      new Promise((resolve, reject) => {
        asked = { resolve, reject };
        // A child that has just gone cannot be sent to; its end is reported through `ended`.
        forked.send(request, () => {});
      }),
    isReady: () => ready,
    ended,
    kill() {
      forked.ref();
      forked.kill('SIGKILL');
      return ended;
    },
  };
}

/** For the temporary folder that tsx compiles into, and for Windows to load its own libraries. */
const NEEDED_VARIABLES = ['TMPDIR', 'TEMP', 'TMP', 'SystemRoot'];

/** Resident memory of a process in bytes; 0 where the platform does not tell. */
export function residentBytes(pid: number | undefined): number {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}
