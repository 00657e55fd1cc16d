import type { Category } from '../../../core/answer.ts';
import type { LetterEntry } from '../../api/contract.ts';
import { CATEGORY_IN_WORDS, reasonInWords, STATE_IN_WORDS, timeInWords } from '../../words.ts';
import { PageLink } from '../parts/page-link.tsx';
import { ResponsiveTable } from '../parts/responsive-table.tsx';
import { ageInWords, counted } from '../words/ages.ts';

/** Letters, each with what is in it; never an empty cell. */
export function LetterTable({
  letters,
  caption,
}: {
  readonly letters: readonly LetterEntry[];
  readonly caption: string;
}) {
  if (letters.length === 0) return <p>No letters here.</p>;
  const now = Date.now();
  return (
    <ResponsiveTable
      caption={caption}
      columns={COLUMNS}
      rows={letters.map((letter) => ({
        key: letter.letterId,
        cells: [
          <PageLink key="letter" to={{ name: 'letter', letterId: letter.letterId }}>
            {timeInWords(letter.receivedAt)}
          </PageLink>,
          ageInWords(letter.receivedAt, now),
          letter.senderName ?? letter.sender ?? 'not known',
          STATE_IN_WORDS[letter.state],
          contentInWords(letter),
        ],
      }))}
    />
  );
}

const COLUMNS = ['Received', 'Age', 'From', 'State', 'What is in it'];

/** Nothing suggested and nothing read are different things, and each is said. */
export function contentInWords(letter: LetterEntry): string {
  if (letter.state === 'quarantined') return reasonInWords(letter);
  if (letter.state === 'superseded') return 'Another letter stands in its place.';
  if (letter.state === 'received') return 'Not read yet.';
  if (letter.byHand !== undefined) return 'To be coded from the original by hand.';
  const counts = Object.entries(CATEGORY_IN_WORDS).flatMap(([category, words]) => {
    const count = letter.counts[category as Category] ?? 0;
    return count === 0 ? [] : [{ words, count }];
  });
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const unread = (letter.pages ?? 0) - (letter.pagesRead ?? 0);
  const names = counts.map(({ words, count }) => `${words.toLowerCase()} ${count}`);
  const notes = [
    total === 0 ? 'Read; nothing to suggest' : `${letter.decided} of ${total} decided: ${names.join(', ')}`,
    ...(letter.conflicts === 0 ? [] : [counted(letter.conflicts, 'conflict')]),
    ...(unread === 0 ? [] : [`${counted(unread, 'page')} of ${letter.pages} could not be read`]),
  ];
  return `${notes.join('; ')}.`;
}
