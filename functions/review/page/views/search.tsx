import { useState } from 'preact/hooks';
import type { LetterEntry } from '../../api/contract.ts';
import { Failed } from '../parts/notice.tsx';
import { usePage } from '../parts/page-context.ts';
import { TextField } from '../parts/select.tsx';
import { Title } from '../parts/title.tsx';
import { whyInWords } from '../parts/use-asked.ts';
import { counted } from '../words/ages.ts';
import { LetterTable } from './letter-table.tsx';

type Found = { readonly for: string; readonly letters: readonly LetterEntry[] } | { readonly why: string } | null;

/** Finds letters by NHS number or by their own id. What is typed goes in a request's body, never in an address. */
export function SearchView() {
  const page = usePage();
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  const [found, setFound] = useState<Found>(null);

  async function search(): Promise<void> {
    const words = typed.replace(/[\s-]/g, '').toLowerCase();
    const isNumber = /^\d{10}$/.test(words);
    if (!isNumber && !/^[0-9a-f]{32}$/.test(words)) {
      setFound(null);
      return setError('Enter the 10 digits of an NHS number, or a letter’s id of 32 characters');
    }
    setError(undefined);
    const answer = page.noted(
      await page.calls.search(isNumber ? { nhsNumber: words } : ({ letterId: words } as never)),
    );
    if (answer.kind !== 'ok') return setFound({ why: whyInWords(answer) });
    setFound({ for: typed, letters: answer.value.letters });
    page.say(`${counted(answer.value.letters.length, 'letter')} found`);
  }

  return (
    <>
      <Title words="Search" />
      <form
        class="search-form"
        onSubmit={(event) => {
          event.preventDefault();
          void search();
        }}
      >
        <TextField label="NHS number or letter id" value={typed} error={error} onInput={setTyped} />
        <button type="submit" class="nhsuk-button nhsuk-button--small">
          Search
        </button>
      </form>
      {found === null ? null : 'why' in found ? (
        <Failed why={found.why} onAgain={() => void search()} />
      ) : found.letters.length === 0 ? (
        <p>{`No letter found for “${found.for}”.`}</p>
      ) : (
        <LetterTable letters={found.letters} caption={`${counted(found.letters.length, 'letter')} found`} />
      )}
    </>
  );
}
