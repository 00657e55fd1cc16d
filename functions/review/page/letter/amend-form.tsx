import { useState } from 'preact/hooks';
import type * as z from 'zod';
import type { Decision } from '../../../core/happenings/review.ts';
import { TextField } from '../parts/select.tsx';
import type { ShownSuggestion } from '../state/change.ts';
import { CodedFields } from './coded-fields.tsx';
import { ConceptPicker, type Match } from './concept-picker.tsx';
import { FormFrame } from './form-frame.tsx';
import { codedFrom, DATE_ERROR, saidOf } from './said.ts';

export interface AmendFormProps {
  readonly suggestion: ShownSuggestion;
  readonly onAmend: (decision: z.infer<typeof Decision>) => void;
  readonly onClose: () => void;
}

/** Accepts the suggestion as another code, or with another date, value or status. */
export function AmendForm({ suggestion, onAmend, onClose }: AmendFormProps) {
  const { category, concept, display } = suggestion;
  const [chosen, setChosen] = useState<Match>({ category, concept, display, matched: display });
  const [words, setWords] = useState('');
  const [said, setSaid] = useState(() => saidOf(suggestion));
  const [note, setNote] = useState('');
  const [dateError, setDateError] = useState<string>();

  function amend(): void {
    const to = codedFrom(chosen, said);
    if (to === null) {
      setDateError(DATE_ERROR);
      return;
    }
    onAmend({ kind: 'amended', to, ...(note.trim() === '' ? {} : { note: note.trim() }) });
  }

  return (
    <FormFrame level={5} title={`Amend “${display}”`} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          amend();
        }}
      >
        <p>
          Code: <strong>{chosen.display}</strong> {chosen.concept?.code ?? '(no code held)'}
        </p>
        <ConceptPicker
          words={words}
          category={category}
          chosen={chosen}
          onWords={setWords}
          onChoose={setChosen}
          takesFocus
        />
        <CodedFields said={said} dateError={dateError} onChange={setSaid} />
        <TextField label="Note (optional)" value={note} onInput={setNote} />
        <button type="submit" class="nhsuk-button nhsuk-button--small">
          Accept as amended
        </button>
      </form>
    </FormFrame>
  );
}
