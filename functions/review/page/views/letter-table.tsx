import type { Category } from '../../../core/answer.ts';
import type { LetterEntry } from '../../api/contract.ts';
import { CATEGORY_IN_WORDS, reasonInWords, STATE_IN_WORDS, timeInWords } from '../../words.ts';
import { PageLink } from '../parts/page-link.tsx';
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
    <table class="nhsuk-table-responsive letters">
      <caption class="nhsuk-table__caption">{caption}</caption>
      <thead class="nhsuk-table__head">
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="nhsuk-table__body">
        {letters.map((letter) => (
          <tr key={letter.letterId} class="nhsuk-table__row">
            <th scope="row" class="nhsuk-table__cell">
              <Heading column={0} />
              <PageLink to={{ name: 'letter', letterId: letter.letterId }}>{timeInWords(letter.receivedAt)}</PageLink>
            </th>
            <td class="nhsuk-table__cell">
              <Heading column={1} />
              {ageInWords(letter.receivedAt, now)}
            </td>
            <td class="nhsuk-table__cell">
              <Heading column={2} />
              {letter.senderName ?? letter.sender ?? 'not known'}
            </td>
            <td class="nhsuk-table__cell">
              <Heading column={3} />
              {STATE_IN_WORDS[letter.state]}
            </td>
            <td class="nhsuk-table__cell">
              <Heading column={4} />
              {contentInWords(letter)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const COLUMNS = ['Received', 'Age', 'From', 'State', 'What is in it'];

/** On a narrow screen each cell carries its own heading. */
const Heading = ({ column }: { readonly column: number }) => (
  <span class="nhsuk-table-responsive__heading" aria-hidden="true">{`${COLUMNS[column]} `}</span>
);

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
