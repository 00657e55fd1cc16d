import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Fault } from '../../functions/audit/verify/finding.ts';
import { type Anchor, encodeAnchor, sealAnchor } from '../../functions/core/archive/anchor.ts';
import { canonicalJson, type Json } from '../../functions/core/canonical-json.ts';
import type { LetterEvent } from '../../functions/core/events.ts';
import type { Seeded } from '../support/seeded.ts';

/** An archive as somebody with every right to its files sees it, and can put back as it was. */
export interface OpenArchive {
  readonly letters: readonly string[];
  readonly days: readonly string[];
  chain(letterId: string): readonly PlacedEvent[];
  /** Replaces all files of a letter; a day without events has no file. */
  putChain(letterId: string, chain: readonly PlacedEvent[]): void;
  anchor(day: string): Anchor;
  putAnchor(day: string, text: string): void;
  restore(): void;
}
export interface PlacedEvent {
  readonly day: string;
  readonly event: LetterEvent;
}

/** What must be named: the fault, and where. */
export interface Named {
  readonly fault: Fault;
  readonly letterId?: string;
  readonly sequence?: number;
  readonly day?: string;
}
export type Tampering = (archive: OpenArchive, chance: Seeded) => Named | null;

/** Null where the letter or day drawn cannot be tampered with in this way. */
export const TAMPERINGS: Readonly<Record<string, Tampering>> = {
  'changed field'(archive, chance) {
    const { letterId, chain } = anyChain(archive, chance);
    const index = chance.below(chain.length);
    const changed = chance.pick([
      (event: LetterEvent) => ({ ...event, actor: { ...event.actor, id: 'somebody else' } }),
      (event: LetterEvent) => ({ ...event, at: event.at.replace(/\d\dZ$/, (ms) => (ms === '00Z' ? '01Z' : '00Z')) }),
      (event: LetterEvent) => ({
        ...event,
        data: { ...event.data, [chance.pick(['more', 'textHash'])]: 'f'.repeat(64) },
      }),
      (event: LetterEvent) => ({ ...event, hash: digestOf(event.hash) }),
      (event: LetterEvent) => ({ ...event, previousHash: digestOf(event.previousHash) }),
      (event: LetterEvent) => ({ ...event, sequence: event.sequence + 40 }),
      (event: LetterEvent) => ({ ...event, type: event.type === 'letter-opened' ? 'access-refused' : 'letter-opened' }),
    ])(chain[index]!.event) as LetterEvent;
    if (canonicalJson(changed as Json) === canonicalJson(chain[index]!.event as Json)) return null;
    archive.putChain(letterId, chain.with(index, { ...chain[index]!, event: changed }));
    return { fault: 'changed', letterId, sequence: changed.sequence };
  },
  swapped(archive, chance) {
    const { letterId, chain } = anyChain(archive, chance);
    if (chain.length < 2) return null;
    const index = chance.below(chain.length - 1);
    const [one, two] = [chain[index]!, chain[index + 1]!];
    const swapped = chain.with(index, { ...one, event: two.event }).with(index + 1, { ...two, event: one.event });
    archive.putChain(letterId, swapped);
    return { fault: 'swapped', letterId, sequence: index + 1 };
  },
  'removed middle'(archive, chance) {
    const { letterId, chain } = anyChain(archive, chance);
    if (chain.length < 2) return null;
    const index = chance.below(chain.length - 1);
    archive.putChain(letterId, chain.toSpliced(index, 1));
    return { fault: 'removed', letterId, sequence: index + 1 };
  },
  'removed tail'(archive, chance) {
    const { letterId, chain } = anyChain(archive, chance);
    if (chain.length < 2) return null;
    const left = 1 + chance.below(chain.length - 1);
    archive.putChain(letterId, chain.slice(0, left));
    return { fault: 'tail-removed', letterId, sequence: left + 1 };
  },
  'removed letter'(archive, chance) {
    const letterId = chance.pick(archive.letters);
    archive.putChain(letterId, []);
    return { fault: 'letter-removed', letterId, sequence: 1 };
  },
  inserted(archive, chance) {
    const { letterId, chain } = anyChain(archive, chance);
    if (chance.chance(0.2)) {
      // A whole letter, every hash of it right.
      const other = digestOf(letterId).slice(0, 32);
      archive.putChain(
        other,
        rehashed(chain, 0, (event) => ({ ...event, letterId: other as never })),
      );
      return { fault: 'inserted', letterId: other, sequence: 1 };
    }
    const index = chance.below(chain.length);
    const { day, event } = chain[index]!;
    const forged = sealed({
      ...event,
      type: 'letter-opened',
      data: { what: 'letter' },
      sequence: event.sequence + 1,
      previousHash: event.hash,
    } as LetterEvent);
    archive.putChain(letterId, chain.toSpliced(index + 1, 0, { day, event: forged }));
    // Behind the last it continues the chain; before another it takes that one's place.
    return { fault: 'inserted', letterId, sequence: event.sequence + 1 };
  },
  'back-dated'(archive, chance) {
    const { letterId, chain } = anyChain(archive, chance);
    const last = chain.at(-1)!;
    const at = new Date(Date.parse(last.event.at) - (1 + chance.below(72)) * 3_600_000).toISOString();
    const event = sealed({
      ...last.event,
      type: 'letter-opened',
      data: { what: 'letter' },
      at,
      sequence: last.event.sequence + 1,
      previousHash: last.event.hash,
    } as LetterEvent);
    // Appended by the service itself under a false clock, and archived in good faith.
    archive.putChain(letterId, [...chain, { day: last.day, event }]);
    anchorAnew(archive, last.day);
    return { fault: 'back-dated', letterId, sequence: event.sequence };
  },
  're-hashed chain'(archive, chance) {
    const { letterId, chain } = anyChain(archive, chance);
    const from = chance.below(chain.length);
    const actor = { kind: 'person', id: 'somebody else', role: 'reviewer' } as const;
    const forged = rehashed(chain, from, (event, index) => (index === from ? { ...event, actor } : event));
    archive.putChain(letterId, forged);
    // The anchor knows the end of each day: the first day that ends behind the change is where it shows.
    const shown = chain.findLast(({ day }) => day === chain[from]!.day)!;
    return { fault: 'rewritten', letterId, sequence: shown.event.sequence, day: shown.day };
  },
  'changed anchor'(archive, chance) {
    const index = chance.below(archive.days.length);
    const day = archive.days[index]!;
    const anchor = archive.anchor(day);
    const isLast = index === archive.days.length - 1;
    const [head] = anchor.heads;
    const changed = chance.pick([
      () => ({ ...anchor, events: anchor.events + 1 }),
      () => ({ ...anchor, root: digestOf(anchor.root) }),
      () => ({ ...anchor, heads: anchor.heads.slice(1) }),
      () => (head === undefined ? anchor : { ...anchor, heads: [{ ...head, sequence: 9 }, ...anchor.heads.slice(1)] }),
      // Whole in itself, and no longer the one that the next day names.
      () => (isLast ? anchor : sealAnchor({ ...without(anchor), events: anchor.events + 1 })),
      () => (isLast ? anchor : sealAnchor({ ...without(anchor), heads: anchor.heads.slice(1) })),
      () => (isLast || index === 0 ? anchor : sealAnchor({ ...without(anchor), previousRoot: digestOf(anchor.root) })),
    ])();
    if (encodeAnchor(changed) === encodeAnchor(anchor)) return null;
    archive.putAnchor(day, encodeAnchor(changed));
    return { fault: 'anchor-changed', day };
  },
};

