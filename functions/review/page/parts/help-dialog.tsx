import { useLayoutEffect, useRef } from 'preact/hooks';
import { KEYS } from './keys.ts';
import { usePage } from './page-context.ts';

/** Every key, and the switch that turns them off for those whose speech or switch would press them unasked. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const page = usePage();
  const { keysOn } = page.state.get();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog class="help" ref={dialog} aria-labelledby="help-title" onClose={onClose}>
      <h2 class="nhsuk-heading-m" id="help-title">
        Keys
      </h2>
      <p>Every one of these can also be done with the buttons on the page.</p>
      <div class="nhsuk-checkboxes__item switch">
        <input
          class="nhsuk-checkboxes__input"
          id="keys-on"
          type="checkbox"
          checked={keysOn}
          onChange={(event) => page.setKeysOn(event.currentTarget.checked)}
        />
        <label class="nhsuk-label nhsuk-checkboxes__label" for="keys-on">
          Single keys are shortcuts
        </label>
      </div>
      <table class="nhsuk-table keys">
        <caption class="nhsuk-u-visually-hidden">Keys and what they do</caption>
        <tbody>
          {KEYS.map(({ key, does }) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <form method="dialog">
        <button type="submit" class="nhsuk-button nhsuk-button--small">
          Close
        </button>
      </form>
    </dialog>
  );
}
