import { useEffect, useId, useState } from 'preact/hooks';
import type * as z from 'zod';
import type { Category } from '../../../core/answer.ts';
import type { ConceptMatches } from '../../api/contract.ts';
import { usePage } from '../parts/page-context.ts';
import { TextField } from '../parts/select.tsx';
import { whyInWords } from '../parts/use-asked.ts';
import { counted } from '../words/ages.ts';

export type Match = z.infer<typeof ConceptMatches>['concepts'][number];

export interface ConceptPickerProps {
  readonly words: string;
  readonly category: Category | undefined;
  readonly chosen: Match | null;
  readonly onWords: (words: string) => void;
  readonly onChoose: (match: Match) => void;
  readonly takesFocus?: boolean;
}

/** Long enough that a word in the middle of being typed is not looked up letter by letter. */
const PAUSE_MILLISECONDS = 150;

/** Finds a concept by its words. None is chosen unasked: the first match is not always the right one. */
export function ConceptPicker({ words, category, chosen, onWords, onChoose, takesFocus }: ConceptPickerProps) {
  const page = usePage();
  const name = useId();
  const [matches, setMatches] = useState<readonly Match[] | null>(null);
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    if (words.trim() === '') return setMatches(null);
    let isLatest = true;
    const wait = setTimeout(async () => {
      const search = { words: words.trim().slice(0, 200), ...(category === undefined ? {} : { category }) };
      const answer = page.noted(await page.calls.concepts(search));
      if (!isLatest) return;
      setProblem(answer.kind === 'ok' ? undefined : whyInWords(answer));
      if (answer.kind !== 'ok') return;
      setMatches(answer.value.concepts);
      page.say(`${counted(answer.value.concepts.length, 'code')} found`);
    }, PAUSE_MILLISECONDS);
    return () => {
      isLatest = false;
      clearTimeout(wait);
    };
  }, [words, category]);
  return (
    <>
      <TextField label="Find a code" value={words} error={problem} onInput={onWords} takesFocus={takesFocus ?? false} />
      {matches?.length === 0 ? <p>No code found for these words.</p> : null}
      {matches === null || matches.length === 0 ? null : (
        <fieldset class="matches">
          <legend>Codes found</legend>
          {matches.map((match) => (
            <label key={`${match.category} ${match.concept?.code ?? match.display}`} class="match">
              <input
                type="radio"
                name={name}
                checked={chosen !== null && isSame(chosen, match)}
                onChange={() => onChoose(match)}
              />
              <span>
                {match.display}
                <span class="match-code">{` ${match.concept?.code ?? 'no code held'}`}</span>
                {match.matched === match.display ? null : <span class="match-words">{` “${match.matched}”`}</span>}
              </span>
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}

const isSame = (a: Match, b: Match) =>
  a.category === b.category && a.concept?.code === b.concept?.code && a.display === b.display;
