import { originalPath } from '../calls/calls.ts';

/** The file as it was sent, shown by the browser itself; what it holds is never part of this page. */
export function Original({ letterId }: { readonly letterId: string }) {
  return (
    <section class="original" aria-labelledby="original-title">
      <h2 class="nhsuk-heading-s" id="original-title">
        The original
      </h2>
      <p>
        <a href={originalPath(letterId)} target="_blank" rel="noreferrer">
          Open the original in a new tab
        </a>
      </p>
      <iframe class="original-frame" src={originalPath(letterId)} title="The original letter" />
    </section>
  );
}
