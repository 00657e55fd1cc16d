import { Button } from '../parts/button.tsx';
import { CODE_EXPORTS } from '../parts/code-exports.ts';
import { ExportButtons } from '../parts/export-buttons.tsx';
import { usePage } from '../parts/page-context.ts';
import type { ShownLetter } from '../state/change.ts';
import { codedSummary } from './summary.ts';

/** The accepted codes, to copy into the record system; of a completed letter, to save as a file. */
export function CodedCodes({
  shown,
  onCopy,
}: {
  readonly shown: ShownLetter;
  readonly onCopy: (text: string) => void;
}) {
  const page = usePage();
  const { letter, suggestions } = shown;
  const summary = codedSummary(suggestions);
  if (summary === '') return null;
  return (
    <section class="coded" aria-labelledby="coded-title">
      <h2 class="nhsuk-heading-s" id="coded-title">
        Accepted codes
      </h2>
      <pre class="coded-summary">{summary}</pre>
      <Button shortcut="copyAll" onPress={() => onCopy(summary)}>
        Copy all
      </Button>
      {letter.state === 'completed' && page.state.get().me?.roles.includes('reviewer') ? (
        <ExportButtons formats={CODE_EXPORTS} ask={(format) => page.calls.exportLetter(letter.letterId, { format })} />
      ) : null}
    </section>
  );
}
