import type { Members } from './canonical.ts';

/**
 * What the worklist must say of a letter, derived from its events a second time: from the description of the views in
 * docs/audit.md, not with the code that writes them. The events given have been checked before.
 */
export interface ExpectedViews {
  readonly letter: Members;
  readonly suggestions: ReadonlyMap<string, Members>;
}

export interface CheckedEvent {
  readonly type: string;
  readonly sequence: number;
  readonly at: string;
  readonly letterId: string;
  readonly hash: string;
  // biome-ignore lint/suspicious/noExplicitAny: checked against the published schema before they come here
  readonly actor: any;
  // biome-ignore lint/suspicious/noExplicitAny: the same
  readonly data: any;
}

export function expectedViews(events: readonly CheckedEvent[]): ExpectedViews {
  const suggestions = expectedSuggestions(events);
  const letter: Record<string, unknown> = {
    letterId: events[0]!.letterId,
    sequence: events.length,
    sender: events[0]!.data.sender,
    practice: events[0]!.data.practice,
    receivedAt: events[0]!.at,
    updatedAt: events.filter(({ type }) => !LOOKS.has(type)).at(-1)?.at,
    contentHash: events[0]!.data.contentHash,
    ...expectedState(events),
    ...expectedReading(events),
    ...expectedCounts([...suggestions.values()]),
  };
  return { letter, suggestions };
}

/** Being looked at changes no letter. */
const LOOKS: ReadonlySet<string> = new Set(['letter-opened', 'access-refused']);

/**
 * Where a letter must be found by what its events ever said: each concept and suggestion, made, held, added or amended to; its
 * patient; and who did anything to it on a day. Partition and sort key of the worklist.
 */
export function expectedFinds(
  events: readonly CheckedEvent[],
): readonly { readonly pk: string; readonly sk: string }[] {
  const places = new Map<string, string>();
  const letterId = events[0]!.letterId;
  const note = (kind: string, value: string | null | undefined, sk = letterId) => {
    if (value !== null && value !== undefined) places.set(`found#${kind}#${value} ${sk}`, sk);
  };
  for (const { type, at, actor, data } of events) {
    note('actor', actor.id, `${at.slice(0, 10)}#${letterId}`);
    if (type === 'text-extracted') note('patient', data.patientHash);
    if (type === 'code-added') note('suggestion', data.suggestionId);
    if (type === 'code-added') note('concept', data.coded.concept?.code);
    if (type === 'suggestion-decided' && data.decision.kind === 'amended')
      note('concept', data.decision.to.concept?.code);
    for (const { id, concept } of type === 'suggestions-made' ? [...data.suggestions, ...data.held] : []) {
      note('suggestion', id);
      note('concept', concept?.code);
    }
  }
  return [...places].map(([place, sk]) => ({ pk: place.slice(0, -sk.length - 1), sk }));
}

function expectedState(events: readonly CheckedEvent[]): Members {
  let shown: Record<string, unknown> = { state: 'received' };
  for (const { type, at, data } of events) {
    const { completedAt: _, ...uncompleted } = shown;
    const { reason, returned: _returned, ...unquarantined } = shown;
    if (type === 'letter-quarantined') shown = { ...shown, state: 'quarantined', reason: data.reason };
    if (type === 'quarantine-decided' && data.action === 'returned') shown = { ...shown, returned: true };
    if (type === 'quarantine-decided' && data.action === 'sent-again') shown = { ...unquarantined, state: 'received' };
    if (type === 'quarantine-decided' && data.action === 'released')
      shown = { ...unquarantined, state: 'ready', ...(reason === undefined ? {} : { byHand: reason }) };
    if (type === 'suggestions-made' && shown.state === 'received') shown = { ...shown, state: 'ready' };
    if (type === 'letter-superseded') shown = { ...shown, state: 'superseded', supersededBy: data.by };
    if (type === 'letter-completed') shown = { ...shown, state: 'completed', completedAt: at };
    if (type === 'letter-reopened') shown = { ...uncompleted, state: 'ready' };
    if (type === 'letter-exported') shown = { ...shown, exportedAt: at };
  }
  return shown;
}

