import type * as z from 'zod';
import type { Coded, Decision } from '../../../core/happenings/review.ts';
import type { Act } from '../state/change.ts';
import { REJECT_REASONS } from './reject-reasons.ts';

/** `Accepted`, `Rejected, only suspected`, `Completed` */
export function actInWords(act: Act): string {
  switch (act.kind) {
    case 'decide':
      return decisionInWords(act.decision);
    case 'undo':
      return 'Undone';
    case 'add':
      return 'Added';
    case 'accept-as-before':
      return 'Accepted as on an earlier letter';
    case 'complete':
      return 'Completed';
    case 'reopen':
      return 'Reopened';
  }
}

export function decisionInWords(decision: z.infer<typeof Decision>): string {
  switch (decision.kind) {
    case 'accepted':
      return decision.because === undefined ? 'Accepted' : 'Accepted as on an earlier letter';
    case 'rejected':
      return `Rejected: ${REJECT_REASONS.find(({ reason }) => reason === decision.reason)!.words}`;
    case 'amended':
      return `Amended to ${codedInWords(decision.to)}`;
  }
}

/** `Malignant neoplasm of breast (254837009), diagnosed 2026-03` */
export function codedInWords({ concept, display, value, date }: z.infer<typeof Coded>): string {
  const code = concept === null ? 'no code held' : concept.code;
  return [`${display} (${code})`, ...(value === undefined ? [] : [value]), ...(date ? [dateInWords(date)] : [])].join(
    ', ',
  );
}

/** `diagnosed 12 Mar 2026`; no more precise than it is known. */
export function dateInWords({ value, role }: NonNullable<z.infer<typeof Coded>['date']>): string {
  const [year, month, day] = value.split('-');
  const written = [day && Number(day), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(' ');
  return `${role} ${written}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
