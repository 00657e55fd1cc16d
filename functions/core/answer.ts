import * as z from 'zod';
import { ConceptId, SNOMED_CT } from './sctid.ts';
import { Span } from './span.ts';

/** The shape of an answer: what the service makes of one letter. Field names are fixed; add, don't rename. */

export const Category = z.enum([
  'diagnosis',
  'stage',
  'treatment',
  'care-plan',
  'family-history',
  'screening',
  'referral',
  'status',
]);
export type Category = z.infer<typeof Category>;

/** What the words around a mention say of it (ConText, Harkema 2009, and the treatment states of the NHS Data Dictionary). */
export const Assertion = z.strictObject({
  certainty: z.enum(['confirmed', 'suspected', 'negated']),
  temporality: z.enum(['current', 'historical', 'planned', 'completed', 'hypothetical']),
  subject: z.enum(['patient', 'family', 'other']),
});
export type Assertion = z.infer<typeof Assertion>;

export const Concept = z.strictObject({ system: z.literal(SNOMED_CT), code: ConceptId, display: z.string().min(1) });
export type Concept = z.infer<typeof Concept>;

/** A date as written: never more precise than the words. */
export const LetterDate = z.strictObject({
  value: z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/),
  precision: z.enum(['year', 'month', 'day']),
  role: z.enum(['diagnosed', 'performed', 'started', 'ended', 'planned', 'mentioned']),
});
export type LetterDate = z.infer<typeof LetterDate>;

/** The words a suggestion rests on, where they stand, and the rule that read them. */
export const Evidence = Span.extend({ quote: z.string(), section: z.string(), rule: z.string() });
export type Evidence = z.infer<typeof Evidence>;

/** What accepting the suggestion does to the practice's registers. */
export const Effect = z.strictObject({ register: z.string(), joins: z.boolean(), because: z.string() });
export type Effect = z.infer<typeof Effect>;

export const Suggestion = z.strictObject({
  id: z.string().min(1),
  category: Category,
  /** null where the lexicon knows the idea but holds no id for it: shown as "no code held". */
  concept: Concept.nullable(),
  display: z.string().min(1),
  assertion: Assertion,
  value: z.string().optional(),
  date: LetterDate.optional(),
  effect: Effect.optional(),
  evidence: z.array(Evidence).min(1),
});
export type Suggestion = z.infer<typeof Suggestion>;

export const HeldReason = z.enum([
  'negated',
  'suspected',
  'historical',
  'family',
  'hypothetical',
  'not-the-patient',
  'less-specific',
  'do-not-code',
]);
export type HeldReason = z.infer<typeof HeldReason>;

/** Seen, and not suggested: kept with the reason, shown on request. */
export const Held = Suggestion.extend({ reason: HeldReason });
export type Held = z.infer<typeof Held>;

/** One stage reading, coded or not. `value` is without axis and prefix. */
export const Stage = Span.extend({
  system: z.string().min(1),
  axis: z.enum(['T', 'N', 'M']).nullable(),
  prefix: z.string().nullable(),
  value: z.string().min(1),
  assertion: Assertion,
});
export type Stage = z.infer<typeof Stage>;

/** Two readings that cannot both hold. Shown, never resolved. */
export const Conflict = z.strictObject({ kind: z.string().min(1), between: z.array(Span).min(2) });
export type Conflict = z.infer<typeof Conflict>;

/** The patient block, for display and matching only. It never enters an event. */
export const Patient = z.strictObject({
  nhsNumber: Span.extend({ value: z.string(), valid: z.boolean() }).optional(),
  dateOfBirth: Span.extend({ value: z.string() }).optional(),
  name: Span.extend({ value: z.string() }).optional(),
});
export type Patient = z.infer<typeof Patient>;

export const Coverage = z.strictObject({
  pages: z.int().min(0),
  pagesRead: z.int().min(0),
  characters: z.int().min(0),
});
export type Coverage = z.infer<typeof Coverage>;

export const Answer = z.strictObject({
  id: z.string().min(1),
  outcome: z.enum(['assessed', 'nothing-recognised', 'unreadable']),
  reason: z.string().optional(),
  lexiconVersion: z.string().min(1),
  engineVersion: z.string().min(1),
  coverage: Coverage,
  patient: Patient,
  suggestions: z.array(Suggestion),
  held: z.array(Held),
  stages: z.array(Stage),
  conflicts: z.array(Conflict),
});
export type Answer = z.infer<typeof Answer>;
