import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { canonical, digest, isObject, without } from './canonical.ts';
import { CannotVerifyError, type Finding } from './finding.ts';
import { anchorBySchema } from './schemas.ts';
import { growingTree } from './tree.ts';

export interface Head {
  readonly letterId: string;
  readonly sequence: number;
  readonly hash: string;
}

export interface KeptAnchor {
  readonly day: string;
  readonly previousRoot: string;
  readonly eventSchema: string;
  readonly events: number;
  readonly heads: readonly Head[];
  readonly root: string;
}

/** What is remembered of each anchor while the letters are read: a line a day. */
export interface AnchoredDay extends Omit<KeptAnchor, 'heads'> {
  /** The first leaf of the day's tree. */
  readonly frame: string;
}

/** @returns the anchor; or why its text is not a whole one */
export function readAnchor(text: string): KeptAnchor | { readonly field: string; readonly says: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { field: '', says: 'is not JSON' };
  }
  const path = anchorBySchema(value);
  if (path !== null || !isObject(value))
    return { field: path ?? '', says: 'is not as the published schema describes it' };
  if (text !== `${canonical(value)}\n`) return { field: '', says: 'is not written canonically' };
  const anchor = value as unknown as KeptAnchor;
  const tree = growingTree();
  tree.add(frameOf(anchor));
  let before = '';
  for (const head of anchor.heads) {
    if (head.letterId <= before) return { field: 'heads', says: 'its heads are not in order, or one stands twice' };
    before = head.letterId;
    tree.add(canonical(head));
  }
  return tree.root() === anchor.root ? anchor : { field: 'root', says: 'its root is not that of what it holds' };
}

export const frameOf = (anchor: KeptAnchor): string => canonical(without({ ...anchor }, 'heads', 'root'));

const FIRST_PREVIOUS_ROOT = '0'.repeat(64);
const DAY_FILE = /^(\d{4}-\d{2}-\d{2})\.json$/;

/** Every anchor of an archive in itself, and that they follow each other day by day. */
export function checkAnchors(archive: string): { days: readonly AnchoredDay[]; findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const days: AnchoredDay[] = [];
  const folder = join(archive, 'anchors');
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  for (const name of names) {
    if (name.endsWith('.part')) continue;
    const day = DAY_FILE.exec(name)?.[1];
    if (day === undefined) {
      findings.push({ fault: 'stray', says: `anchors/${name} is no anchor` });
      continue;
    }
    const anchor = readAnchor(readFileSync(join(folder, name), 'utf8'));
    if ('says' in anchor) findings.push({ fault: 'anchor-changed', day, ...anchor });
    else if (anchor.day !== day)
      findings.push({ fault: 'anchor-changed', day, field: 'day', says: `is the anchor of ${anchor.day}` });
    else {
      const { heads: _, ...kept } = anchor;
      days.push({ ...kept, frame: frameOf(anchor) });
    }
  }
  const broken = new Set(findings.map(({ day }) => day));
  findings.push(...gaps(days, broken), ...brokenLinks(days, broken), ...wrongSchemas(archive, days));
  if (names.length === 0) findings.push({ fault: 'anchor-missing', says: 'there is no anchor: nothing is proven' });
  return { days, findings: findings.sort((a, b) => ((a.day ?? '') < (b.day ?? '') ? -1 : 1)) };
}

function gaps(days: readonly AnchoredDay[], broken: ReadonlySet<string | undefined>): Finding[] {
  const findings: Finding[] = [];
  for (const [index, { day }] of days.entries()) {
    if (index === 0) continue;
    for (let due = following(days[index - 1]!.day); due < day; due = following(due))
      if (!broken.has(due)) findings.push({ fault: 'anchor-missing', day: due, says: 'this day has no anchor' });
  }
  return findings;
}

/** Of two neighbours that do not fit, the one that fits its other neighbour is believed. */
function brokenLinks(days: readonly AnchoredDay[], broken: ReadonlySet<string | undefined>): Finding[] {
  const findings: Finding[] = [];
  const [first] = days;
  if (first !== undefined && first.previousRoot !== FIRST_PREVIOUS_ROOT && broken.size === 0)
    findings.push({ fault: 'anchor-missing', day: first.day, says: 'the days before this one are gone' });
  for (const [index, anchor] of days.entries()) {
    const before = days[index - 1];
    if (before === undefined || following(before.day) !== anchor.day || anchor.previousRoot === before.root) continue;
    const after = days[index + 1];
    const isOdd = after !== undefined && after.previousRoot !== anchor.root;
    const { day } = isOdd ? anchor : before;
    const says = isOdd ? 'fits neither the day before nor the day after' : 'its root is not the one the next day names';
    if (!broken.has(day)) findings.push({ fault: 'anchor-changed', day, field: 'root', says });
  }
  return findings;
}

/** The schema each day was archived under lies beside it, for whoever reads it years later. */
function wrongSchemas(archive: string, days: readonly AnchoredDay[]): Finding[] {
  const names = new Map(days.map(({ eventSchema, day }) => [eventSchema, day]));
  return [...names].flatMap(([hash, day]): Finding[] => {
    const name = `schemas/letter-event.1.${hash}.json`;
    const file = join(archive, name);
    if (existsSync(file) && digest(readFileSync(file)) === hash) return [];
    return [{ fault: 'anchor-changed', day, field: 'eventSchema', says: `${name} is missing or has been changed` }];
  });
}

export function following(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/**
 * The anchors an auditor kept elsewhere: one file, or a folder of them.
 *
 * @throws CannotVerifyError when there are none, or one is not whole: nothing could be held against it
 */
export function readKeptAnchors(path: string): readonly KeptAnchor[] {
  if (!existsSync(path)) throw new CannotVerifyError(`${path} is not there`);
  const files = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((name) => name.endsWith('.json'))
        .sort()
        .map((name) => join(path, name))
    : [path];
  if (files.length === 0) throw new CannotVerifyError(`${path} holds no anchor`);
  return files.map((file) => {
    const anchor = readAnchor(readFileSync(file, 'utf8'));
    if ('says' in anchor) throw new CannotVerifyError(`${file} cannot be held against anything: it ${anchor.says}`);
    return anchor;
  });
}
