import * as z from 'zod';
import { REPORT_BY } from '../../core/decision-report.ts';
import { Actor, LetterEvent } from '../../core/events.ts';
import { LetterId } from '../../core/letter.ts';
import { LetterState } from '../../core/views.ts';

/** What the API takes and gives for those who look at what was done: auditors, and operators for the report. */

const EventName = z.enum(LetterEvent.options.map((option) => option.shape.type.value));

/** What is asked about, all of it together. An NHS number stands in a body, never in a URL. */
const Question = z.strictObject({
  letterId: LetterId.optional(),
  suggestionId: z.string().min(1).max(100).optional(),
  /** A concept's id. */
  code: z
    .string()
    .regex(/^\d{6,18}$/, 'not a concept id')
    .optional(),
  /** A line of the lexicon, or a rule, as evidence names it. */
  rule: z.string().min(1).max(200).optional(),
  lexiconVersion: z.string().min(1).max(100).optional(),
  actorId: z.string().min(1).max(200).optional(),
  types: z.array(EventName).min(1).max(20).optional(),
  nhsNumber: z.string().max(30).optional(),
  /** From and including. */
  from: z.iso.datetime().optional(),
  /** Up to and not including. */
  until: z.iso.datetime().optional(),
});
const ASKS_NOTHING = 'ask about something';
const asksSomething = (asked: object) => Object.values(asked).some((value) => value !== undefined);

/** `POST /api/audit/search` */
export const AuditSearch = Question.extend({
  /** `next` of the answer before, in the same question. */
  next: LetterId.optional(),
}).refine(({ next: _, ...question }) => asksSomething(question), ASKS_NOTHING);
export type AuditSearch = z.infer<typeof AuditSearch>;
export type AuditQuestion = Omit<AuditSearch, 'next'>;

/** `POST /api/audit/exports` answers with the file itself: without words of letters, as the search. */
export const AuditExport = Question.extend({ format: z.enum(['csv', 'json']) }).refine(
  ({ format: _, ...question }) => asksSomething(question),
  ASKS_NOTHING,
);

const Words = z.strictObject({
  start: z.int(),
  end: z.int(),
  section: z.string(),
  rule: z.string(),
  /** null where a search found it, and where the text is absent or altered. */
  quote: z.string().nullable(),
});
const About = z.strictObject({
  suggestionId: z.string(),
  became: z.enum(['suggested', 'held', 'added', 'accepted', 'rejected', 'amended', 'undone']),
  code: z.string().nullable(),
  display: z.string(),
  instead: z.string().optional(),
  reason: z.string().optional(),
  lexiconVersion: z.string().optional(),
  words: z.array(Words).readonly(),
});
const StoryLine = z
  .strictObject({
    sequence: z.int(),
    at: z.string(),
    actor: Actor,
    type: EventName,
    /** A sentence whose subject is the actor. */
    says: z.string(),
    about: z.array(About).readonly(),
    difference: z
      .strictObject({ more: z.array(z.string()).readonly(), fewer: z.array(z.string()).readonly() })
      .optional(),
  })
  .meta({ id: 'StoryLine' });

const FoundLetter = z.strictObject({
  letterId: LetterId,
  state: LetterState,
  practice: z.string().nullable(),
  lines: z.array(StoryLine).readonly(),
});

/** An answer ends after 50 letters found or 500 looked through. */
export const AuditFound = z.strictObject({
  letters: z.array(FoundLetter).readonly(),
  /** Letters whose record cannot be read. */
  broken: z.array(LetterId).readonly(),
  lookedThrough: z.int(),
  /**
   * How the letters were found: by the events of every letter, or by the worklist's own views of what those say of a
   * suggestion, a concept, a person or a patient. A letter that such a view hides is then not among them.
   */
  through: z.enum(['events', 'worklists']),
  /** There are further letters to look through. */
  next: LetterId.optional(),
});
export type AuditFound = z.infer<typeof AuditFound>;

/** `GET /api/letters/{letterId}/story`: with the words that each code rests on, so being given it is noted. */
export const LetterStory = FoundLetter.extend({
  /** What is wrong with a text that events point into. */
  textProblem: z.string().nullable(),
});
export type LetterStory = z.infer<typeof LetterStory>;

/** `GET /api/letters/{letterId}/verification`: made again from what is stored now. */
export const LetterVerification = z.strictObject({
  chain: z.strictObject({ events: z.int(), holds: z.boolean(), problem: z.string().nullable() }),
  archive: z.strictObject({ day: z.string(), root: z.string().nullable() }).nullable(),
  anchored: z.strictObject({ day: z.string(), sequence: z.int(), agrees: z.boolean() }).nullable(),
});
export type LetterVerification = z.infer<typeof LetterVerification>;

/** `GET /api/decisions?by=` */
export const DecisionsQuery = z.strictObject({ by: z.enum(REPORT_BY).default('phrase') });
/** Most often refused first: at most 200 rows, made from at most 5,000 letters. */
export const DecisionsReport = z.strictObject({
  rows: z.array(
    z.strictObject({
      key: z.string(),
      display: z.string(),
      accepted: z.int(),
      rejected: z.int(),
      amended: z.int(),
      reasons: z.record(z.string(), z.int()),
      letters: z.array(LetterId).readonly(),
      /** `rejected 14 of 15 times` */
      inWords: z.string(),
    }),
  ),
  /** Rows there are, shown or not. */
  allRows: z.int(),
  lookedThrough: z.int(),
  /** Letters whose record cannot be read, and that are not in it. */
  broken: z.int(),
  /** Whether every letter was looked through. */
  isComplete: z.boolean(),
});
export type DecisionsReport = z.infer<typeof DecisionsReport>;
