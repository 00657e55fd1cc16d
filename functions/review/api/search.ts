import { createRoute } from '@hono/zod-openapi';
import type { LetterId } from '../../core/letter.ts';
import { isNhsNumber } from '../../core/nhs-number.ts';
import { letterOf } from '../../core/review/open-letter.ts';
import type { LetterView } from '../../core/views.ts';
import { mayRead, type Person } from '../access/person.ts';
import type { ReviewApp, ReviewPorts } from '../ports.ts';
import { Search, SearchResult } from './contract.ts';
import { letterEntry } from './letter-entry.ts';
import { answers, forRoles, noteRefusal, practiceOf, takes } from './operation.ts';
import { ApiProblem } from './problem.ts';

/** Finds letters by their id, or by their patient's NHS number: of the practices a person may see, and no other. */
export function searchRoutes(app: ReviewApp, ports: ReviewPorts): void {
  const search = createRoute({
    method: 'post',
    path: '/api/search',
    summary: 'Letters by id or NHS number, newest first',
    ...forRoles('reviewer', 'auditor'),
    request: takes(Search),
    responses: answers(SearchResult, 'The letters found; none is no error.'),
  });
  app.openapi(search, async (context) => {
    const wanted = context.req.valid('json');
    const { person } = context.var;
    const found =
      'letterId' in wanted
        ? await letterById(ports, wanted.letterId, person)
        : await lettersOfPatient(ports, wanted.nhsNumber, person);
    return context.json({ letters: found.map((letter) => letterEntry(letter, ports.directory)) }, 200);
  });
}

async function letterById(ports: ReviewPorts, letterId: LetterId, person: Person): Promise<LetterView[]> {
  const chain = await ports.events.read(letterId);
  if (chain.length === 0) return [];
  if (mayRead(person, practiceOf(chain))) return [letterOf(chain).letter];
  await noteRefusal(ports, chain, 'search', person);
  return [];
}

async function lettersOfPatient(
  { directory, hashPatient, worklist }: ReviewPorts,
  written: string,
  person: Person,
): Promise<LetterView[]> {
  const nhsNumber = written.replace(/[\s-]/g, '');
  if (!isNhsNumber(nhsNumber)) throw new ApiProblem('invalid-nhs-number');
  const practices = directory.practices.filter(({ ods }) => mayRead(person, ods));
  const hash = hashPatient(nhsNumber);
  const found = (await Promise.all(practices.map(({ ods }) => worklist.ofPatient(ods, hash)))).flat();
  return found.sort((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1));
}
