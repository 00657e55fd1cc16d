import { canonical, isObject, type Members } from './canonical.ts';
import { type CheckedEvent, expectedFinds, expectedViews } from './expected-views.ts';
import type { Finding } from './finding.ts';
import { type Item, parsed, plain } from './table-items.ts';

/** Every item that the worklist must hold of a letter. */
export function expectedItems(letterId: string, events: readonly CheckedEvent[]): readonly ItemOfLetter[] {
  const { letter, suggestions } = expectedViews(events);
  const finds = expectedFinds(events);
  return [
    { ...letterItem(letter), found: finds.length },
    ...[...suggestions].map(([id, suggestion]) => suggestionItem(letterId, id, suggestion)),
    ...elsewhere(letter),
    ...finds,
  ];
}

/** The first place where a letter's items in the worklist say something else than its events. */
export function checkViews(letterId: string, events: readonly CheckedEvent[], items: readonly Item[]): Finding | null {
  const edited = (field: string, says: string): Finding => ({
    fault: 'view-edited',
    letterId,
    sequence: events.length,
    field,
    says,
  });
  const due = new Map(expectedItems(letterId, events).map((item) => [nameOf(item.pk, item.sk), item]));
  const there = new Map(items.map((item) => [nameOf(plain(item.pk!), plain(item.sk!)), item]));
  for (const [key, item] of due) {
    const found = there.get(key);
    if (found === undefined) return edited(key, 'is not in the worklist');
    const field = firstDifference(item, spelt(found));
    if (field !== null)
      return edited(key === 'letter' ? field : `${key}.${field}`, 'says something else than the events');
  }
  const surplus = [...there.keys()].find((key) => !due.has(key) && key !== 'starts');
  return surplus === undefined ? null : edited(surplus, 'is in the worklist, and in no event');
}

/**
 * A letter's and its suggestions' own items by their sort key, those in other lists by what list it is, and a place it is
 * found by as that is written.
 */
function nameOf(pk: unknown, sk: unknown): string {
  const [list] = (pk as string).split('#');
  if (list === 'found') return `${pk} ${sk}`;
  return list === 'letter' ? (sk as string) : list!;
}

/** Where else in the worklist a letter stands now: its sender's receipts, the day it was completed, what it is found by. */
export function placesElsewhere(
  events: readonly CheckedEvent[],
): readonly { readonly pk: string; readonly sk: string }[] {
  const lists = elsewhere(expectedViews(events).letter).map(({ pk, sk }) => ({ pk, sk }));
  return [...lists, ...expectedFinds(events)];
}

interface ItemOfLetter extends Members {
  readonly pk: string;
  readonly sk: string;
}

function elsewhere(letter: Members): ItemOfLetter[] {
  const { letterId, sequence, sender, practice, receivedAt, completedAt } = letter as Readonly<Record<string, string>>;
  const items: ItemOfLetter[] = [];
  if (sender !== null) items.push({ pk: `sender#${sender}`, sk: `${receivedAt}#${letterId}`, sequence, view: letter });
  if (practice !== null && completedAt !== undefined)
    items.push({ pk: `completed#${practice}#${completedAt.slice(0, 10)}`, sk: letterId!, sequence });
  return items;
}

/** Whether a letter may stand in a list: the day it was completed keeps it after it was reopened. */
export function mayStandIn(pk: string, sk: string, events: readonly CheckedEvent[]): boolean {
  const [list, whose, day] = pk.split('#');
  const { at, letterId, data } = events[0]!;
  if (list === 'found') return expectedFinds(events).some((place) => place.pk === pk && place.sk === sk);
  if (list === 'sender') return whose === data.sender && sk === `${at}#${letterId}`;
  if (list === 'completed')
    return (
      whose === data.practice && events.some((event) => event.type === 'letter-completed' && event.at.startsWith(day!))
    );
  return true;
}

/** Everything a list is made from, also the attributes that the table finds it by. */
function letterItem(letter: Members): ItemOfLetter {
  const worklist = letter.practice === null || letter.reason === 'unknown-practice' ? '-' : letter.practice;
  return {
    pk: `letter#${letter.letterId}`,
    sk: 'letter',
    sequence: letter.sequence,
    practiceState: `${worklist}#${letter.state}`,
    receivedAtLetter: `${letter.receivedAt}#${letter.letterId}`,
    ...(letter.patientHash === null ? {} : { practicePatient: `${worklist}#${letter.patientHash}` }),
    view: letter,
  };
}

function suggestionItem(letterId: string, id: string, suggestion: Members): ItemOfLetter {
  return {
    pk: `letter#${letterId}`,
    sk: `suggestion#${id}`,
    sequence: suggestion.sequence,
    view: suggestion,
  };
}

/** An item with its view as the value it is, to be compared with an expected one. */
export function spelt(item: Item): Members {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [name, name === 'view' ? parsed(plain(value)) : plain(value)]),
  );
}

/** The path of the first member, in order of names, in which two values differ; null when they say the same. */
function firstDifference(a: unknown, b: unknown): string | null {
  if (canonicalOrNone(a) === canonicalOrNone(b)) return null;
  if (!isObject(a) || !isObject(b)) return '';
  for (const name of [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()) {
    const inside = firstDifference(a[name], b[name]);
    if (inside !== null) return inside === '' ? name : `${name}.${inside}`;
  }
  return '';
}

const canonicalOrNone = (value: unknown) => (value === undefined ? undefined : canonical(value));
