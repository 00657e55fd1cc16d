import { useId } from 'preact/hooks';

export interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, words: string])[];
  readonly onChoose: (value: string) => void;
}

export function Select({ label, value, options, onChoose }: SelectProps) {
  const id = useId();
  return (
    <div class="field">
      <label class="nhsuk-label" for={id}>
        {label}
      </label>
      <select class="nhsuk-select" id={id} value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

export interface TextFieldProps {
  readonly label: string;
  /** @default text */
  readonly type?: 'date';
  readonly hint?: string;
  readonly value: string;
  readonly error?: string | undefined;
  readonly takesFocus?: boolean;
  readonly onInput: (value: string) => void;
}

export function TextField({ label, type, hint, value, error, takesFocus, onInput }: TextFieldProps) {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class={`field${error ? ' field-wrong' : ''}`}>
      <label class="nhsuk-label" for={id}>
        {label}
      </label>
      {hint === undefined ? null : (
        <div class="nhsuk-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error === undefined ? null : (
        <span class="nhsuk-error-message" id={`${id}-error`}>
          {error}
        </span>
      )}
      <input
        class="nhsuk-input"
        id={id}
        {...(type === 'date' ? { type } : { type: 'text' as const })}
        autocomplete="off"
        spellcheck={false}
        value={value}
        aria-describedby={describedBy || undefined}
        aria-invalid={error ? true : undefined}
        ref={(input) => {
          if (takesFocus && input !== null && !input.dataset.focused) {
            input.dataset.focused = 'once';
            input.focus();
          }
        }}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </div>
  );
}
