import type { Suggestion } from '../core/answer.ts';
import type { TextDocument } from '../core/text-document.ts';
import { cutIntoSegments, type Mark, type Segment } from './segments.ts';

/** Where the words of a suggestion's n-th evidence stand on the page; both counted from 1. */
export const evidenceId = (suggestion: number, evidence: number) => `words-${suggestion}-${evidence}`;
export const suggestionId = (suggestion: number) => `suggestion-${suggestion}`;

interface EvidenceMark extends Mark {
  readonly suggestion: number;
  readonly category: Suggestion['category'];
}

/** The letter's own text, page by page, with the words that support a suggestion marked and linked to it. */
export function LetterText({ document, suggestions }: { document: TextDocument; suggestions: readonly Suggestion[] }) {
  const marks = suggestions.flatMap(({ evidence, category }, index) =>
    evidence.map(({ start, end }, n): EvidenceMark => {
      return { id: evidenceId(index + 1, n + 1), suggestion: index + 1, category, start, end };
    }),
  );
  return (
    <>
      {document.pages.map((page, index) => (
        <section class="page" aria-label={`Page ${index + 1} of ${document.pages.length}`}>
          <h3>{`Page ${index + 1} of ${document.pages.length}`}</h3>
          {page.readable ? null : <p class="warning">This page could not be read. Read it by hand.</p>}
          <div class="text">
            {cutIntoSegments(document.text, page, marks).map((segment) => (
              <MarkedText segment={segment} />
            ))}
          </div>
        </section>
      ))}
    </>
  );
}

/** The number of a suggestion stands behind the last of its words, so that colour says nothing alone. */
function MarkedText({ segment: { text, marks, begins, ends } }: { segment: Segment<EvidenceMark> }) {
  const first = marks[0];
  if (first === undefined) return <>{text}</>;
  return (
    <>
      {begins.map(({ id }) => (
        <span id={id} />
      ))}
      <mark class={marks.length > 1 ? 'several' : first.category}>{text}</mark>
      {ends.map(({ suggestion }) => (
        <sup>
          <a href={`#${suggestionId(suggestion)}`} aria-label={`suggestion ${suggestion}`}>
            {suggestion}
          </a>
        </sup>
      ))}
    </>
  );
}
