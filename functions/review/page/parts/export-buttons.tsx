import { useState } from 'preact/hooks';
import type * as z from 'zod';
import type { ExportFormat } from '../../../core/happenings/review.ts';
import type { Answer, AnsweredFile } from '../calls/request.ts';
import { Button } from './button.tsx';
import { saveFile } from './clipboard.ts';
import { usePage } from './page-context.ts';
import { whyInWords } from './use-asked.ts';

type Format = z.infer<typeof ExportFormat>;
const FORMATS: readonly (readonly [Format, string])[] = [
  ['fhir', 'FHIR'],
  ['csv', 'CSV'],
  ['text', 'Plain text'],
];

/** Accepted codes as a file, in each form there is. */
export function ExportButtons({ ask }: { readonly ask: (format: Format) => Promise<Answer<AnsweredFile>> }) {
  const page = usePage();
  const [problem, setProblem] = useState<string>();
  async function save(format: Format): Promise<void> {
    const answer = page.noted(await ask(format));
    if (answer.kind !== 'ok') return setProblem(whyInWords(answer));
    setProblem(undefined);
    saveFile(answer.value.name, answer.value.content);
    page.say('The file is saved with your downloads.');
  }
  return (
    <fieldset class="export-buttons">
      <legend class="nhsuk-u-visually-hidden">Export</legend>
      {FORMATS.map(([format, words]) => (
        <Button key={format} onPress={() => void save(format)}>
          {`Export as ${words}`}
        </Button>
      ))}
      {problem === undefined ? null : (
        <p class="nhsuk-error-message" role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  );
}
