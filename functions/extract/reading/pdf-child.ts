/**
 * The process that parses PDFs, one letter at a time over IPC, in silence. It ends with its parent's end of the
 * channel, except while a letter holds it in a loop: then the parent kills it.
 */
import type { ChildMessage, ChildRequest } from './child.ts';
import { readPdf } from './pdf-pages.ts';

process.on('message', async ({ bytes, limits }: ChildRequest) => {
  answer({ kind: 'answer', answer: await readPdf(new Uint8Array(bytes), limits) });
});
process.on('disconnect', () => process.exit());
answer({ kind: 'ready' });

function answer(message: ChildMessage): void {
  process.send?.(message);
}
