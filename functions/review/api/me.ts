import { createRoute } from '@hono/zod-openapi';
import { rolesOf } from '../access/person.ts';
import type { ReviewApp, ReviewPorts } from '../ports.ts';
import { Me } from './contract.ts';
import { answers, forAnybody } from './operation.ts';

/** Who is signed in, and for whom they work. */
export function meRoutes(app: ReviewApp, { directory }: ReviewPorts): void {
  const whoAmI = createRoute({
    method: 'get',
    path: '/api/me',
    summary: 'Who is signed in',
    ...forAnybody(),
    responses: answers(Me, 'The person, their roles, and the organisations they work for.'),
  });
  app.openapi(whoAmI, (context) => {
    const { person } = context.var;
    const { id, name, reviews, sends, expiresAt } = person;
    const practices = directory.practices.filter(({ ods }) => person.isAuditor || reviews.includes(ods));
    const senders = directory.senders.filter(({ ods }) => sends.includes(ods));
    return context.json({ id, name, roles: rolesOf(person), practices, senders, expiresAt }, 200);
  });
}
