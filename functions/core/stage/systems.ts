/** What the stage grammars read: the `system` of every reading. */
export const STAGE_SYSTEMS = [
  'tnm',
  'group',
  'figo',
  'dukes',
  'ann-arbor',
  'binet',
  'rai',
  'iss',
  'r-iss',
  'bclc',
  'masaoka-koga',
  'gleason',
  'isup',
  'cpg',
  'breslow',
  'clark',
  'grade',
  'nottingham',
  'npi',
  'ecog',
  'karnofsky',
  'er',
  'pr',
  'her2',
  'mmr',
  'msi',
] as const;

/** Performance status by its WHO name: read as `ecog`, the same five steps, and held by concepts of its own. */
export const WHO_PERFORMANCE = 'who-ps';
