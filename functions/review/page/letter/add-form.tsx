import { useMemo, useState } from 'preact/hooks';
import type * as z from 'zod';
import type { Held } from '../../../core/answer.ts';
import type { Span } from '../../../core/span.ts';
import type { AddCode } from '../../api/contract.ts';
import { oneLine } from '../../words.ts';
import { CodedFields, type Said } from './coded-fields.tsx';
import { ConceptPicker, type Match } from './concept-picker.tsx';
import { FormFrame } from './form-frame.tsx';
import { codedFrom, DATE_ERROR, saidOf } from './said.ts';
import { placesOf } from './selected-words.ts';
import { WordsPicker } from './words-picker.tsx';

export interface AddFormProps {
  /** null where the letter has no text: a code then rests on the original alone. */
  readonly text: string | null;
  readonly selected: Span | null;
  /** What was held back, to be added all the same. */
  readonly held: z.infer<typeof Held> | undefined;
  readonly onAdd: (code: z.infer<typeof AddCode>) => void;
  readonly onClose: () => void;
}

const AS_SAID: Said = saidOf({ assertion: { certainty: 'confirmed', temporality: 'current', subject: 'patient' } });

/** A code that was not suggested, on the words that say it. They are selected in the letter, or typed and found there. */
export function AddForm({ text, selected, held, onAdd, onClose }: AddFormProps) {
  const first = text === null ? '' : wordsOf(text, selected ?? held?.evidence[0] ?? null);
  const [letterWords, setLetterWords] = useState(first);
  const [nth, setNth] = useState(() => (text === null ? 0 : nthOf(text, first, selected)));
  const [words, setWords] = useState(held?.display ?? first);
  const [chosen, setChosen] = useState<Match | null>(held === undefined ? null : { ...held, matched: held.display });
  const [said, setSaid] = useState(held === undefined ? AS_SAID : () => saidOf(held));
  const [problem, setProblem] = useState<string>();
  const places = useMemo(() => (text === null ? [] : placesOf(text, letterWords)), [text, letterWords]);

  function add(): void {
    const place = places[nth];
    if (text !== null && place === undefined) {
      setProblem('Choose the words of the letter that say it');
      return;
    }
    if (chosen === null) {
      setProblem('Choose a code');
      return;
    }
    const coded = codedFrom(chosen, said);
    if (coded === null) {
      setProblem(DATE_ERROR);
      return;
    }
    const evidence = place === undefined ? [] : [{ start: place.start, end: place.end }];
    onAdd({ category: chosen.category, coded, evidence });
  }

  return (
    <FormFrame level={3} title="Add a code" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        {text === null ? (
          <p>This letter has no text: the code will rest on the original alone.</p>
        ) : (
          <WordsPicker
            text={text}
            words={letterWords}
            places={places}
            nth={nth}
            onWords={(typed) => {
              setLetterWords(typed);
              setNth(0);
            }}
            onNth={setNth}
            takesFocus={first === ''}
          />
        )}
        <ConceptPicker
          words={words}
          category={undefined}
          chosen={chosen}
          onWords={setWords}
          onChoose={setChosen}
          takesFocus={first !== '' || text === null}
        />
        <CodedFields said={said} dateError={undefined} onChange={setSaid} />
        {problem === undefined ? null : (
          <p class="nhsuk-error-message" role="alert">
            {problem}
          </p>
        )}
        <button type="submit" class="nhsuk-button nhsuk-button--small">
          Add the code
        </button>
      </form>
    </FormFrame>
  );
}

function wordsOf(text: string, span: Span | null): string {
  return span === null ? '' : oneLine(text.slice(span.start, span.end)).slice(0, 200);
}

/** Which of the places where the words stand was selected. */
function nthOf(text: string, words: string, selected: Span | null): number {
  if (selected === null) return 0;
  return Math.max(
    placesOf(text, words).findIndex(({ end }) => end > selected.start),
    0,
  );
}
