/** Where things stand in an archive. Described for auditors in docs/audit.md; written once, never renamed. */

export const ANCHORS = 'anchors/';
export const anchorName = (day: string): string => `${ANCHORS}${day}.json`;

/** A letter's events of one day, one a line: all its files in order of their names are its chain. */
export const eventsName = (letterId: string, day: string): string =>
  `events/${letterId.slice(0, 2)}/${letterId}/${day}.ndjson`;

/** Named by its hash as well: a schema grows by new types, and what an older day was written under is kept beside it. */
export const schemaName = (name: string, hash: string): string => `schemas/${name}.${hash}.json`;
