import type { LetterEvent } from '../core/events.ts';
import type { LetterId } from '../core/letter.ts';
import { type OtherLetter, otherLetter } from '../core/review/accepted-before.ts';
import type { TextDocument } from '../core/text-document.ts';
import type { LetterView } from '../core/views.ts';
import type { ReviewPorts } from './ports.ts';

/** What a letter is shown with: its words, and the other letters of its patient. */
export interface Surroundings {
  /** null where the letter was not read. */
  readonly document: TextDocument | null;
  /** Of the same patient in the same practice, newest first. */
  readonly others: readonly OtherLetter[];
}

/** More letters of one patient than this are not looked through; the newest are. */
const MOST_LETTERS = 100;

/** @throws TextDocumentError when the text is absent or is not the one its event names */
export async function readSurroundings(ports: ReviewPorts, letter: LetterView): Promise<Surroundings> {
  const [document, others] = await Promise.all([
    letter.textHash === undefined ? null : ports.texts.get(letter.letterId, letter.textHash),
    readOthers(ports, letter),
  ]);
  return { document, others };
}

/** Views only help to find them: what is said of each letter comes from its own events. */
async function readOthers(ports: ReviewPorts, letter: LetterView): Promise<OtherLetter[]> {
  if (letter.patientHash === null || letter.practice === null) return [];
  const found = await lettersOfPatient(ports, letter.practice, letter.patientHash, letter.letterId);
  const newestFirst = found.filter((id) => id !== letter.letterId).slice(0, MOST_LETTERS);
  const chains = await Promise.all(newestFirst.map((letterId) => ports.events.read(letterId)));
  return chains.filter(isOf(letter.practice)).map(otherLetter);
}

/** Without views a letter can still be read and decided on; it is only shown by itself. */
async function lettersOfPatient(
  { worklist, log }: ReviewPorts,
  practice: string,
  patientHash: string,
  letterId: LetterId,
): Promise<LetterId[]> {
  try {
    const letters = await worklist.ofPatient(practice, patientHash);
    return [...letters].reverse().map((letter) => letter.letterId);
  } catch (error) {
    log({ event: 'view.failed', letterId, error: error instanceof Error ? error.name : 'unknown' });
    return [];
  }
}

function isOf(practice: string) {
  return ([first]: readonly LetterEvent[]) => first?.type === 'letter-received' && first.data.practice === practice;
}
