import type * as z from 'zod';
import type { Stage } from '../../../core/answer.ts';
import { assertionInWords, oneLine, stageInWords } from '../../words.ts';

/** The stages as the letter writes them, coded or not. */
export function StageTable({
  stages,
  text,
}: {
  readonly stages: readonly z.infer<typeof Stage>[];
  readonly text: string;
}) {
  if (stages.length === 0) return null;
  return (
    <details class="nhsuk-details">
      <summary class="nhsuk-details__summary">
        <span class="nhsuk-details__summary-text">Stages as the letter writes them</span>
      </summary>
      <ul class="nhsuk-details__text">
        {stages.map((stage) => (
          <li key={`${stage.start} ${stage.system} ${stage.axis}`}>
            {`${stageInWords(stage)}: “${oneLine(text.slice(stage.start, stage.end))}”, ${assertionInWords(stage.assertion)}`}
          </li>
        ))}
      </ul>
    </details>
  );
}
