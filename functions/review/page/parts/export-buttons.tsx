import { useState } from 'preact/hooks';
import type { Answer, AnsweredFile } from '../calls/request.ts';
import { Button } from './button.tsx';
import { saveFile } from './clipboard.ts';
import { usePage } from './page-context.ts';
import { whyInWords } from './use-asked.ts';

export interface ExportButtonsProps<Format extends string> {
  readonly ask: (format: Format) => Promise<Answer<AnsweredFile>>;
  readonly formats: readonly (readonly [format: Format, words: string])[];
  /** What the file is; without one it is said to those alone who hear the page. */
  readonly legend?: string;
}

/** Something as a file, in each form there is. */
export function ExportButtons<Format extends string>({ ask, formats, legend }: ExportButtonsProps<Format>) {
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
      {legend === undefined ? <legend class="nhsuk-u-visually-hidden">Export</legend> : <legend>{legend}</legend>}
      {formats.map(([format, words]) => (
        <Button key={format} onPress={() => void save(format)}>
          {words}
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