function expectedReading(events: readonly CheckedEvent[]): Members {
  const text = events.findLast(({ type }) => type === 'text-extracted')?.data;
  const run = events.findLast(({ type }) => type === 'suggestions-made')?.data;
  return {
    patientHash: text?.patientHash ?? null,
    ...(text && { textHash: text.textHash, pages: text.coverage.pages, pagesRead: text.coverage.pagesRead }),
    ...(run && { lexiconVersion: run.lexiconVersion, engineVersion: run.engineVersion }),
    held: run?.held.length ?? 0,
    conflicts: run?.conflicts.length ?? 0,
  };
}

function expectedCounts(suggestions: readonly Members[]): Members {
  const counts: Record<string, number> = {};
  const diagnoses = new Set<string>();
  for (const suggestion of suggestions) {
    const { category, concept, decision } = suggestion as { category: string; concept: Concept; decision?: Decided };
    counts[category] = (counts[category] ?? 0) + 1;
    const says = decision?.kind === 'amended' ? decision.to.concept : concept;
    if (category === 'diagnosis' && decision?.kind !== 'rejected' && says !== null) diagnoses.add(says.code);
  }
  const decided = suggestions.filter(({ decision }) => decision !== undefined).length;
  return { counts, diagnoses: [...diagnoses].sort(), decided };
}

type Concept = { readonly code: string } | null;
interface Decided {
  readonly kind: string;
  readonly to: { readonly concept: Concept };
}

/**
 * A suggestion is shown when the last run made it, when a reviewer added it, or when a decision on it stands. Its content is
 * that of the last run that made it. A decision stands until it is undone, one undo for one decision.
 */
function expectedSuggestions(events: readonly CheckedEvent[]): Map<string, Members> {
  const ids = new Set(
    events.flatMap(({ type, data }) => {
      if (type === 'suggestions-made') return data.suggestions.map(({ id }: { id: string }) => id);
      return type === 'code-added' ? [data.suggestionId] : [];
    }),
  );
  const shown = new Map<string, Members>();
  for (const id of ids) {
    const suggestion = expectedSuggestion(events, id);
    if (suggestion !== null) shown.set(id, { ...suggestion, letterId: events[0]!.letterId, sequence: events.length });
  }
  return shown;
}

function expectedSuggestion(events: readonly CheckedEvent[], id: string): Members | null {
  let content: Members | null = null;
  let standing: { readonly decision: unknown; readonly by: CheckedEvent }[] = [];
  let isOfLastRun = false;
  let touched = 0;
  let origin = 'engine';
  for (const event of events) {
    const { type, sequence, data } = event;
    if (type === 'suggestions-made') {
      const made = data.suggestions.find((one: { id: string }) => one.id === id);
      isOfLastRun = made !== undefined;
      if (!isOfLastRun && standing.length === 0) content = null;
      if (made !== undefined && (content === null || standing.length === 0)) touched = sequence;
      if (made !== undefined) content = made;
    }
    if (data.suggestionId !== id) continue;
    if (type === 'code-added') {
      const evidence = data.evidence.map((span: Members) => ({ ...span, section: '', rule: 'reviewer' }));
      content = { id, category: data.category, ...data.coded, evidence };
      standing = [{ decision: { kind: 'accepted' }, by: event }];
      origin = 'reviewer';
      touched = sequence;
    }
    if (content === null) continue;
    if (type === 'suggestion-decided') standing = [...standing, { decision: data.decision, by: event }];
    if (type === 'decision-undone') standing = standing.slice(0, -1);
    if (type === 'suggestion-decided' || type === 'decision-undone') touched = sequence;
    if (standing.length === 0 && (origin === 'reviewer' || !isOfLastRun)) content = null;
  }
  if (content === null) return null;
  return { ...content, origin, touched, ...dropped(origin, isOfLastRun), ...decided(standing.at(-1)) };
}

function dropped(origin: string, isOfLastRun: boolean): Members {
  return origin === 'engine' && !isOfLastRun ? { dropped: true } : {};
}

function decided(last: { readonly decision: unknown; readonly by: CheckedEvent } | undefined): Members {
  if (last === undefined) return {};
  const { decision, by } = last;
  return { decision, decidedBy: by.actor.id, decidedAt: by.at, decidedIn: by.sequence };
}
