import * as z from 'zod';
import { canonicalJson, type Json } from '../canonical-json.ts';
import { LetterId } from '../letter.ts';
import { Sha256 } from '../sha256.ts';
import { merkleRoot } from './merkle.ts';

/** A day of the archive, in UTC: `2026-03-01`. */
export const Day = z.iso.date();

/** How far one letter's chain had come at the end of a day. */
export const ChainHead = z.strictObject({ letterId: LetterId, sequence: z.int().min(1), hash: Sha256 });
export type ChainHead = z.infer<typeof ChainHead>;

/**
 * What fixes a day: whoever keeps it elsewhere can prove later that nothing up to that day was changed, removed or put
 * in. Made for every day, also for one on which nothing happened.
 */
export const Anchor = z.strictObject({
  formatVersion: z.literal(1),
  day: Day,
  /** The root of the day before; 64 zeros for the first. */
  previousRoot: Sha256,
  /** SHA-256 of the published event schema under which the day was archived. */
  eventSchema: Sha256,
  /** Events archived on this day. */
  events: z.int().min(0),
  /** Of each chain that grew on this day, in order of letterId. */
  heads: z.array(ChainHead),
  /**
   * Merkle tree hash (RFC 6962) over leaves of canonical JSON: first this anchor without `heads` and `root`, so that the
   * root stands for every day before as well; then each head.
   */
  root: Sha256,
});
export type Anchor = z.infer<typeof Anchor>;

export const FIRST_PREVIOUS_ROOT = '0'.repeat(64);

export function sealAnchor({ heads, ...frame }: Omit<Anchor, 'root'>): Anchor {
  const sorted = [...heads].sort((a, b) => (a.letterId < b.letterId ? -1 : 1));
  const root = merkleRoot([canonicalJson(frame), ...sorted.map((head) => canonicalJson(head))]);
  return { ...frame, heads: sorted, root };
}

export const encodeAnchor = (anchor: Anchor): string => `${canonicalJson(anchor as Json)}\n`;
export const decodeAnchor = (text: string): Anchor => Anchor.parse(JSON.parse(text));
