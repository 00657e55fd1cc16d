import * as z from 'zod';
import { Category, Conflict, Evidence, Held, Patient, Stage, Suggestion } from '../../core/answer.ts';
import { Actor } from '../../core/events.ts';
import { QuarantineDecided } from '../../core/happenings/operator.ts';
import { Coded, Decision, ExportFormat, Note } from '../../core/happenings/review.ts';
import { LetterId } from '../../core/letter.ts';
import { SuggestionReview } from '../../core/suggestion-review.ts';
import { Page } from '../../core/text-document.ts';
import { LetterState, LetterView, PlaceInList } from '../../core/views.ts';

/** What the API takes and gives: the page and the OpenAPI document are made from these alone. */

export const Role = z.enum(['reviewer', 'auditor', 'operator', 'sender']);
export type Role = z.infer<typeof Role>;

export const Organisation = z.strictObject({ ods: z.string(), name: z.string() });

/** `GET /api/me` */
export const Me = z.strictObject({
  id: z.string(),
  name: z.string(),
  roles: z.array(Role),
  /** Practices a reviewer reviews for; all of them for an auditor. */
  practices: z.array(Organisation),
  /** The organisation a sender sends for. */
  senders: z.array(Organisation),
  /** When the sign-in ends: from then on every answer is 401 `not-signed-in`. */
  expiresAt: z.iso.datetime(),
});
export type Me = z.infer<typeof Me>;

/** A letter in a list. */
export const LetterEntry = LetterView.extend({
  practiceName: z.string().nullable(),
  senderName: z.string().nullable(),
}).meta({ id: 'LetterEntry' });
export type LetterEntry = z.infer<typeof LetterEntry>;

/** More letters of one state than this are not counted: shown as `1,000+`. */
export const MOST_COUNTED = 1000;

/** `GET /api/worklist?practice=&state=&…` */
export const WorklistQuery = z.strictObject({
  practice: z.string(),
  state: LetterState,
  /** Letters with a suggestion of this category. */
  category: Category.optional(),
  sender: z.string().optional(),
  /** Letters with a diagnosis of this group of tumours: a `group` of `GET /api/groups`. */
  group: z.string().optional(),
  /** Letters whose readings contradict each other. */
  conflicts: z.literal('true').optional(),
  /** At most so many letters; a page may hold fewer although there are more: `next` alone says that there are. */
  limit: z.coerce.number().int().min(1).max(100).default(50),
  next: PlaceInList.optional(),
});
export type WorklistQuery = z.infer<typeof WorklistQuery>;
/** Oldest first. */
export const WorklistPage = z.strictObject({
  letters: z.array(LetterEntry),
  next: z.string().optional(),
  /** Letters of the practice by state; counting stops at `MOST_COUNTED`. */
  counts: z.record(LetterState, z.int().min(0)),
});
export type WorklistPage = z.infer<typeof WorklistPage>;

/** `GET /api/groups`: the groups of tumours that the lexicon knows, sorted. */
export const Groups = z.strictObject({ groups: z.array(z.string()) });

/** `POST /api/search`: an NHS number stands in a body, never in a URL. */
export const Search = z.union([z.strictObject({ letterId: LetterId }), z.strictObject({ nhsNumber: z.string() })]);
export const SearchResult = z.strictObject({ letters: z.array(LetterEntry) });

const ReviewedEvidence = Evidence;
export const ReviewSuggestion = Suggestion.extend({
  ...SuggestionReview.shape,
  evidence: z.array(ReviewedEvidence),
  /** An earlier letter of this patient on which the same code was accepted. */
  acceptedBefore: LetterId.optional(),
}).meta({ id: 'ReviewSuggestion' });
export type ReviewSuggestion = z.infer<typeof ReviewSuggestion>;

/** `GET /api/letters/{letterId}`; with `?ahead=true` when the page loads it before the reviewer turns to it. */
export const LetterRecord = z.strictObject({
  letter: LetterEntry,
  /** The object's key, with the name the sender gave the file: shown, never followed. */
  storedAs: z.string(),
  /** null where nothing was read. */
  text: z.string().nullable(),
  pages: z.array(Page),
  sections: z.array(z.strictObject({ start: z.int(), end: z.int(), name: z.string() })),
  patient: Patient,
  suggestions: z.array(ReviewSuggestion),
  held: z.array(Held),
  stages: z.array(Stage),
  conflicts: z.array(Conflict),
  /** Of the same patient, in the same practice, newest first. */
  otherLetters: z.array(
    z.strictObject({ letter: LetterEntry, accepted: z.array(Coded.extend({ category: Category })) }),
  ),
  /** Letters with the same text, by whatever route they came. */
  likelyDuplicates: z.array(LetterEntry),
});
export type LetterRecord = z.infer<typeof LetterRecord>;

