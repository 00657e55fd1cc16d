import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Directory } from '../core/directory.ts';
import type { LetterEvent } from '../core/events.ts';
import type { Lexicon } from '../core/lexicon/lexicon.ts';
import type {
  Announcer,
  ArchiveStore,
  Clock,
  EventStore,
  LetterSource,
  Log,
  PatientHasher,
  TextStore,
  Worklist,
} from '../core/ports.ts';
import type { Issuer } from './access/issuer.ts';
import type { Person } from './access/person.ts';

/** What review stands on. */
export interface ReviewPorts {
  readonly events: EventStore;
  readonly texts: TextStore;
  readonly letters: LetterSource;
  readonly worklist: Worklist;
  /** Where events are anchored: read, to say how far. */
  readonly archive: Pick<ArchiveStore, 'read' | 'list'>;
  readonly announcer: Pick<Announcer, 'toExtract'>;
  readonly lexicon: Lexicon;
  readonly directory: Directory;
  readonly hashPatient: PatientHasher;
  readonly issuer: Issuer;
  /** Where people reach this service: scheme, host and port. It answers to no other name. */
  readonly origin: string;
  /** What the browser loads, by name. */
  readonly page: PageFiles;
  /** A larger original cannot be answered with. @default any can */
  readonly mostOriginalBytes?: number;
  readonly now: Clock;
  readonly log: Log;
}

export interface PageFiles {
  readonly 'index.html': string;
  readonly 'page.js': string;
  readonly 'style.css': string;
}

/** What a request carries once it has come past the doors. */
export interface ReviewEnv {
  Variables: {
    /** Behind `/api/`. */
    person: Person;
    /** Behind `/api/letters/{letterId}`: events of a letter that the person may see. */
    chain: readonly LetterEvent[];
  };
}

export type ReviewApp = OpenAPIHono<ReviewEnv>;
