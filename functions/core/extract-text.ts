import { findAmendment } from './amendment.ts';
import { appendEvent } from './chain.ts';
import { currentRun } from './current-run.ts';
import type { Directory } from './directory.ts';
import { NotYetError } from './errors.ts';
import type { Actor, Happening, LetterEvent } from './events.ts';
import type { LetterId } from './letter.ts';
import { findPatient } from './patient.ts';
import type { LetterReader, PatientHasher, Reading, TextStore } from './ports.ts';
import { type ReceivePorts, whyNotRead, writeViews } from './receive-letter.ts';
import { encodeTextDocument, type TextDocument } from './text-document.ts';

export interface ExtractPorts extends ReceivePorts {
  readonly texts: TextStore;
  readonly reader: LetterReader;
  readonly directory: Directory;
  readonly hashPatient: PatientHasher;
}

const ACTOR: Actor = { kind: 'service', id: 'extract' };

/**
 * Steps 3, 4 and 6 of a letter's life: read the text and store it, or set the letter aside under one named reason.
 * Safe to call again at any point, any number of times at once: each step looks first at what is recorded.
 *
 * @throws NotYetError for a letter that has not been received
 */
export async function extractText(ports: ExtractPorts, letterId: LetterId): Promise<void> {
  let chain = await ports.events.read(letterId);
  if (chain.length === 0) throw new NotYetError(letterId, 'its arrival');
  if (isStillToBeRead(chain)) chain = await appendOnce(ports, letterId, await readLetter(ports, chain));
  for (const superseded of await findAmendment(ports, chain)) {
    const amended = await appendEvent(ports, superseded.letterId, ACTOR, (before) =>
      before.some((event) => event.type === 'letter-superseded')
        ? null
        : { type: 'letter-superseded', data: { by: superseded.by, because: 'amended' } },
    );
    if (amended.at(-1)?.type === 'letter-superseded')
      ports.log({ event: 'letter.superseded', letterId: superseded.letterId, by: superseded.by });
    await writeViews(ports, amended);
  }
  await writeViews(ports, await ports.events.read(letterId));
}

async function readLetter(ports: ExtractPorts, chain: readonly LetterEvent[]): Promise<Happening> {
  const first = chain[0];
  if (first?.type !== 'letter-received') throw new Error('a letter is read after it is received');
  const { letterId } = first;
  const objection = whyNotRead(chain, ports.directory);
  if (objection !== null) return quarantined(objection);

  const { object, practice, contentHash } = first.data;
  if (practice !== null && contentHash !== null) {
    const original = await ports.worklist.claimContent(practice, contentHash, letterId);
    if (original !== letterId && !(await isSuperseded(ports, original)))
      return { type: 'letter-superseded', data: { by: original, because: 'duplicate' } };
  }
  const bytes = await ports.letters.fetch(object);
  if (bytes === null) return quarantined('missing');
  const reading = await ports.reader.read(bytes);
  if (reading.outcome === 'unreadable') return quarantined(reading.reason);
  return textExtracted(ports, await storeText(ports, letterId, reading));
}

/** An old text that came back after its amendment: the original no longer stands for it. */
async function isSuperseded({ events }: ExtractPorts, letterId: LetterId): Promise<boolean> {
  return (await events.read(letterId)).some(({ type }) => type === 'letter-superseded');
}

async function storeText(
  { texts }: ExtractPorts,
  letterId: LetterId,
  { text, pages, extractor }: Extract<Reading, { outcome: 'read' }>,
): Promise<TextDocument> {
  // A font's map may give half of a surrogate pair, which JSON cannot hold; the mark in its place has the same length.
  const document: TextDocument = {
    formatVersion: 1,
    letterId,
    extractor: { ...extractor },
    pages,
    text: text.toWellFormed(),
  };
  await texts.put(document);
  return document;
}

function textExtracted({ hashPatient }: ExtractPorts, document: TextDocument): Happening {
  const { nhsNumber } = findPatient(document.text);
  return {
    type: 'text-extracted',
    data: {
      textHash: encodeTextDocument(document).hash,
      coverage: {
        pages: document.pages.length,
        pagesRead: document.pages.filter((page) => page.readable).length,
        characters: document.text.length,
      },
      extractor: document.extractor,
      patientHash: nhsNumber?.valid ? hashPatient(nhsNumber.value) : null,
    },
  };
}

async function appendOnce(ports: ExtractPorts, letterId: LetterId, happening: Happening) {
  const chain = await appendEvent(ports, letterId, ACTOR, (before) => (isStillToBeRead(before) ? happening : null));
  if (happening.type === 'letter-quarantined')
    ports.log({ event: 'letter.quarantined', letterId, reason: happening.data.reason });
  if (happening.type === 'letter-superseded')
    ports.log({ event: 'letter.superseded', letterId, by: happening.data.by });
  if (happening.type === 'text-extracted') {
    const { pages, characters } = happening.data.coverage;
    ports.log({ event: 'letter.read', letterId, pages, characters });
  }
  return chain;
}

function isStillToBeRead(chain: readonly LetterEvent[]): boolean {
  return chain.length > 0 && !currentRun(chain).some((event) => SETTLED.has(event.type));
}

const SETTLED: ReadonlySet<LetterEvent['type']> = new Set([
  'text-extracted',
  'letter-quarantined',
  'letter-superseded',
]);

function quarantined(reason: Extract<Happening, { type: 'letter-quarantined' }>['data']['reason']): Happening {
  return { type: 'letter-quarantined', data: { reason } };
}