/** `POST /api/letters/{letterId}/suggestions/{suggestionId}/decision` */
export const Decide = z.strictObject({
  basedOn: z.int().min(1),
  decision: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('accepted') }),
    Decision.options[1],
    Decision.options[2],
  ]),
});
/** `POST /api/letters/{letterId}/suggestions/{suggestionId}/undo` */
export const Undo = z.strictObject({ basedOn: z.int().min(1) });
/** `POST /api/letters/{letterId}/codes` */
export const AddCode = z.strictObject({
  category: Category,
  coded: Coded,
  evidence: z.array(z.strictObject({ start: z.int().min(0), end: z.int().min(1) })).max(50),
});
/** `POST /api/letters/{letterId}/accept-as-before` */
export const AcceptAsBefore = z.strictObject({
  suggestions: z
    .array(z.strictObject({ id: z.string(), basedOn: z.int().min(1) }))
    .min(1)
    .max(500),
});
/** `POST /api/letters/{letterId}/complete`: nothing, said or left out. */
export const Complete = z.strictObject({});
/** `POST /api/letters/{letterId}/reopen` */
export const Reopen = z.strictObject({ note: Note.optional() });
/** `POST /api/letters/{letterId}/quarantine` */
export const DecideQuarantine = QuarantineDecided.shape.data;
/** What it answers: an operator is given nothing of what a letter says. */
export const QuarantineChanged = z.strictObject({ letter: LetterEntry });

/** What every change answers: the letter and its suggestions as they stand now, once the event is stored. */
export const Changed = z
  .strictObject({
    letter: LetterEntry,
    suggestions: z.array(ReviewSuggestion),
  })
  .meta({ id: 'Changed' });
export type Changed = z.infer<typeof Changed>;

/**
 * `POST /api/concepts`: what is looked up may be words of the letter, so it stands in a body, never in a URL.
 */
export const ConceptSearch = z.strictObject({
  words: z.string().trim().min(1).max(200),
  category: Category.optional(),
});
/** Best first, at most 25. */
export const ConceptMatches = z.strictObject({
  concepts: z.array(
    z.strictObject({ category: Category, concept: Coded.shape.concept, display: z.string(), matched: z.string() }),
  ),
});

/** `POST /api/letters/{letterId}/exports` answers with the file itself. */
export const ExportLetter = z.strictObject({ format: ExportFormat });
/** `POST /api/exports` */
export const ExportDay = z.strictObject({ practice: z.string(), day: z.iso.date(), format: ExportFormat });

/** `GET /api/letters/{letterId}/history`: the events as they are stored, each with what it means in words. */
export const History = z.strictObject({
  events: z.array(
    z.looseObject({
      sequence: z.int(),
      type: z.string(),
      at: z.string(),
      actor: Actor,
      inWords: z.string(),
      data: z.unknown(),
      hash: z.string(),
    }),
  ),
});

/** A stretch of a list that has more: `next` of the answer before, in the same query. */
const PageOfList = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  next: PlaceInList.optional(),
});

/** `GET /api/quarantine?limit=&next=`: what an operator has to look at, of every practice and of none, oldest first. */
export const QuarantineQuery = PageOfList;
export const QuarantineList = z.strictObject({ letters: z.array(LetterEntry), next: z.string().optional() });

/**
 * `GET /api/receipts?sender=&limit=&next=`: what became of the letters a sender sent, newest first. Nothing of their
 * content.
 *
 * Without `sender`, those of the one that the person sends for.
 */
export const ReceiptsQuery = PageOfList.extend({ sender: z.string().optional() });
export const Receipts = z.strictObject({
  next: z.string().optional(),
  receipts: z.array(
    z.strictObject({
      letterId: LetterId,
      storedAs: z.string(),
      receivedAt: z.string(),
      /** SHA-256 of the bytes as they arrived. */
      contentHash: z.string().nullable(),
      practiceName: z.string().nullable(),
      state: LetterState,
      reason: LetterView.shape.reason,
      returned: z.literal(true).optional(),
      /** What the operator wrote on returning it. */
      note: z.string().optional(),
    }),
  ),
});
export type Receipts = z.infer<typeof Receipts>;

/** Problem details (RFC 9457), without words of the letter. */
export const Problem = z
  .strictObject({
    /** `/problems/<name>`; the name is the error's, in kebab case. */
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    /** On a conflict: the suggestion as it stands now, and who touched it when. */
    now: ReviewSuggestion.optional(),
    by: z.string().optional(),
    at: z.string().optional(),
    /** On completing: how many suggestions nobody has decided. */
    undecided: z.int().optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
