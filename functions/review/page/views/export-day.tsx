import { useState } from 'preact/hooks';
import { CODE_EXPORTS } from '../parts/code-exports.ts';
import { ExportButtons } from '../parts/export-buttons.tsx';
import { usePage } from '../parts/page-context.ts';

/** The codes of all letters that the practice completed on one day, as a file. */
export function ExportDayForm({ practice }: { readonly practice: string }) {
  const page = usePage();
  const [day, setDay] = useState(() => new Date().toISOString().slice(0, 10));
  return (
    <section class="export-day" aria-labelledby="export-day-title">
      <h2 class="nhsuk-heading-s" id="export-day-title">
        Export a day’s completed letters
      </h2>
      <div class="field">
        <label class="nhsuk-label" for="export-day">
          Completed on
        </label>
        <input
          class="nhsuk-input"
          id="export-day"
          type="date"
          value={day}
          onInput={(event) => setDay(event.currentTarget.value)}
        />
      </div>
      <ExportButtons formats={CODE_EXPORTS} ask={(format) => page.calls.exportDay({ practice, day, format })} />
    </section>
  );
}
