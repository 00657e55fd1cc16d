import type { QuarantineReason } from './quarantine-reason.ts';

/** Everything this service may write to a log: ids and counts. A new event is a new line here. */
export type LogEvent =
  | { readonly event: 'letter.received'; readonly letterId: string; readonly sizeBytes: number | null }
  | { readonly event: 'letter.quarantined'; readonly letterId: string; readonly reason: QuarantineReason }
  | { readonly event: 'letter.superseded'; readonly letterId: string; readonly by: string }
  | { readonly event: 'letter.read'; readonly letterId: string; readonly pages: number; readonly characters: number }
  | { readonly event: 'letter.ready'; readonly letterId: string; readonly suggestions: number; readonly held: number }
  | { readonly event: 'letter.failed'; readonly letterId: string; readonly error: string }
  /** Its event is stored; the next reader, delivery or sweep writes the view. */
  | { readonly event: 'view.failed'; readonly letterId: string; readonly error: string }
  /** A request that ended in an error nobody expected. `route` is the pattern, never the path asked for. */
  | { readonly event: 'request.failed'; readonly route: string; readonly error: string }
  | { readonly event: 'message.test'; readonly messageId: string }
  | { readonly event: 'message.failed'; readonly messageId: string; readonly error: string }
  | { readonly event: 'lexicon.loaded'; readonly version: string; readonly milliseconds: number }
  | {
      readonly event: 'event.overwritten';
      readonly letterId: string;
      readonly sequence: number;
      readonly how: 'changed' | 'removed';
    }
  | {
      readonly event: 'archive.finished';
      readonly days: number;
      readonly events: number;
      readonly disagreeing: number;
    }
  | {
      readonly event: 'sweep.finished';
      readonly seen: number;
      readonly started: number;
      readonly failed: number;
      readonly complete: boolean;
    };
