import { createRoute } from '@hono/zod-openapi';
import type { LetterEvent } from '../../core/events.ts';
import { completeLetter, reopenLetter } from '../../core/review/complete-letter.ts';
import { actorOf } from '../access/person.ts';
import type { ReviewApp, ReviewPorts } from '../ports.ts';
import { change } from './change.ts';
import { Changed, Complete, Reopen } from './contract.ts';
import { OfLetter } from './letter.ts';
import { answers, forLetter, REVIEWS, takes } from './operation.ts';

/** The end of a letter's review, and its beginning again. */
export function completionRoutes(app: ReviewApp, ports: ReviewPorts): void {
  const complete = createRoute({
    method: 'post',
    path: '/api/letters/{letterId}/complete',
    summary: 'Complete a letter whose suggestions have all been decided',
    ...forLetter(ports, 'complete', REVIEWS),
    request: { params: OfLetter, body: { content: { 'application/json': { schema: Complete } } } },
    responses: answers(Changed, 'The letter, completed.'),
  });
  app.openapi(complete, async (context) => {
    const { chain, person } = context.var;
    const actor = actorOf(person, 'reviewer');
    const step = (before: readonly LetterEvent[]) => completeLetter(before, actor);
    return context.json(await change(ports, chain, actor, [step]), 200);
  });

  const reopen = createRoute({
    method: 'post',
    path: '/api/letters/{letterId}/reopen',
    summary: 'Open a completed letter again',
    ...forLetter(ports, 'reopen', REVIEWS),
    request: { params: OfLetter, ...takes(Reopen) },
    responses: answers(Changed, 'The letter, ready for review.'),
  });
  app.openapi(reopen, async (context) => {
    const { chain, person } = context.var;
    const actor = actorOf(person, 'reviewer');
    const wanted = context.req.valid('json');
    const step = (before: readonly LetterEvent[]) => reopenLetter(before, wanted, actor);
    return context.json(await change(ports, chain, actor, [step]), 200);
  });
}
