import { memo } from 'preact/compat';
import type { LetterRecord } from '../../api/contract.ts';
import type { WordsMark } from './marks.ts';
import { cutIntoSegments, type Segment } from './segments.ts';

export interface LetterTextProps {
  readonly text: string;
  readonly pages: LetterRecord['pages'];
  readonly marks: readonly WordsMark[];
  /** What is in hand: its words stand out. */
  readonly active: string | null;
  /** Of these, the one stepped to. */
  readonly nth: number | null;
  readonly onPoint: (of: string | null) => void;
  readonly onChoose: (of: string) => void;
}

/** The letter's own text, page by page, as text and nothing else; the words that support a suggestion are marked. */
export const LetterText = memo(function LetterText({ text, pages, marks, ...shown }: LetterTextProps) {
  return (
    <>
      {pages.map((page, index) => (
        <section key={page.start} class="letter-page" aria-label={`Page ${index + 1} of ${pages.length}`}>
          <h3 class="page-number">{`Page ${index + 1} of ${pages.length}`}</h3>
          {page.readable ? null : <p class="unread">This page could not be read. Read it in the original.</p>}
          <div class="letter-words">
            {cutIntoSegments(text, page, marks).map((segment) => (
              <Words key={segment.start} segment={segment} {...shown} />
            ))}
          </div>
        </section>
      ))}
    </>
  );
});

type WordsProps = Omit<LetterTextProps, 'text' | 'pages' | 'marks'> & { readonly segment: Segment<WordsMark> };

/** The number of a suggestion stands behind the last of its words, so that colour says nothing alone. */
function Words({ segment: { text, start, marks, begins, ends }, active, nth, onPoint, onChoose }: WordsProps) {
  const first = marks.find(({ of }) => of === active) ?? marks[0];
  if (first === undefined) return <span data-start={start}>{text}</span>;
  const isActive = first.of === active;
  const isStep = isActive && marks.some((mark) => mark.of === active && mark.nth === nth);
  const look = marks.length > 1 && !isActive ? 'several' : first.look;
  return (
    <>
      {begins.map(({ id }) => (
        <span key={id} id={id} class="begins" />
      ))}
      <mark
        class={`words words-${look}${isActive ? ' words-active' : ''}${isStep ? ' words-step' : ''}`}
        data-start={start}
        onMouseEnter={() => onPoint(first.of)}
        onMouseLeave={() => onPoint(null)}
      >
        {text}
      </mark>
      {ends
        .filter(({ number }) => number !== undefined)
        .map(({ id, of, number }) => (
          <sup key={id}>
            <button
              type="button"
              class="words-number"
              aria-label={`Suggestion ${number}`}
              onFocus={() => onPoint(of)}
              onBlur={() => onPoint(null)}
              onClick={() => onChoose(of)}
            >
              {number}
            </button>
          </sup>
        ))}
    </>
  );
}
