import { createMiddleware } from 'hono/factory';
import type * as z from 'zod';
import { appendEvent } from '../../core/chain.ts';
import type { LetterEvent } from '../../core/events.ts';
import { LetterId } from '../../core/letter.ts';
import { writeViews } from '../../core/receive-letter.ts';
import { noteAccess } from '../../core/review/note-access.ts';
import { actorOf, mayRead, mayReview, type Person, rolesOf } from '../access/person.ts';
import type { ReviewEnv, ReviewPorts } from '../ports.ts';
import { Problem, type Role } from './contract.ts';
import { ApiProblem } from './problem.ts';

/** Who may ask: said in the OpenAPI document as `x-roles`, and held to here. */
export function forRoles(...roles: readonly Role[]) {
  return {
    'x-roles': roles,
    security: SECURITY,
    middleware: [
      createMiddleware<ReviewEnv>(async (context, next) => {
        if (!hasOneOf(context.var.person, roles)) throw new ApiProblem('not-allowed');
        await next();
      }),
    ],
  };
}

/** For whoever is signed in, in a role or in none. */
export const forAnybody = () => ({ 'x-roles': [] as const, security: SECURITY });

/**
 * As `forRoles`, for one letter. A letter that the person may not see answers as one that does not exist, and its own
 * chain says who asked.
 *
 * @param asked what was asked for, in an event's words
 */
export function forLetter(
  ports: Pick<ReviewPorts, 'events' | 'worklist' | 'now' | 'log'>,
  asked: string,
  {
    roles,
    may,
  }: { readonly roles: readonly Role[]; readonly may: (person: Person, practice: string | null) => boolean },
) {
  return {
    'x-roles': roles,
    security: SECURITY,
    middleware: [
      createMiddleware<ReviewEnv>(async (context, next) => {
        const { person } = context.var;
        const letterId = LetterId.safeParse(context.req.param('letterId'));
        const chain = letterId.success ? await ports.events.read(letterId.data) : [];
        const isAllowed = hasOneOf(person, roles);
        if (!isAllowed || !may(person, practiceOf(chain))) {
          await noteRefusal(ports, chain, asked, person);
          throw new ApiProblem(isAllowed ? 'not-found' : 'not-allowed');
        }
        if (chain.length === 0) throw new ApiProblem('not-found');
        context.set('chain', chain);
        await next();
      }),
    ],
  };
}

/** What a letter's route needs of a person, by what it does. */
export const READS = { roles: ['reviewer', 'auditor'], may: mayRead } as const;
export const REVIEWS = { roles: ['reviewer'], may: mayReview } as const;
export const OPERATES = { roles: ['operator'], may: () => true } as const;

/** The answer stays the same whether or not this can be stored: it must not tell that there is such a letter. */
export async function noteRefusal(
  ports: Pick<ReviewPorts, 'events' | 'worklist' | 'now' | 'log'>,
  chain: readonly LetterEvent[],
  asked: string,
  person: Person,
): Promise<void> {
  const letterId = chain[0]?.letterId;
  if (letterId === undefined) return;
  const actor = actorOf(person, rolesOf(person)[0]);
  const refusal = { type: 'access-refused', data: { asked } } as const;
  try {
    await writeViews(
      ports,
      await appendEvent(ports, letterId, actor, (before) => noteAccess(before, refusal, actor, ports.now())),
    );
  } catch (error) {
    ports.log({ event: 'request.failed', route: asked, error: error instanceof Error ? error.name : 'unknown' });
  }
}

export function practiceOf(chain: readonly LetterEvent[]): string | null {
  const first = chain[0];
  return first?.type === 'letter-received' ? first.data.practice : null;
}

const hasOneOf = (person: Person, roles: readonly Role[]) => rolesOf(person).some((role) => roles.includes(role));

const SECURITY: Record<string, string[]>[] = [{ bearer: [] }, { session: [] }];

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: Problem } },
});

/** What may come instead of an answer, on every route behind the sign-in. */
export const PROBLEMS = {
  400: problem('Not understood.'),
  401: problem('Not signed in.'),
  403: problem('None of the person’s roles lets them do this.'),
  404: problem('Not there, or not for this person to see.'),
  409: problem('Not as the letter stands.'),
  413: problem('The body is too large.'),
  415: problem('The body is not of the media type it must have.'),
  500: problem('Something stored is not as it should be.'),
  503: problem('Not done; asking again may help.'),
} as const;

export function answers<S extends z.ZodType>(schema: S, description: string) {
  return { 200: { description, content: { 'application/json': { schema } } }, ...PROBLEMS };
}

export function takes<S extends z.ZodType>(schema: S) {
  return { body: { required: true, content: { 'application/json': { schema } } } } as const;
}
