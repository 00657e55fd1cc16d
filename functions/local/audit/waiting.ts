import { stdout } from 'node:process';
import { type LetterView, makeViews } from '../../core/views.ts';
import { noOthers, readFlags } from './flags.ts';
import { openStores } from './stores.ts';

const FLAGS = { practice: 'string', data: 'string', json: 'boolean' } as const;
const ENDED: ReadonlySet<LetterView['state']> = new Set(['completed', 'superseded']);

/** The letters that nobody has finished, the longest waiting first: from the events, so that no view can hide one. */
export async function waiting(args: readonly string[]): Promise<number> {
  const { flags, others } = readFlags(args, FLAGS);
  noOthers(others);
  const stores = await openStores(flags.data);
  try {
    const letters: LetterView[] = [];
    for await (const chain of stores.events.all()) {
      const letter = makeViews(chain)?.letter;
      const isAsked = flags.practice === undefined || letter?.practice === flags.practice;
      if (letter !== undefined && isAsked && !ENDED.has(letter.state) && letter.returned !== true) letters.push(letter);
    }
    letters.sort((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1));
    for (const letter of letters) stdout.write(flags.json ? `${JSON.stringify(letter)}\n` : inWords(letter));
    if (letters.length === 0 && !flags.json) stdout.write('No letter is waiting.\n');
    return 0;
  } finally {
    await stores.close();
  }
}

function inWords({ letterId, receivedAt, practice, state, reason, decided, counts }: LetterView): string {
  const suggestions = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const done = state === 'ready' ? `, ${decided} of ${suggestions} decided` : '';
  const since = receivedAt.replace('T', ' ').replace('Z', ' UTC');
  return `${since}  letter ${letterId}, practice ${practice ?? 'not known'}, ${state}${reason ? ` (${reason})` : ''}${done}\n`;
}
