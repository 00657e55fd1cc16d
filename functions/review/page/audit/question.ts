import type { AuditQuestion } from '../../api/audit-contract.ts';

/** What an auditor can ask about, as typed. */
export const ASKED = {
  letterId: 'Letter id',
  suggestionId: 'Suggestion id',
  code: 'Concept id',
  rule: 'Phrase or rule of the lexicon',
  lexiconVersion: 'Lexicon version',
  actorId: 'Person or part of the service',
  nhsNumber: 'NHS number',
} as const;
export type AskedField = keyof typeof ASKED;

/** Kinds of events by the question that they answer. */
export const KINDS = {
  opened: ['Who saw it', ['letter-opened']],
  suggested: ['Suggested and held back', ['suggestions-made']],
  decided: ['Decided', ['suggestion-decided', 'decision-undone', 'code-added']],
  completed: ['Completed and reopened', ['letter-completed', 'letter-reopened']],
  exported: ['Exported', ['letter-exported']],
  aside: ['Set aside or replaced', ['letter-quarantined', 'quarantine-decided', 'letter-superseded']],
  refused: ['Asked for without the right to it', ['access-refused']],
} as const satisfies Readonly<Record<string, readonly [string, AuditQuestion['types']]>>;
export type Kind = keyof typeof KINDS;

export interface Typed extends Readonly<Record<AskedField, string>> {
  readonly kind: Kind | '';
  /** Days in UTC, `2026-03-01`, both included; empty where not asked. */
  readonly fromDay: string;
  readonly toDay: string;
}
export const NOTHING_TYPED: Typed = {
  letterId: '',
  suggestionId: '',
  code: '',
  rule: '',
  lexiconVersion: '',
  actorId: '',
  nhsNumber: '',
  kind: '',
  fromDay: '',
  toDay: '',
};

export type Asking =
  | { readonly question: AuditQuestion }
  | { readonly errors: Readonly<Partial<Record<keyof Typed, string>>> };

/** What is asked, or what is wrong with what was typed. */
export function questionOf(typed: Typed): Asking {
  const given = Object.fromEntries(
    (Object.keys(ASKED) as AskedField[]).map((field) => [field, tidied(field, typed[field])]),
  ) as Record<AskedField, string>;
  const errors = {
    ...(given.letterId !== '' && !/^[0-9a-f]{32}$/.test(given.letterId)
      ? { letterId: 'Enter a letter’s id of 32 characters' }
      : {}),
    ...(given.code !== '' && !/^\d{6,18}$/.test(given.code)
      ? { code: 'Enter the 6 to 18 digits of a concept id' }
      : {}),
    ...(given.nhsNumber !== '' && !/^\d{10}$/.test(given.nhsNumber)
      ? { nhsNumber: 'Enter the 10 digits of an NHS number' }
      : {}),
    ...(typed.fromDay !== '' && typed.toDay !== '' && typed.toDay < typed.fromDay
      ? { toDay: 'Enter a day that is not before the first' }
      : {}),
  };
  if (Object.keys(errors).length > 0) return { errors };
  const question = {
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')),
    ...(typed.kind === '' ? {} : { types: [...KINDS[typed.kind][1]] }),
    ...(typed.fromDay === '' ? {} : { from: `${typed.fromDay}T00:00:00.000Z` }),
    ...(typed.toDay === '' ? {} : { until: startOfDayAfter(typed.toDay) }),
  };
  if (Object.keys(question).length === 0) return { errors: { letterId: 'Enter something to search by' } };
  return { question };
}

function tidied(field: AskedField, typed: string): string {
  if (field === 'nhsNumber' || field === 'code') return typed.replace(/[\s-]/g, '');
  return field === 'letterId' ? typed.trim().toLowerCase() : typed.trim();
}

function startOfDayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + 86_400_000).toISOString();
}
