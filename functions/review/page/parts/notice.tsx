import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** Something that must be known before anything else on the page. */
export function Notice({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  const id = useId();
  return (
    <section class="notice" aria-labelledby={id}>
      <h2 class="notice-title" id={id}>
        {title}
      </h2>
      <div class="notice-body">{children}</div>
    </section>
  );
}

/** What could not be shown, and why. */
export function Failed({ why, onAgain }: { readonly why: string; readonly onAgain: () => void }) {
  return (
    <div class="failed" role="alert">
      <p>{why}</p>
      <button type="button" class="nhsuk-button nhsuk-button--small nhsuk-button--secondary" onClick={onAgain}>
        Try again
      </button>
    </div>
  );
}

export function Waiting({ what }: { readonly what: string }) {
  return <p class="waiting">{`Loading ${what} …`}</p>;
}
