import type * as z from 'zod';
import type { LetterDate } from '../../../core/answer.ts';

type DateValue = Pick<z.infer<typeof LetterDate>, 'value' | 'precision'>;

/**
 * A date as a person in the UK types it, no more precise than it was typed: `12/3/2026`, `3/2026`, `2026`, or the same
 * in ISO 8601.
 *
 * @returns null where it is no date
 */
export function typedDate(typed: string): DateValue | null {
  const parts = typed.trim().split(/[-/. ]/);
  if (parts.some((part) => !/^\d+$/.test(part)) || parts.length > 3) return null;
  const [year = '', month, day] = parts[0]!.length === 4 ? parts : [...parts].reverse();
  if (year.length !== 4) return null;
  if (month === undefined) return { value: year, precision: 'year' };
  if (day === undefined)
    return Number(month) >= 1 && Number(month) <= 12 ? { value: `${year}-${two(month)}`, precision: 'month' } : null;
  const value = `${year}-${two(month)}-${two(day)}`;
  const parsed = new Date(`${value}T00:00:00Z`);
  return Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== value
    ? null
    : { value, precision: 'day' };
}

/** `2026-03-12` as `12/3/2026` */
export function dateToType(value: string): string {
  return value.split('-').reverse().map(Number).join('/');
}

const two = (number: string) => number.padStart(2, '0');
