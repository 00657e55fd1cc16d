import { canonical, digest, isObject, type Members, without } from './canonical.ts';
import type { Finding } from './finding.ts';
import { eventBySchema } from './schemas.ts';

/** An event as it is kept: the parsed value, and the day of the archive it stands in; null in a table. */
export interface KeptEvent {
  readonly value: unknown;
  readonly day: string | null;
}

const FIRST_PREVIOUS_HASH = '0'.repeat(64);

/** Clocks of two machines, and the time a put may take, differ by less. An event dated back by less proves nothing. */
export const CLOCK_TOLERANCE_SECONDS = 120;

/** The first thing wrong with one letter's chain in itself; null when it holds. What was anchored of it is another matter. */
export function checkChain(letterId: string, kept: readonly KeptEvent[]): Finding | null {
  const numbers = kept.map(({ value }) => (isObject(value) ? value.sequence : undefined));
  let before: Members = { hash: FIRST_PREVIOUS_HASH, at: '' };
  for (const [index, { value, day }] of kept.entries()) {
    const expected = index + 1;
    const wrong =
      wrongInItself(value, expected) ??
      wrongPlace(value as Members, expected, numbers, letterId) ??
      wrongBehind(value as Members, before) ??
      wrongDay(value as Members, day);
    if (wrong !== null) return { sequence: expected, letterId, ...wrong };
    before = value as Members;
  }
  return null;
}

type Wrong = Omit<Finding, 'letterId'>;

function wrongInItself(value: unknown, expected: number): Wrong | null {
  if (!isObject(value)) return { fault: 'not-by-schema', says: 'is not an event' };
  const path = eventBySchema(value);
  const sequence = Number.isInteger(value.sequence) ? (value.sequence as number) : expected;
  if (digest(canonical(without(value, 'hash'))) !== value.hash)
    return { fault: 'changed', sequence, field: path ?? 'hash', says: 'its hash is not that of what it says' };
  if (path !== null)
    return { fault: 'not-by-schema', sequence, field: path, says: 'is not as the published schema describes it' };
  return null;
}

function wrongPlace(
  { sequence, letterId: written }: Members,
  expected: number,
  numbers: readonly unknown[],
  letterId: string,
): Wrong | null {
  if (written !== letterId) return { fault: 'inserted', field: 'letterId', says: 'belongs to another letter' };
  if (sequence === expected) return null;
  if ((sequence as number) < expected)
    return {
      fault: 'inserted',
      sequence: sequence as number,
      field: 'sequence',
      says: 'stands here a second time',
    };
  if (numbers.includes(expected))
    return { fault: 'swapped', field: 'sequence', says: `event ${sequence} stands in its place` };
  return { fault: 'removed', field: 'sequence', says: `is gone: event ${sequence} stands in its place` };
}

function wrongBehind({ previousHash, at }: Members, before: Members): Wrong | null {
  if (previousHash !== before.hash)
    return { fault: 'rewritten', field: 'previousHash', says: 'does not continue the event before it' };
  const backSeconds = before.at === '' ? 0 : (Date.parse(before.at as string) - Date.parse(at as string)) / 1000;
  if (backSeconds > CLOCK_TOLERANCE_SECONDS)
    return { fault: 'back-dated', field: 'at', says: `says ${at}, and the event before it says ${before.at}` };
  return null;
}

function wrongDay({ at }: Members, day: string | null): Wrong | null {
  const own = (at as string).slice(0, 10);
  if (day === null || own === day) return null;
  if (own < day)
    return { fault: 'back-dated', field: 'at', day, says: `says ${at}, and came after that day was anchored` };
  return { fault: 'inserted', field: 'at', day, says: `says ${at}, and stands in an earlier day` };
}
