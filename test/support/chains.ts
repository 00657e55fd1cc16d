import { sealEvent } from '../../functions/core/chain.ts';
import type { Actor, Happening, LetterEvent } from '../../functions/core/events.ts';
import type { SuggestionInEvent } from '../../functions/core/happenings/service.ts';
import { type LetterId, letterIdOfContent } from '../../functions/core/letter.ts';
import { ConceptId, SNOMED_CT } from '../../functions/core/sctid.ts';

/** Chains made by hand, a minute between events. */

export const SERVICE: Actor = { kind: 'service', id: 'test' };
export const REVIEWER: Actor = { kind: 'person', id: 'reviewer-1', role: 'reviewer' };

export function chainOf(
  happenings: readonly (Happening | readonly [Happening, Actor])[],
  letterId: LetterId = letterIdOfContent('a letter'),
): LetterEvent[] {
  const chain: LetterEvent[] = [];
  for (const one of happenings) {
    const [happening, actor] = 'type' in one ? [one, SERVICE] : one;
    const at = new Date(Date.parse('2026-03-02T09:00:00.000Z') + chain.length * 60_000).toISOString();
    chain.push(sealEvent(letterId, chain, happening, actor, at));
  }
  return chain;
}

export const received: Happening = {
  type: 'letter-received',
  data: {
    object: { bucket: 'letters', key: 'incoming/RZZ01/Y90001/a.pdf', versionId: 'v1' },
    sizeBytes: 10,
    contentHash: '1'.repeat(64),
    sender: 'RZZ01',
    practice: 'Y90001',
  },
};

export const extracted: Happening = {
  type: 'text-extracted',
  data: {
    textHash: '2'.repeat(64),
    coverage: { pages: 1, pagesRead: 1, characters: 500 },
    extractor: { name: 'plain-text', version: '1' },
    patientHash: '3'.repeat(64),
  },
};

export function made(
  ids: readonly string[],
  { lexiconVersion = 'l1', because }: { lexiconVersion?: string; because?: 'reprocessed' } = {},
): Happening {
  return {
    type: 'suggestions-made',
    data: {
      textHash: '2'.repeat(64),
      lexiconVersion,
      engineVersion: 'e1',
      ...(because ? { because } : {}),
      outcome: ids.length > 0 ? 'assessed' : 'nothing-recognised',
      suggestions: ids.map(suggestionIn),
      held: [],
      stages: [],
      conflicts: [],
    },
  };
}

export const accepted = (suggestionId: string, basedOn: number): Happening => ({
  type: 'suggestion-decided',
  data: { suggestionId, basedOn, before: null, decision: { kind: 'accepted' } },
});

export const rejected = (suggestionId: string, basedOn: number): Happening => ({
  type: 'suggestion-decided',
  data: { suggestionId, basedOn, before: null, decision: { kind: 'rejected', reason: 'negated' } },
});

export const undone = (suggestionId: string, basedOn: number, undoes: number): Happening => ({
  type: 'decision-undone',
  data: { suggestionId, basedOn, undoes },
});

function suggestionIn(id: string, index: number): SuggestionInEvent {
  const display = 'Malignant neoplasm of breast';
  return {
    id,
    category: 'diagnosis',
    concept: { system: SNOMED_CT, code: ConceptId.parse('254837009'), display },
    display,
    assertion: { certainty: 'confirmed', temporality: 'current', subject: 'patient' },
    evidence: [{ start: index * 10, end: index * 10 + 5, section: 'diagnosis', rule: 'test' }],
  };
}
