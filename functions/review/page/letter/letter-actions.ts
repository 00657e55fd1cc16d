import type * as z from 'zod';
import type { Held } from '../../../core/answer.ts';
import type { Span } from '../../../core/span.ts';
import type { ShownSuggestion } from '../state/change.ts';

/** What can be done on a letter, by key or button alike. */
export interface LetterActions {
  /** Makes it the one that keys act on. */
  turnTo(id: string, how: Turn): void;
  /** Shows what belongs together while the pointer or the focus is there. */
  pointAt(of: string | null): void;
  showWords(of: string, nth: number): void;
  accept(id: string): void;
  undo(id: string): void;
  openForm(form: OpenForm): void;
  copy(suggestion: ShownSuggestion): void;
}

/** `quiet`: takes the focus, and leaves what stands above it in view. */
export type Turn = 'focus' | 'quiet' | 'stay';

export type OpenForm =
  | { readonly kind: 'reject' | 'amend'; readonly id: string }
  | { readonly kind: 'add'; readonly words: Span | null; readonly held?: z.infer<typeof Held> };
