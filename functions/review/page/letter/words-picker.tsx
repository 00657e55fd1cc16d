import type { Span } from '../../../core/span.ts';
import { oneLine } from '../../words.ts';
import { Button } from '../parts/button.tsx';
import { TextField } from '../parts/select.tsx';

export interface WordsPickerProps {
  readonly text: string;
  readonly words: string;
  readonly places: readonly Span[];
  readonly nth: number;
  readonly onWords: (words: string) => void;
  readonly onNth: (nth: number) => void;
  readonly takesFocus: boolean;
}

/** How much of the letter is shown on either side. */
const AROUND = 40;

/** The words of the letter that a code rests on, found by typing them: no pointer is needed to select them. */
export function WordsPicker({ text, words, places, nth, onWords, onNth, takesFocus }: WordsPickerProps) {
  const place = places[nth];
  return (
    <div class="words-picker">
      <TextField label="Words in the letter that say it" value={words} onInput={onWords} takesFocus={takesFocus} />
      {words.trim() !== '' && place === undefined ? <p>These words do not stand in the letter.</p> : null}
      {place === undefined ? null : (
        <p>
          {`… ${oneLine(text.slice(Math.max(place.start - AROUND, 0), place.start))} `}
          <mark>{oneLine(text.slice(place.start, place.end))}</mark>
          {` ${oneLine(text.slice(place.end, place.end + AROUND))} …`}
        </p>
      )}
      {places.length < 2 ? null : (
        <Button look="link" onPress={() => onNth((nth + 1) % places.length)}>
          {`Place ${nth + 1} of ${places.length}: show the next`}
        </Button>
      )}
    </div>
  );
}
