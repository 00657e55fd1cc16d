import type { Span } from '../../../core/span.ts';
import type { LetterRecord } from '../../api/contract.ts';
import type { Numbered } from './order.ts';
import type { Mark } from './segments.ts';

/** Words of the letter that something on the page rests on. */
export interface WordsMark extends Mark {
  /** The suggestion, conflict or held item that rests on them. */
  readonly of: string;
  /** Which of its words, from 0. */
  readonly nth: number;
  /** The number of a suggestion; absent for what is marked only while it is shown. */
  readonly number?: number;
  readonly look: string;
}

/** Always marked: the words of every suggestion. */
export function marksOf(order: readonly Numbered[]): readonly WordsMark[] {
  return order.flatMap(({ number, suggestion }) =>
    suggestion.evidence.map(({ start, end }, nth) => ({
      id: markId(suggestion.id, nth),
      of: suggestion.id,
      nth,
      number,
      look: suggestion.category,
      start,
      end,
    })),
  );
}

/** Marked while it is shown: what a conflict or a held item rests on. */
export function passingMarks(record: LetterRecord, of: string): readonly WordsMark[] {
  return spansOf(record, of).map(({ start, end }, nth) => ({
    id: markId(of, nth),
    of,
    nth,
    look: 'passing',
    start,
    end,
  }));
}

export const conflictId = (index: number) => `conflict-${index}`;
export const heldId = (index: number) => `held-${index}`;
export const markId = (of: string, nth: number) => `words-${of}-${nth}`;

function spansOf({ conflicts, held }: LetterRecord, of: string): readonly Span[] {
  const [kind, index] = of.split('-');
  if (kind === 'conflict') return conflicts[Number(index)]?.between ?? [];
  if (kind === 'held') return held[Number(index)]?.evidence ?? [];
  return [];
}
