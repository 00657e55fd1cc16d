import type * as z from 'zod';
import type { RejectReason } from '../../../core/happenings/review.ts';

/** Every reason with the one key that chooses it, in the order they are offered. */
export const REJECT_REASONS: readonly {
  readonly reason: z.infer<typeof RejectReason>;
  readonly key: string;
  readonly words: string;
}[] = [
  { reason: 'not-in-the-letter', key: '1', words: 'the letter does not say it' },
  { reason: 'negated', key: '2', words: 'the letter says it is not so' },
  { reason: 'suspected-only', key: '3', words: 'only suspected' },
  { reason: 'history-only', key: '4', words: 'only in the past' },
  { reason: 'relative', key: '5', words: 'about a relative' },
  { reason: 'other-person', key: '6', words: 'about someone else' },
  { reason: 'not-done', key: '7', words: 'not done, or only considered' },
  { reason: 'wrong-concept', key: '8', words: 'the wrong code for these words' },
  { reason: 'too-general', key: '9', words: 'too general' },
  { reason: 'already-recorded', key: '0', words: 'already in the record' },
  { reason: 'not-coded-here', key: 'p', words: 'not coded at this practice' },
  { reason: 'other', key: 'o', words: 'another reason' },
];
