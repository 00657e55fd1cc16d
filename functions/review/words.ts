import type { Assertion, Category, Conflict, HeldReason, Stage, Suggestion } from '../core/answer.ts';
import { REASON_IN_WORDS } from '../core/quarantine-words.ts';
import type { Page } from '../core/text-document.ts';
import type { LetterState, LetterView } from '../core/views.ts';

/** What the domain's own terms are called when people read them, on the page and in the terminal alike. */

export const CATEGORY_IN_WORDS: Readonly<Record<Category, string>> = {
  diagnosis: 'Diagnosis',
  stage: 'Stage',
  treatment: 'Treatment',
  'care-plan': 'Care plan',
  'family-history': 'Family history',
  screening: 'Screening',
  referral: 'Referral',
  status: 'Status',
};

export const STATE_IN_WORDS: Readonly<Record<LetterState, string>> = {
  received: 'Being read',
  quarantined: 'Set aside for a person',
  ready: 'Ready for review',
  completed: 'Completed',
  superseded: 'Replaced',
};

export const HELD_IN_WORDS: Readonly<Record<HeldReason, string>> = {
  negated: 'the letter says it is not so',
  suspected: 'only suspected',
  historical: 'in the past',
  family: 'about a relative',
  hypothetical: 'only if something else happens',
  'not-the-patient': 'about someone else',
  'less-specific': 'a more specific suggestion says the same',
  'do-not-code': 'not to be coded',
};

/** `planned`, `suspected, family member`; `confirmed` where nothing else is said. */
export function assertionInWords({ certainty, temporality, subject }: Assertion): string {
  const said = [
    ...(certainty === 'confirmed' ? [] : [certainty]),
    ...(temporality === 'current' ? [] : [temporality === 'historical' ? 'in the past' : temporality]),
    ...(subject === 'patient' ? [] : [subject === 'family' ? 'family member' : 'someone else']),
  ];
  return said.length === 0 ? 'confirmed' : said.join(', ');
}

export function codeInWords({ concept }: Pick<Suggestion, 'concept'>): string {
  return concept === null ? 'no code held' : concept.code;
}

/** `pT2a`, `FIGO IB`, `ECOG 1`: as the field writes them. */
export function stageInWords({ system, axis, prefix, value }: Stage): string {
  if (axis !== null) return `${prefix ?? ''}${axis}${value}`;
  const name = STAGE_SYSTEM_IN_WORDS[system] ?? system;
  return `${prefix ?? ''}${prefix ? ' ' : ''}${name} ${value}`;
}

const STAGE_SYSTEM_IN_WORDS: Readonly<Record<string, string>> = {
  group: 'stage',
  figo: 'FIGO',
  dukes: 'Dukes',
  'ann-arbor': 'Ann Arbor',
  gleason: 'Gleason',
  isup: 'grade group',
  breslow: 'Breslow',
  clark: 'Clark',
  ecog: 'performance status',
  bclc: 'BCLC',
  binet: 'Binet',
  rai: 'Rai',
  cpg: 'CPG',
  karnofsky: 'Karnofsky',
  mmr: 'mismatch repair',
  msi: 'microsatellites',
  nottingham: 'Nottingham',
  npi: 'NPI',
};

/** `m category and stage group: "M0" beside "stage IV"` */
export function conflictInWords({ kind, between }: Conflict, text: string): string {
  const words = between.map(({ start, end }) => `“${oneLine(text.slice(start, end))}”`);
  return `${kind.replaceAll('-', ' ')}: ${words.join(' beside ')}`;
}

/** What of the letter was not read; null when all of it was. */
export function coverageInWords(pages: readonly Pick<Page, 'readable'>[]): string | null {
  const unread = pages.flatMap(({ readable }, index) => (readable ? [] : [index + 1]));
  if (unread.length === 0) return null;
  const all = unread.length === 1 ? `Page ${unread[0]}` : `Pages ${listed(unread)}`;
  return `${all} of ${pages.length} could not be read. Read ${unread.length === 1 ? 'it' : 'them'} by hand.`;
}

/** Read, and nothing found: said of what was read alone. */
export function nothingSuggestedInWords(pages: readonly Pick<Page, 'readable'>[]): string {
  return pages.every(({ readable }) => readable)
    ? 'The letter was read and nothing in it is suggested for coding.'
    : 'Nothing in the pages that could be read is suggested for coding.';
}

function listed(numbers: readonly number[]): string {
  return `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;
}

export function reasonInWords({ reason }: Pick<LetterView, 'reason'>): string {
  return reason === undefined ? '' : REASON_IN_WORDS[reason];
}

/** `2026-08-14T09:30:00.000Z` as `14 Aug 2026, 09:30 UTC`. */
export function timeInWords(at: string): string {
  const [, year, month, day, time] = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2})/.exec(at) ?? [];
  return `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}, ${time} UTC`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Words wrapped over lines in the letter, on one. */
export function oneLine(words: string): string {
  return words.replace(/\s+/g, ' ').trim();
}
