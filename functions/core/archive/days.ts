/** Days in UTC, as `2026-03-01`. They sort as text. */

export const dayOf = (at: string): string => at.slice(0, 10);

export function nextDay(day: string): string {
  return dayOf(new Date(Date.parse(`${day}T00:00:00.000Z`) + DAY_MILLISECONDS).toISOString());
}

/** Each day from `first` to `last`, both included. */
export function daysBetween(first: string, last: string): readonly string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = nextDay(day)) days.push(day);
  return days;
}

/** The last day that was over `graceSeconds` before `now`. */
export function lastDayOver(now: string, graceSeconds: number): string {
  return dayOf(new Date(Date.parse(now) - graceSeconds * 1000 - DAY_MILLISECONDS).toISOString());
}

const DAY_MILLISECONDS = 86_400_000;