function anyChain(archive: OpenArchive, chance: Seeded) {
  const letterId = chance.pick(archive.letters);
  return { letterId, chain: archive.chain(letterId) };
}

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');

function sealed({ hash: _, ...event }: LetterEvent): LetterEvent {
  return { ...event, hash: digestOf(canonicalJson(event as Json)) } as LetterEvent;
}

function rehashed(
  chain: readonly PlacedEvent[],
  from: number,
  change: (event: LetterEvent, index: number) => LetterEvent,
): PlacedEvent[] {
  const made = chain.slice(0, from);
  for (const [index, { day, event }] of chain.entries()) {
    if (index < from) continue;
    const previousHash = made.at(-1)?.event.hash ?? '0'.repeat(64);
    made.push({ day, event: sealed({ ...change(event, index), previousHash }) });
  }
  return made;
}

const without = ({ root: _, ...anchor }: Anchor) => anchor;

/** Makes the anchors again from `first` on, as if the archive had always been so. */
export function anchorAnew(archive: OpenArchive, first: string): void {
  let previousRoot: string | null = null;
  for (const day of archive.days) {
    if (day < first) continue;
    const heads: Anchor['heads'] = [];
    let events = 0;
    for (const letterId of archive.letters) {
      const ofDay = archive.chain(letterId).filter((placed) => placed.day === day);
      const last = ofDay.at(-1)?.event;
      events += ofDay.length;
      if (last !== undefined) heads.push({ letterId: last.letterId, sequence: last.sequence, hash: last.hash });
    }
    const before = without(archive.anchor(day));
    const anchor = sealAnchor({ ...before, events, heads, previousRoot: previousRoot ?? before.previousRoot });
    archive.putAnchor(day, encodeAnchor(anchor));
    previousRoot = anchor.root;
  }
}

export function openArchive(root: string): OpenArchive {
  const before = new Map<string, string | null>();
  const folderOf = (letterId: string) => join(root, 'events', letterId.slice(0, 2), letterId);
  const filesOf = (letterId: string) => (existsSync(folderOf(letterId)) ? readdirSync(folderOf(letterId)).sort() : []);
  const letters = readdirSync(join(root, 'events')).flatMap((prefix) => readdirSync(join(root, 'events', prefix)));

  function put(file: string, text: string | null): void {
    if (!before.has(file)) before.set(file, existsSync(file) ? readFileSync(file, 'utf8') : null);
    if (existsSync(file)) chmodSync(file, 0o644);
    if (text === null) rmSync(file, { force: true });
    else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    const folder = dirname(file);
    if (existsSync(folder) && readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
  }

  return {
    letters: letters.sort(),
    days: readdirSync(join(root, 'anchors'))
      .map((name) => name.slice(0, 10))
      .sort(),
    chain: (letterId) =>
      filesOf(letterId).flatMap((name) =>
        readFileSync(join(folderOf(letterId), name), 'utf8')
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => ({ day: name.slice(0, 10), event: JSON.parse(line) })),
      ),
    putChain(letterId, chain) {
      const days = new Set([...filesOf(letterId).map((name) => name.slice(0, 10)), ...chain.map(({ day }) => day)]);
      for (const day of days) {
        const lines = chain.filter((placed) => placed.day === day).map(({ event }) => canonicalJson(event as Json));
        put(join(folderOf(letterId), `${day}.ndjson`), lines.length === 0 ? null : `${lines.join('\n')}\n`);
      }
    },
    anchor: (day) => JSON.parse(readFileSync(join(root, 'anchors', `${day}.json`), 'utf8')),
    putAnchor: (day, text) => put(join(root, 'anchors', `${day}.json`), text),
    restore() {
      for (const [file, text] of before) put(file, text);
      before.clear();
    },
  };
}
