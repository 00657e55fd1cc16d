import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { Suggestion } from '../../functions/core/answer.ts';
import { letterIdOfContent } from '../../functions/core/letter.ts';
import { LetterText } from '../../functions/review/letter-text.tsx';

const TEXT = 'left <b>breast</b> carcinoma';

function shown(...spans: [category: Suggestion['category'], start: number, end: number][]): string {
  const document = {
    formatVersion: 1 as const,
    letterId: letterIdOfContent(TEXT),
    extractor: { name: 'test', version: '1' },
    pages: [{ start: 0, end: TEXT.length, readable: true }],
    text: TEXT,
  };
  const suggestions = spans.map(
    ([category, start, end]): Suggestion => ({
      id: `${start}`,
      category,
      concept: null,
      display: 'x',
      assertion: { certainty: 'confirmed', temporality: 'current', subject: 'patient' },
      evidence: [{ start, end, quote: TEXT.slice(start, end), section: '', rule: '' }],
    }),
  );
  return /<div class="text">(.*)<\/div>/s.exec(
    render(<LetterText document={document} suggestions={suggestions} />),
  )![1]!;
}

const sup = (n: number) => `<sup><a href="#suggestion-${n}" aria-label="suggestion ${n}">${n}</a></sup>`;

describe('the letter’s text', () => {
  it('is as written, within a mark and outside', () => {
    expect(shown()).toBe('left &lt;b>breast&lt;/b> carcinoma');
    expect(shown(['diagnosis', 5, 18])).toBe(
      `left <span id="words-1-1"></span><mark class="diagnosis">&lt;b>breast&lt;/b></mark>${sup(1)} carcinoma`,
    );
  });

  it('shows words that support two suggestions as such, and numbers each where it ends', () => {
    expect(shown(['diagnosis', 0, 14], ['stage', 8, 28])).toBe(
      '<span id="words-1-1"></span><mark class="diagnosis">left &lt;b></mark>' +
        `<span id="words-2-1"></span><mark class="several">breast</mark>${sup(1)}` +
        `<mark class="stage">&lt;/b> carcinoma</mark>${sup(2)}`,
    );
  });
});
