import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import type { Happening, LetterEvent } from '../../core/events.ts';
import type { Decision } from '../../core/happenings/review.ts';
import { acceptAsBefore } from '../../core/review/accepted-before.ts';
import { addCode } from '../../core/review/add-code.ts';
import { codedByHand } from '../../core/review/coded-by-hand.ts';
import { decideSuggestion } from '../../core/review/decide-suggestion.ts';
import { letterOf } from '../../core/review/open-letter.ts';
import { RefusedError } from '../../core/review/refusal.ts';
import { undoDecision } from '../../core/review/undo-decision.ts';
import { actorOf } from '../access/person.ts';
import type { ReviewApp, ReviewPorts } from '../ports.ts';
import { change } from './change.ts';
import { AcceptAsBefore, AddCode, Changed, Decide, Undo } from './contract.ts';
import { OfLetter } from './letter.ts';
import { answers, forLetter, REVIEWS, takes } from './operation.ts';

const OfSuggestion = OfLetter.extend({ suggestionId: z.string().max(100) });
const NOW = 'The letter as it stands now; what was asked for is stored.';

/** What reviewers decide on a letter's suggestions, one event a decision. */
export function decisionRoutes(app: ReviewApp, ports: ReviewPorts): void {
  const decide = createRoute({
    method: 'post',
    path: '/api/letters/{letterId}/suggestions/{suggestionId}/decision',
    summary: 'Accept, reject or amend a suggestion',
    ...forLetter(ports, 'decide', REVIEWS),
    request: { params: OfSuggestion, ...takes(Decide) },
    responses: answers(Changed, NOW),
  });
  app.openapi(decide, async (context) => {
    const { chain, person } = context.var;
    const { suggestionId } = context.req.valid('param');
    const { basedOn, decision } = context.req.valid('json');
    const actor = actorOf(person, 'reviewer');
    const step = (before: readonly LetterEvent[]): Happening | null =>
      decideSuggestion(before, { suggestionId, basedOn, decision: named(before, suggestionId, decision) }, actor);
    return context.json(await change(ports, chain, actor, [step]), 200);
  });

  const undo = createRoute({
    method: 'post',
    path: '/api/letters/{letterId}/suggestions/{suggestionId}/undo',
    summary: 'Take back the last decision on a suggestion, or a code added by hand',
    ...forLetter(ports, 'undo', REVIEWS),
    request: { params: OfSuggestion, ...takes(Undo) },
    responses: answers(Changed, NOW),
  });
  app.openapi(undo, async (context) => {
    const { chain, person } = context.var;
    const actor = actorOf(person, 'reviewer');
    const wanted = { ...context.req.valid('param'), ...context.req.valid('json') };
    return context.json(await change(ports, chain, actor, [(before) => undoDecision(before, wanted, actor)]), 200);
  });

  const add = createRoute({
    method: 'post',
    path: '/api/letters/{letterId}/codes',
    summary: 'Add a code that was not suggested, on the words that say so',
    ...forLetter(ports, 'add-code', REVIEWS),
    request: { params: OfLetter, ...takes(AddCode) },
    responses: answers(Changed, NOW),
  });
  app.openapi(add, async (context) => {
    const { chain, person } = context.var;
    const actor = actorOf(person, 'reviewer');
    const wanted = context.req.valid('json');
    const step = (before: readonly LetterEvent[]) => addCode(before, wanted, actor, ports.lexicon);
    return context.json(await change(ports, chain, actor, [step]), 200);
  });

  const asBefore = createRoute({
    method: 'post',
    path: '/api/letters/{letterId}/accept-as-before',
    summary: 'Accept suggestions that were accepted on an earlier letter of this patient in this practice',
    ...forLetter(ports, 'accept-as-before', REVIEWS),
    request: { params: OfLetter, ...takes(AcceptAsBefore) },
    responses: answers(Changed, NOW),
  });
  app.openapi(asBefore, async (context) => {
    const { chain, person } = context.var;
    const actor = actorOf(person, 'reviewer');
    const steps = context.req.valid('json').suggestions.map(
      (one): Parameters<typeof change>[3][number] =>
        (before, { others }) =>
          acceptAsBefore(before, one, actor, others),
    );
    return context.json(await change(ports, chain, actor, steps), 200);
  });

  /** An amended code under the lexicon's own name for it. */
  function named(chain: readonly LetterEvent[], suggestionId: string, decision: Decision): Decision {
    if (decision.kind !== 'amended') return decision;
    const { letterId, suggestions } = letterOf(chain);
    const own = suggestions.find(({ id }) => id === suggestionId);
    if (own === undefined) throw new RefusedError(letterId, 'no-such-suggestion');
    return { ...decision, to: codedByHand(letterId, own.category, decision.to, ports.lexicon, own).coded };
  }
}
