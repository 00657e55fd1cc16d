import type { LetterEvent } from './events.ts';
import { type LetterId, letterIdOf } from './letter.ts';
import type { EventStore, LetterSource, TextStore } from './ports.ts';

export interface Superseding {
  readonly letterId: LetterId;
  readonly by: LetterId;
}

interface ReadVersion {
  readonly letterId: LetterId;
  readonly chain: readonly LetterEvent[];
  readonly text: string;
}

/**
 * Which versions of this letter's key are replaced by a newer one. A new version under the same name is *not* proof:
 * hospitals reuse file names ("letter.pdf"), and hiding one patient's letter behind another's would lose it. So a
 * version is replaced only by a newer one of the same patient (same valid NHS number) that says it is amended or
 * repeats most of the older one's lines. Looked at from either side, so the order of delivery does not matter.
 */
export async function findAmendment(
  ports: { letters: LetterSource; events: EventStore; texts: TextStore },
  chain: readonly LetterEvent[],
): Promise<readonly Superseding[]> {
  const first = chain[0];
  if (first?.type !== 'letter-received' || patientOf(chain) === null) return [];
  const versions = await ports.letters.versions(first.data.object.key);
  if (versions.length < 2) return [];

  const newestFirst: ReadVersion[] = [];
  for (const object of versions) {
    const version = await readVersion(ports, letterIdOf(object));
    if (version !== null) newestFirst.push(version);
  }
  return newestFirst.flatMap((older, index) => {
    if (older.chain.some((event) => event.type === 'letter-superseded' && event.data.because === 'duplicate'))
      return [];
    const by = newestFirst.slice(0, index).find((newer) => replaces(newer, older));
    return by === undefined ? [] : [{ letterId: older.letterId, by: by.letterId }];
  });
}

async function readVersion(
  { events, texts }: { events: EventStore; texts: TextStore },
  letterId: LetterId,
): Promise<ReadVersion | null> {
  const chain = await events.read(letterId);
  const extracted = chain.find((event) => event.type === 'text-extracted');
  if (extracted === undefined) return null;
  const { text } = await texts.get(letterId, extracted.data.textHash);
  return { letterId, chain, text };
}

function replaces(newer: ReadVersion, older: ReadVersion): boolean {
  if (patientOf(newer.chain) === null || patientOf(newer.chain) !== patientOf(older.chain)) return false;
  return saysItIsAmended(newer.text) || shareOfLinesKept(older.text, newer.text) >= 0.6;
}

function patientOf(chain: readonly LetterEvent[]): string | null {
  return chain.find((event) => event.type === 'text-extracted')?.data.patientHash ?? null;
}

/** Said near the top, where such notices stand. */
function saysItIsAmended(text: string): boolean {
  return /\b(amended|corrected|revised|addendum)\b|\b(replaces|supersedes)\b[^.]{0,40}\b(letter|report|version)\b/i.test(
    text.slice(0, 1500),
  );
}

/** The share of the older text's distinct lines that the newer one repeats; 0 when the older has none. */
export function shareOfLinesKept(older: string, newer: string): number {
  const lines = distinctLines(older);
  if (lines.size === 0) return 0;
  const kept = distinctLines(newer);
  return [...lines].filter((line) => kept.has(line)).length / lines.size;
}

function distinctLines(text: string): ReadonlySet<string> {
  const lines = text.split('\n').map((line) => line.toLowerCase().replace(/\s+/g, ' ').trim());
  return new Set(lines.filter((line) => line.length > 0));
}
