import * as z from 'zod';
import { Note } from './review.ts';

/** What operators do about a letter that was set aside. */

export const QuarantineDecided = z.strictObject({
  type: z.literal('quarantine-decided'),
  data: z.strictObject({
    /**
     * `released`: to the practice's worklist, to be coded from the original by hand. `sent-again`: read once more, from the
     * start. `returned`: to its sender, who sees the note in the letter's receipt.
     */
    action: z.enum(['released', 'sent-again', 'returned']),
    note: Note.optional(),
  }),
});
export type QuarantineAction = z.infer<typeof QuarantineDecided>['data']['action'];
