/**
 * What pdf.js expects to find in the world when its module is first evaluated. Imported before it: bundled without
 * `@napi-rs/canvas` it would otherwise die with `DOMMatrix is not defined`. Nothing here is ever drawn with.
 */
import { WorkerMessageHandler } from 'pdfjs-dist/legacy/build/pdf.worker.mjs';

class Undrawable {}

const world = globalThis as Record<string, unknown>;
world.DOMMatrix ??= Undrawable;
world.ImageData ??= Undrawable;
world.Path2D ??= Undrawable;

/** Keeps pdf.js from looking for its worker file beside itself, where a bundle has none. */
world.pdfjsWorker ??= { WorkerMessageHandler };
