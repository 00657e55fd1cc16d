import type { Category, LetterDate, Patient } from '../../core/answer.ts';
import type { LetterEvent } from '../../core/events.ts';
import type { Coded } from '../../core/happenings/review.ts';
import { codedBy, type ReviewedSuggestion } from '../../core/suggestion-review.ts';
import { type LetterView, makeViews } from '../../core/views.ts';

/** One code that a person accepted, with what it rests on. */
export interface ExportedCode extends Coded {
  readonly suggestionId: string;
  readonly category: Category;
  readonly decision: 'accepted' | 'amended' | 'added';
  readonly decidedBy: string;
  /** ISO 8601 UTC. */
  readonly decidedAt: string;
  /** Half-open spans in the letter's text. */
  readonly evidence: readonly { readonly start: number; readonly end: number }[];
}

/** A completed letter as every export format takes it. */
export interface ExportedLetter {
  readonly letter: LetterView;
  /** When its review was completed: every format is dated by it, so the same letter gives the same bytes. */
  readonly completedAt: string;
  readonly practiceName: string;
  readonly senderName: string;
  /** As read from the letter, to find the record by; never part of an event. */
  readonly patient: Patient;
  readonly codes: readonly ExportedCode[];
}

/** @returns null for a letter that is not completed: what is still open is not exported */
export function exportedLetter(
  chain: readonly LetterEvent[],
  { patient, nameOf }: { readonly patient: Patient; readonly nameOf: (ods: string) => string },
): ExportedLetter | null {
  const views = makeViews(chain);
  if (views === null || views.letter.state !== 'completed' || views.letter.completedAt === undefined) return null;
  const { letter, suggestions } = views;
  return {
    letter,
    completedAt: views.letter.completedAt,
    practiceName: letter.practice === null ? '' : nameOf(letter.practice),
    senderName: letter.sender === null ? '' : nameOf(letter.sender),
    patient,
    codes: suggestions.flatMap(asCode),
  };
}

function asCode(suggestion: ReviewedSuggestion): ExportedCode[] {
  const coded = codedBy(suggestion);
  const { decision, decidedBy, decidedAt } = suggestion;
  if (coded === null || decision === undefined || decidedBy === undefined || decidedAt === undefined) return [];
  return [
    {
      ...coded,
      suggestionId: suggestion.id,
      category: suggestion.category,
      decision: suggestion.origin === 'reviewer' ? 'added' : decision.kind === 'amended' ? 'amended' : 'accepted',
      decidedBy,
      decidedAt,
      evidence: suggestion.evidence.map(({ start, end }) => ({ start, end })),
    },
  ];
}

/** `12 April 2024`, `April 2024` or `2024`: never more than the letter said. */
export function dateInWords({ value }: LetterDate): string {
  const [year, month, day] = value.split('-');
  const name = month === undefined ? undefined : MONTHS[Number(month) - 1];
  return [day === undefined ? undefined : String(Number(day)), name, year].filter(Boolean).join(' ');
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
