/**
 * The process that parses PDFs, one letter at a time over IPC, in silence. It ends with its parent's end of the
 * channel, except while a letter holds it in a loop: then the parent kills it.
 */
import { Worker } from 'node:worker_threads';
import type { ChildMessage, ChildRequest } from './child.ts';
import { readPdf } from './pdf-pages.ts';

process.on('message', async ({ bytes, limits }: ChildRequest) => {
  try {
    answer({ kind: 'answer', answer: await readPdf(new Uint8Array(bytes), limits) });
  } catch (error) {
    answer({ kind: 'fault', where: whereThrown(error) });
  }
});
process.on('disconnect', () => process.exit());
endWithParent();
answer({ kind: 'ready' });

/** A parent that is killed cannot kill; a thread of its own sees it go even while a letter loops on the main one. */
function endWithParent(): void {
  const watch = `const parent = ${process.ppid};
    setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL'); }, 1000);`;
  new Worker(watch, { eval: true, execArgv: [] }).unref();
}

/** The error's class and the places it passed, without its message: that may quote the letter. */
function whereThrown(error: unknown): string {
  if (!(error instanceof Error)) return 'not an error';
  const places = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  return [error.name, ...places.slice(0, 5)].join('\n');
}

function answer(message: ChildMessage): void {
  process.send?.(message);
}
