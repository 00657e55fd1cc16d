import type { Held, Stage, Suggestion } from '../core/answer.ts';
import { evidenceId, suggestionId } from './letter-text.tsx';
import { assertionInWords, CATEGORY_IN_WORDS, codeInWords, HELD_IN_WORDS, oneLine, stageInWords } from './words.ts';

/** Every suggestion with its number, its code, what the letter says of it, and the words it rests on. */
export function SuggestionList({ suggestions }: { suggestions: readonly Suggestion[] }) {
  return (
    <ol class="suggestions">
      {suggestions.map((suggestion, index) => (
        <li id={suggestionId(index + 1)} class={`suggestion ${suggestion.category}`}>
          <h3>
            <span class="number">{index + 1}</span> {suggestion.display}
          </h3>
          <dl>
            <dt>Category</dt>
            <dd>{CATEGORY_IN_WORDS[suggestion.category]}</dd>
            <dt>SNOMED CT</dt>
            <dd>{codeInWords(suggestion)}</dd>
            <dt>The letter says</dt>
            <dd>{assertionInWords(suggestion.assertion)}</dd>
            {suggestion.value === undefined ? null : <Fact term="Value" words={suggestion.value} />}
            {suggestion.date === undefined ? null : (
              <Fact term="Date" words={`${suggestion.date.value} (${suggestion.date.role})`} />
            )}
            {suggestion.effect === undefined ? null : (
              <Fact
                term={`On ${suggestion.effect.register} if accepted`}
                words={`${suggestion.effect.joins ? 'Yes' : 'No'}: ${suggestion.effect.because}`}
              />
            )}
            <dt>Words that support it</dt>
            {suggestion.evidence.map(({ quote, section }, n) => (
              <dd>
                <a href={`#${evidenceId(index + 1, n + 1)}`}>{`“${oneLine(quote)}”`}</a>
                {section === '' ? '' : ` (${section.replaceAll('-', ' ')})`}
              </dd>
            ))}
          </dl>
        </li>
      ))}
    </ol>
  );
}

function Fact({ term, words }: { term: string; words: string }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{words}</dd>
    </>
  );
}

/** The stages as written, coded or not. */
export function StageTable({ stages, text }: { stages: readonly Stage[]; text: string }) {
  return (
    <table>
      <caption>Stages as the letter writes them</caption>
      <thead>
        <tr>
          <th scope="col">Stage</th>
          <th scope="col">The letter says</th>
          <th scope="col">Words</th>
        </tr>
      </thead>
      <tbody>
        {stages.map((stage) => (
          <tr>
            <th scope="row">{stageInWords(stage)}</th>
            <td>{assertionInWords(stage.assertion)}</td>
            <td>{`“${oneLine(text.slice(stage.start, stage.end))}”`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What was seen and not suggested, with the reason: closed until asked for. */
export function HeldList({ held }: { held: readonly Held[] }) {
  return (
    <details>
      <summary>{`Seen and held back: ${held.length}`}</summary>
      <ul>
        {held.map(({ display, reason, evidence }) => (
          <li>
            {`${display}: ${HELD_IN_WORDS[reason]}. `}
            {evidence.map(({ quote }) => `“${oneLine(quote)}”`).join(', ')}
          </li>
        ))}
      </ul>
    </details>
  );
}
