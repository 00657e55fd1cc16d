import { useState } from 'preact/hooks';
import type { AuditQuestion } from '../../api/audit-contract.ts';
import { Button } from '../parts/button.tsx';
import { saveFile } from '../parts/clipboard.ts';
import { usePage } from '../parts/page-context.ts';
import { whyInWords } from '../parts/use-asked.ts';

/** What a question finds, as a file. */
export function FoundExport({ question }: { readonly question: AuditQuestion }) {
  const page = usePage();
  const [problem, setProblem] = useState<string>();
  async function save(format: 'csv' | 'json'): Promise<void> {
    const answer = page.noted(await page.calls.auditExport({ ...question, format }));
    if (answer.kind !== 'ok') return setProblem(whyInWords(answer));
    setProblem(undefined);
    saveFile(answer.value.name, answer.value.content);
    page.say('The file is saved with your downloads.');
  }
  return (
    <fieldset class="export-buttons">
      <legend>
        Save what is recorded, without words of letters (at most 300 letters; the file says if there are more)
      </legend>
      <Button onPress={() => void save('csv')}>Save as CSV</Button>
      <Button onPress={() => void save('json')}>Save as JSON</Button>
      {problem === undefined ? null : (
        <p class="nhsuk-error-message" role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  );
}
