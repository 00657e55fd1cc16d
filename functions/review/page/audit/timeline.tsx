import { actorInWords } from '../../../core/trace/in-words.ts';
import { sentenceOf } from '../../../core/trace/story.ts';
import type { LetterStory } from '../../api/audit-contract.ts';
import { timeInWords } from '../../words.ts';
import { counted } from '../words/ages.ts';
import { type About, aboutInWords, wordsInWords } from './in-words.ts';

/** More codes than this are shown on request. */
const MOST_AT_ONCE = 4;

/** Events in words, each with the codes it is about and the words they rest on. */
export function Timeline({ lines }: { readonly lines: LetterStory['lines'] }) {
  return (
    <ol class="timeline story">
      {lines.map((line) => (
        <li key={line.sequence}>
          <p class="story-says">{sentenceOf(line)}</p>
          <p class="timeline-when">
            {`Event ${line.sequence}, ${timeInWords(line.at)}, by ${actorInWords(line.actor)}`}
          </p>
          {line.about.length > MOST_AT_ONCE ? (
            <details class="nhsuk-details">
              <summary class="nhsuk-details__summary">
                <span class="nhsuk-details__summary-text">{`${counted(line.about.length, 'code')} of event ${line.sequence}`}</span>
              </summary>
              <Codes about={line.about} />
            </details>
          ) : (
            <Codes about={line.about} />
          )}
        </li>
      ))}
    </ol>
  );
}

function Codes({ about }: { readonly about: readonly About[] }) {
  if (about.length === 0) return null;
  return (
    <ul class="nhsuk-list nhsuk-list--bullet">
      {about.map((one) => (
        <li key={`${one.suggestionId} ${one.became}`}>
          {[aboutInWords(one), ...one.words.map(wordsInWords)].join(' ')}
          <span class="stored-mark">{` Suggestion ${one.suggestionId}`}</span>
        </li>
      ))}
    </ul>
  );
}
