import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type AnchoredDay, checkAnchors, type Head, type KeptAnchor, readAnchor } from './anchors.ts';
import { canonical, type Members } from './canonical.ts';
import { checkChain, type KeptEvent } from './chain-check.ts';
import { CannotVerifyError, type Finding, MOST_FINDINGS, type Verdict } from './finding.ts';
import { growingTree } from './tree.ts';

/**
 * Checks an archive by itself, letter by letter: it holds one letter's events and a few hashes a day at a time, however
 * many letters there are. `kept` are anchors from elsewhere, which the archive must still have.
 *
 * @throws CannotVerifyError when there is no such folder
 */
export function verifyArchive(archive: string, kept: readonly KeptAnchor[]): Verdict {
  if (!existsSync(archive) || !statSync(archive).isDirectory())
    throw new CannotVerifyError(`${archive} is not a folder`);
  const anchors = checkAnchors(archive);
  const findings: Finding[] = [...changedSince(kept, anchors.days), ...anchors.findings];
  const trees = new Map(anchors.days.map((day) => [day.day, { day, tree: growingTree(), events: 0 }]));
  for (const { day, tree } of trees.values()) tree.add(day.frame);

  let letters = 0;
  let events = 0;
  const flagged = new Set<string>();
  const adrift = new Set<string>();
  for (const { letterId, files } of lettersIn(archive, findings)) {
    letters++;
    const { kept: chain, finding } = readFiles(letterId, files);
    events += chain.length;
    const wrong = finding ?? checkChain(letterId, chain);
    if (wrong !== null && findings.length < MOST_FINDINGS) {
      findings.push(wrong);
      flagged.add(letterId);
    }
    for (const head of headsOf(chain)) {
      const grown = trees.get(head.day);
      if (grown === undefined) adrift.add(head.day);
      grown?.tree.add(canonical({ letterId, sequence: head.sequence, hash: head.hash }));
      if (grown !== undefined) grown.events += head.events;
    }
  }
  const odd = [...trees.values()].filter(({ day, tree, events }) => tree.root() !== day.root || events !== day.events);
  const days = odd.map(({ day }) => day.day);
  if (days.length > 0) findings.push(...partings(archive, days, flagged));
  if (days.length > 0 && findings.length === 0)
    findings.push({ fault: 'anchor-changed', day: days[0]!, says: 'is not what the events of this day make' });
  for (const day of adrift)
    if (!findings.some((finding) => finding.day === day))
      findings.push({ fault: 'anchor-missing', day, says: 'there are events of this day, and no anchor' });
  return { what: 'archive', letters, events, ...span(anchors.days), findings: findings.slice(0, MOST_FINDINGS) };
}

function changedSince(kept: readonly KeptAnchor[], days: readonly AnchoredDay[]): Finding[] {
  const byDay = new Map(days.map((anchored) => [anchored.day, anchored]));
  return kept.flatMap(({ day, root }): Finding[] => {
    const now = byDay.get(day);
    if (now === undefined) return [{ fault: 'anchor-missing', day, says: 'the anchor kept elsewhere is not here' }];
    if (now.root === root) return [];
    return [{ fault: 'anchor-changed', day, field: 'root', says: 'is another than the one kept elsewhere' }];
  });
}

function span(days: readonly AnchoredDay[]): Pick<Verdict, 'days'> {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return {};
  return { days: { from: first.day, to: last.day, count: days.length, root: last.root } };
}

interface LetterFiles {
  readonly letterId: string;
  /** In order of their days. */
  readonly files: readonly { readonly day: string; readonly path: string }[];
}

/** In order of letterId, as the heads of an anchor are. */
function* lettersIn(archive: string, findings: Finding[]): Generator<LetterFiles> {
  const events = join(archive, 'events');
  const stray = (name: string) => findings.push({ fault: 'stray', says: `${name} is nothing an archive holds` });
  for (const prefix of existsSync(events) ? readdirSync(events).sort() : []) {
    if (!/^[0-9a-f]{2}$/.test(prefix)) {
      stray(`events/${prefix}`);
      continue;
    }
    for (const letterId of readdirSync(join(events, prefix)).sort()) {
      if (!/^[0-9a-f]{32}$/.test(letterId) || !letterId.startsWith(prefix)) stray(`events/${prefix}/${letterId}`);
      else yield { letterId, files: filesOf(join(events, prefix, letterId), stray) };
    }
  }
}

function filesOf(folder: string, stray: (name: string) => void): LetterFiles['files'] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const day = /^(\d{4}-\d{2}-\d{2})\.ndjson$/.exec(name)?.[1];
      if (day !== undefined) return [{ day, path: join(folder, name) }];
      if (!name.endsWith('.part')) stray(join(folder, name));
      return [];
    });
}

