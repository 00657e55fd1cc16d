import { useState } from 'preact/hooks';
import type * as z from 'zod';
import type { Decision } from '../../../core/happenings/review.ts';
import { useKeys } from '../parts/keys.ts';
import { usePage } from '../parts/page-context.ts';
import { TextField } from '../parts/select.tsx';
import { REJECT_REASONS } from '../words/reject-reasons.ts';
import { FormFrame } from './form-frame.tsx';

export interface RejectFormProps {
  readonly display: string;
  readonly onReject: (decision: z.infer<typeof Decision>) => void;
  readonly onClose: () => void;
}

/** Why not: one key or press from the closed list, and it is rejected. */
export function RejectForm({ display, onReject, onClose }: RejectFormProps) {
  const { keysOn } = usePage().state.get();
  const [note, setNote] = useState('');
  const reject = (reason: (typeof REJECT_REASONS)[number]['reason']) =>
    onReject({ kind: 'rejected', reason, ...(note.trim() === '' ? {} : { note: note.trim() }) });
  useKeys({
    takesAll: true,
    keys: Object.fromEntries(REJECT_REASONS.map(({ reason, key }) => [key, () => reject(reason)])),
  });
  return (
    <FormFrame level={5} title={`Reject “${display}”: why?`} onClose={onClose} takesFocus>
      <ul class="reasons">
        {REJECT_REASONS.map(({ reason, key, words }) => (
          <li key={reason}>
            <button
              type="button"
              class="reason"
              aria-keyshortcuts={keysOn ? key : undefined}
              onClick={(event) => (event.detail > 1 ? undefined : reject(reason))}
            >
              {keysOn ? (
                <span class="key" aria-hidden="true">
                  {key}
                </span>
              ) : null}
              {words}
            </button>
          </li>
        ))}
      </ul>
      <TextField label="Note, before choosing the reason (optional)" value={note} onInput={setNote} />
    </FormFrame>
  );
}
