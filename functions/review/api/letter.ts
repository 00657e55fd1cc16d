import { createRoute } from '@hono/zod-openapi';
import * as z from 'zod';
import { appendEvent } from '../../core/chain.ts';
import type { LetterEvent } from '../../core/events.ts';
import { type Access, noteAccess } from '../../core/review/note-access.ts';
import { letterOf } from '../../core/review/open-letter.ts';
import { sentenceOf, storyOf } from '../../core/trace/story.ts';
import { actorOf, mayReview, type Person } from '../access/person.ts';
import type { ReviewApp, ReviewPorts } from '../ports.ts';
import { letterRecord } from '../shown-letter.ts';
import { readSurroundings } from '../surroundings.ts';
import { writeViewsIfPossible } from './change.ts';
import { History, LetterRecord } from './contract.ts';
import { answers, forLetter, PROBLEMS, READS } from './operation.ts';
import { originalFile } from './original-file.ts';
import { ApiProblem } from './problem.ts';

/** Names a letter in a path. One that is no id is answered as one that does not exist. */
export const OfLetter = z.strictObject({ letterId: z.string() });

/** One letter, to be read: what it says and what was made of it, its original, and its history. */
export function letterRoutes(app: ReviewApp, ports: ReviewPorts): void {
  const read = createRoute({
    method: 'get',
    path: '/api/letters/{letterId}',
    summary: 'A letter with its suggestions',
    ...forLetter(ports, 'letter', READS),
    request: {
      params: OfLetter,
      query: z.strictObject({ ahead: z.enum(['true', 'false']).optional() }),
    },
    responses: answers(LetterRecord, 'All that a reviewer is shown of it.'),
  });
  app.openapi(read, async (context) => {
    const { chain, person } = context.var;
    const what = context.req.valid('query').ahead === 'true' ? 'ahead' : 'letter';
    const surroundings = await readSurroundings(ports, letterOf(chain).letter);
    const noted = await noteOpened(ports, chain, what, person);
    return context.json(await letterRecord(ports, noted, surroundings), 200);
  });

  const original = createRoute({
    method: 'get',
    path: '/api/letters/{letterId}/original',
    summary: 'The letter as it was sent',
    ...forLetter(ports, 'original', READS),
    request: { params: OfLetter, query: z.strictObject({ download: z.enum(['true', 'false']).optional() }) },
    responses: {
      200: { description: 'The file, byte for byte: a PDF, a text, or bytes of no known kind.' },
      ...PROBLEMS,
    },
  });
  app.openapi(original, async (context) => {
    const { chain, person } = context.var;
    const first = chain[0];
    const bytes = first?.type === 'letter-received' ? await ports.letters.fetch(first.data.object) : null;
    if (first === undefined || bytes === null) throw new ApiProblem('original-missing');
    if (bytes.length > (ports.mostOriginalBytes ?? bytes.length)) throw new ApiProblem('original-too-large');
    await noteOpened(ports, chain, 'original', person);
    return originalFile(first.letterId, bytes, context.req.valid('query').download === 'true') as never;
  });

  const history = createRoute({
    method: 'get',
    path: '/api/letters/{letterId}/history',
    summary: 'Everything that happened to a letter, as it is stored and in words',
    ...forLetter(ports, 'history', READS),
    request: { params: OfLetter },
    responses: answers(History, 'Its events, in order.'),
  });
  app.openapi(history, (context) => {
    const { chain } = context.var;
    const story = storyOf(chain, new Map());
    const events = chain.map((event, index) => ({ ...event, inWords: sentenceOf(story[index]!) }));
    return context.json({ events }, 200);
  });
}

/** Nothing of a letter is given out before its chain says to whom. @returns the chain with that */
export async function noteOpened(
  ports: ReviewPorts,
  chain: readonly LetterEvent[],
  what: Extract<Access, { type: 'letter-opened' }>['data']['what'],
  person: Person,
): Promise<readonly LetterEvent[]> {
  const { letterId, letter } = letterOf(chain);
  const actor = actorOf(person, mayReview(person, letter.practice) ? 'reviewer' : 'auditor');
  const opened = { type: 'letter-opened', data: { what } } as const;
  if (noteAccess(chain, opened, actor, ports.now()) === null) return chain;
  const noted = await appendEvent(ports, letterId, actor, (before) => noteAccess(before, opened, actor, ports.now()));
  await writeViewsIfPossible(ports, noted);
  return noted;
}
