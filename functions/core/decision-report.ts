import type { LetterEvent } from './events.ts';
import type { RejectReason } from './happenings/review.ts';
import type { LetterId } from './letter.ts';
import { followSuggestions, type ReviewedSuggestion } from './suggestion-review.ts';

/** What a lexicon maintainer can change: a phrase, a concept, or a rule of context. */
export const REPORT_BY = ['phrase', 'concept', 'rule'] as const;
export type ReportBy = (typeof REPORT_BY)[number];

/** How reviewers decided on what one phrase, concept or rule led to. */
export interface DecisionCounts {
  /** The phrase as the lexicon holds it, the concept's id, or the trigger with its category. */
  readonly key: string;
  readonly display: string;
  readonly accepted: number;
  readonly rejected: number;
  readonly amended: number;
  readonly reasons: Readonly<Partial<Record<RejectReason, number>>>;
  /** A few letters to look at, rejected or amended ones first. */
  readonly letters: readonly LetterId[];
}

const MOST_LETTERS = 3;

/**
 * Counts decisions as they stand now, not what was undone; codes that reviewers added count as concepts that were missed and are not in
 * here. Most often refused first.
 */
export async function decisionReport(
  chains: AsyncIterable<readonly LetterEvent[]>,
  by: ReportBy,
): Promise<DecisionCounts[]> {
  const rows = new Map<string, Counting>();
  for await (const chain of chains) {
    const letterId = chain[0]?.letterId;
    if (letterId === undefined) continue;
    for (const suggestion of followSuggestions(chain))
      if (suggestion.origin === 'engine' && suggestion.decision !== undefined)
        for (const { key, display } of keysOf(suggestion, by)) count(rows, key, display, suggestion, letterId);
  }
  return [...rows.values()].map(settled).sort(mostRefused);
}

/** `rejected 14 of 15 times` */
export function inWords({ accepted, rejected, amended }: DecisionCounts): string {
  const all = accepted + rejected + amended;
  const parts = [
    rejected > 0 ? `rejected ${rejected} of ${all} times` : '',
    amended > 0 ? `amended ${amended} of ${all} times` : '',
    rejected + amended === 0 ? `accepted all ${all} times` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

interface Counting {
  key: string;
  display: string;
  accepted: number;
  rejected: number;
  amended: number;
  reasons: Partial<Record<RejectReason, number>>;
  refused: Set<LetterId>;
  taken: Set<LetterId>;
}

/** A rule reads `phrase: breast cancer; no evidence of (negated)`: what found the words, then what the context said. */
function keysOf(suggestion: ReviewedSuggestion, by: ReportBy): { key: string; display: string }[] {
  const { concept, display, evidence } = suggestion;
  if (by === 'concept') return [{ key: concept?.code ?? `no code held: ${display}`, display }];
  const parts = evidence.map(({ rule }) => rule.split('; '));
  const keys = by === 'phrase' ? parts.map(([found]) => found!) : parts.flatMap(([, ...context]) => context);
  return [...new Set(keys)].map((key) => ({ key, display: by === 'phrase' ? display : key }));
}

function count(
  rows: Map<string, Counting>,
  key: string,
  display: string,
  { decision }: ReviewedSuggestion,
  letterId: LetterId,
): void {
  const row = rows.get(key) ?? {
    key,
    display,
    accepted: 0,
    rejected: 0,
    amended: 0,
    reasons: {},
    refused: new Set(),
    taken: new Set(),
  };
  rows.set(key, row);
  if (decision === undefined) return;
  row[decision.kind]++;
  (decision.kind === 'accepted' ? row.taken : row.refused).add(letterId);
  if (decision.kind === 'rejected') row.reasons[decision.reason] = (row.reasons[decision.reason] ?? 0) + 1;
}

function settled({ refused, taken, ...row }: Counting): DecisionCounts {
  return { ...row, letters: [...new Set([...[...refused].sort(), ...[...taken].sort()])].slice(0, MOST_LETTERS) };
}

function mostRefused(a: DecisionCounts, b: DecisionCounts): number {
  const share = ({ accepted, rejected, amended }: DecisionCounts) =>
    (rejected + amended) / (accepted + rejected + amended);
  const refused = ({ rejected, amended }: DecisionCounts) => rejected + amended;
  return share(b) - share(a) || refused(b) - refused(a) || (a.key < b.key ? -1 : 1);
}
