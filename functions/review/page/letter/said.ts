import type * as z from 'zod';
import type { Coded } from '../../../core/happenings/review.ts';
import type { Said } from './coded-fields.tsx';
import type { Match } from './concept-picker.tsx';
import { dateToType, typedDate } from './typed-date.ts';

type CodedValue = z.infer<typeof Coded>;

/** What the fields begin with. */
export function saidOf({ assertion, value, date }: Pick<CodedValue, 'assertion' | 'value' | 'date'>): Said {
  return {
    assertion,
    value: value ?? '',
    date: date === undefined ? '' : dateToType(date.value),
    role: date?.role ?? 'diagnosed',
  };
}

/** @returns null where what was typed as a date is none */
export function codedFrom(match: Match, { assertion, value, date, role }: Said): CodedValue | null {
  const typed = date.trim() === '' ? undefined : typedDate(date);
  if (typed === null) return null;
  return {
    concept: match.concept,
    display: match.display,
    assertion,
    ...(value.trim() === '' ? {} : { value: value.trim() }),
    ...(typed === undefined ? {} : { date: { ...typed, role } }),
  };
}

export const DATE_ERROR = 'Enter a date such as 12/3/2026, 3/2026 or 2026';