/** A line must be the one way to write its event: two texts for one hash would be room for a second meaning. */
function readFiles(letterId: string, files: LetterFiles['files']): { kept: KeptEvent[]; finding: Finding | null } {
  const kept: KeptEvent[] = [];
  for (const { day, path } of files) {
    const lines = readFileSync(path, 'utf8').split('\n');
    const place = { letterId, day, sequence: kept.length + lines.length };
    if (lines.pop() !== '') return { kept, finding: { ...place, fault: 'changed', says: 'its line breaks off' } };
    if (lines.length === 0) return { kept, finding: { ...place, fault: 'removed', says: 'its file is empty' } };
    for (const line of lines) {
      const at = { letterId, day, sequence: kept.length + 1 };
      let value: unknown;
      try {
        value = JSON.parse(line);
      } catch {
        return { kept, finding: { ...at, fault: 'changed', says: 'its line is not JSON' } };
      }
      if (canonical(value) !== line)
        return { kept, finding: { ...at, fault: 'changed', says: 'its line is not written canonically' } };
      kept.push({ value, day });
    }
  }
  return { kept, finding: null };
}

interface DayHead extends Head {
  readonly day: string;
  readonly events: number;
}

/** The last event of each day's file, as the anchor of that day must name it. */
function headsOf(chain: readonly KeptEvent[]): DayHead[] {
  const heads = new Map<string, DayHead>();
  for (const { value, day } of chain) {
    const { letterId, sequence, hash } = Object(value) as Members & Head;
    heads.set(day!, { letterId, sequence, hash, day: day!, events: (heads.get(day!)?.events ?? 0) + 1 });
  }
  return [...heads.values()];
}

/**
 * Where the letters and the anchors of some days part, letter by letter. Those already found wrong are not named again.
 * Reads the letters a second time, which only an archive with something wrong costs.
 */
function partings(archive: string, days: readonly string[], flagged: ReadonlySet<string>): Finding[] {
  const findings: Finding[] = [];
  const anchored = new Map(days.map((day) => [day, headsAnchored(archive, day)]));
  for (const { letterId, files } of lettersIn(archive, [])) {
    for (const { day } of files) {
      const heads = anchored.get(day);
      const head = heads?.get(letterId);
      heads?.delete(letterId);
      if (heads === undefined || flagged.has(letterId) || findings.at(-1)?.letterId === letterId) continue;
      const wrong = partsAt(letterId, files, day, head);
      if (wrong !== null) findings.push({ letterId, day, ...wrong });
    }
    const rest = [...anchored].find(([, heads]) => heads.has(letterId));
    if (rest !== undefined && !flagged.has(letterId) && findings.at(-1)?.letterId !== letterId) {
      const wrong = partsAt(letterId, files, rest[0], rest[1].get(letterId));
      if (wrong !== null) findings.push({ letterId, day: rest[0], ...wrong });
    }
    for (const heads of anchored.values()) heads.delete(letterId);
  }
  for (const [day, heads] of anchored)
    for (const letterId of heads.keys())
      findings.push({ fault: 'letter-removed', letterId, sequence: 1, day, says: 'is anchored, and is gone' });
  return findings;
}

function headsAnchored(archive: string, day: string): Map<string, Head> {
  const anchor = readAnchor(readFileSync(join(archive, 'anchors', `${day}.json`), 'utf8'));
  return new Map('says' in anchor ? [] : anchor.heads.map((head) => [head.letterId, head]));
}

function partsAt(
  letterId: string,
  files: LetterFiles['files'],
  day: string,
  anchored: Head | undefined,
): Omit<Finding, 'letterId'> | null {
  const { kept } = readFiles(letterId, files);
  const head = headsOf(kept.filter((event) => event.day! <= day)).at(-1);
  const reached = head?.sequence ?? 0;
  if (anchored === undefined) {
    const before = kept.filter((event) => event.day! < day).length;
    return { fault: 'inserted', sequence: before + 1, says: 'was never anchored' };
  }
  if (reached < anchored.sequence)
    return { fault: 'tail-removed', sequence: reached + 1, says: `is gone, and all up to event ${anchored.sequence}` };
  if (reached > anchored.sequence)
    return { fault: 'inserted', sequence: anchored.sequence + 1, says: 'was not there when the day was anchored' };
  if (head!.hash !== anchored.hash)
    return {
      fault: 'rewritten',
      sequence: anchored.sequence,
      field: 'hash',
      says: 'is not the one that was anchored: it, or one before it, was made anew',
    };
  return null;
}
