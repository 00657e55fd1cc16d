import type { ComponentChildren } from 'preact';
import { type KeyName, keyOf } from './keys.ts';
import { usePage } from './page-context.ts';

export interface ButtonProps {
  readonly onPress: () => void;
  readonly children: ComponentChildren;
  /** The key that does the same. */
  readonly shortcut?: KeyName;
  readonly look?: 'primary' | 'secondary' | 'warning' | 'link';
  /** What it is about, for those who hear it without what stands around it. */
  readonly about?: string;
  readonly disabled?: boolean;
  readonly expanded?: boolean;
}

const LOOKS = {
  primary: 'nhsuk-button nhsuk-button--small',
  secondary: 'nhsuk-button nhsuk-button--small nhsuk-button--secondary',
  warning: 'nhsuk-button nhsuk-button--small nhsuk-button--warning',
  link: 'link-button',
} as const;

/** The second press of a double click does nothing: what then stands under the pointer may be another button. */
export function Button({ onPress, children, shortcut, look = 'secondary', about, disabled, expanded }: ButtonProps) {
  const { keysOn } = usePage().state.get();
  const key = shortcut === undefined ? undefined : keyOf(shortcut);
  return (
    <button
      type="button"
      class={LOOKS[look]}
      disabled={disabled}
      aria-expanded={expanded}
      aria-keyshortcuts={keysOn ? key : undefined}
      onClick={(event) => (event.detail > 1 ? undefined : onPress())}
    >
      {children}
      {about === undefined ? null : <span class="nhsuk-u-visually-hidden">{`: ${about}`}</span>}
      {key === undefined || !keysOn ? null : (
        <span class="key" aria-hidden="true">
          {key}
        </span>
      )}
    </button>
  );
}
