import type { Directory } from '../core/directory.ts';
import type { LetterState, LetterView } from '../core/views.ts';
import { Layout, organisationInWords } from './layout.tsx';
import { CATEGORY_IN_WORDS, reasonInWords, STATE_IN_WORDS, timeInWords } from './words.ts';
import type { Worklists } from './worklists.ts';

export interface WorklistPageProps {
  readonly worklists: Worklists;
  readonly directory: Directory;
  /** What the page is narrowed to; absent for all. */
  readonly practice?: string;
  readonly state?: LetterState;
}

export function WorklistPage({ worklists, directory, practice, state }: WorklistPageProps) {
  const letters = worklists.letters.filter((letter) => state === undefined || letter.state === state);
  return (
    <Layout title={practice === undefined ? 'Worklist' : `Worklist of ${practiceInWords(directory, practice)}`}>
      <h1>Worklist</h1>
      <form class="filter" method="get" action="/">
        <label for="practice">Practice</label>
        <select id="practice" name="practice">
          <option value="">All practices</option>
          {worklists.practices.map((ods) => (
            <option value={ods} selected={ods === practice}>
              {practiceInWords(directory, ods)}
            </option>
          ))}
        </select>
        {state === undefined ? null : <input type="hidden" name="state" value={state} />}
        <button type="submit">Show</button>
      </form>
      <nav aria-label="Letters by state">
        <ul class="states">
          <StateLink practice={practice} chosen={state === undefined} count={worklists.letters.length} words="All" />
          {(Object.keys(STATE_IN_WORDS) as LetterState[]).map((one) => (
            <StateLink
              practice={practice}
              state={one}
              chosen={state === one}
              count={worklists.counts[one]}
              words={STATE_IN_WORDS[one]}
            />
          ))}
        </ul>
      </nav>
      {worklists.complete ? null : <p class="warning">There are more letters than are shown here.</p>}
      {letters.length === 0 ? <p>No letters here.</p> : <LetterTable letters={letters} directory={directory} />}
    </Layout>
  );
}

interface StateLinkProps {
  readonly practice: string | undefined;
  readonly state?: LetterState;
  readonly chosen: boolean;
  readonly count: number;
  readonly words: string;
}

function StateLink({ practice, state, chosen, count, words }: StateLinkProps) {
  const query = new URLSearchParams();
  if (practice !== undefined) query.set('practice', practice);
  if (state !== undefined) query.set('state', state);
  return (
    <li>
      <a href={`/?${query}`} aria-current={chosen ? 'page' : undefined}>
        {words}: {count}
      </a>
    </li>
  );
}

function LetterTable({ letters, directory }: { letters: readonly LetterView[]; directory: Directory }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="scroll" aria-labelledby="letters-caption" tabIndex={0}>
      <table>
        <caption id="letters-caption">Letters, oldest first</caption>
        <thead>
          <tr>
            <th scope="col">Received</th>
            <th scope="col">From</th>
            <th scope="col">For</th>
            <th scope="col">State</th>
            <th scope="col">What is in it</th>
          </tr>
        </thead>
        <tbody>
          {letters.map((letter) => (
            <tr>
              <th scope="row">
                <a href={`/letters/${letter.letterId}`}>{timeInWords(letter.receivedAt)}</a>
              </th>
              <td>{organisationInWords(directory, letter.sender)}</td>
              <td>{organisationInWords(directory, letter.practice)}</td>
              <td>
                <strong class={`state state-${letter.state}`}>{STATE_IN_WORDS[letter.state]}</strong>
              </td>
              <td>{contentInWords(letter)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Never an empty cell: nothing suggested and nothing read are different things, and each is said. */
function contentInWords(letter: LetterView): string {
  if (letter.state === 'quarantined') return reasonInWords(letter);
  if (letter.state === 'superseded') return 'Another letter stands in its place.';
  if (letter.state === 'received') return 'Not read yet.';
  const counts = Object.entries(letter.counts).map(
    ([category, count]) => `${CATEGORY_IN_WORDS[category as keyof typeof CATEGORY_IN_WORDS].toLowerCase()}: ${count}`,
  );
  const unread = (letter.pages ?? 0) - (letter.pagesRead ?? 0);
  const notes = [
    counts.length === 0 ? 'Read; nothing to suggest' : `Suggestions for ${counts.join(', ')}`,
    ...(letter.held === 0 ? [] : [`held back: ${letter.held}`]),
    ...(letter.conflicts === 0 ? [] : [`conflicts: ${letter.conflicts}`]),
    ...(unread === 0 ? [] : [`pages that could not be read: ${unread} of ${letter.pages}`]),
  ];
  return `${notes.join('; ')}.`;
}

function practiceInWords(directory: Directory, ods: string): string {
  return ods === '-' ? 'Practice not known' : organisationInWords(directory, ods);
}
