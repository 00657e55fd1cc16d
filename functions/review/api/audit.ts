import { createRoute } from '@hono/zod-openapi';
import { verificationOf } from '../../core/archive/verification.ts';
import type { LetterId } from '../../core/letter.ts';
import { isNhsNumber } from '../../core/nhs-number.ts';
import { findLetters } from '../../core/trace/find-letters.ts';
import { type Found, type SearchBounds, searchLetters } from '../../core/trace/search-letters.ts';
import { traceLetters } from '../../core/trace/trace-letters.ts';
import { foundAsFile } from '../exports/found-file.ts';
import type { ReviewApp, ReviewPorts } from '../ports.ts';
import {
  AuditExport,
  AuditFound,
  type AuditQuestion,
  AuditSearch,
  LetterStory,
  LetterVerification,
} from './audit-contract.ts';
import { noteOpened, OfLetter } from './letter.ts';
import { answers, forLetter, forRoles, PROBLEMS, takes } from './operation.ts';
import { ApiProblem } from './problem.ts';

const SEARCH: SearchBounds = { mostLookedThrough: 500, mostFound: 50 };
/** A function's answer has at most 6 MB: a letter's story without words has some 10 KB. */
const EXPORT: SearchBounds = { mostLookedThrough: 5_000, mostFound: 300 };

const AUDITS = { roles: ['auditor'], may: () => true } as const;

/** What was done, by whom and on which words. It changes nothing but to note who was shown a letter's words. */
export function auditRoutes(app: ReviewApp, ports: ReviewPorts): void {
  const search = createRoute({
    method: 'post',
    path: '/api/audit/search',
    summary: 'Events by letter, suggestion, concept, rule, lexicon, person, patient and time, letter by letter',
    ...forRoles('auditor'),
    request: takes(AuditSearch),
    responses: answers(AuditFound, 'What was found among the letters looked through, without words of letters.'),
  });
  app.openapi(search, async (context) => {
    const { next, ...question } = context.req.valid('json');
    return context.json(await find(ports, question, SEARCH, next), 200);
  });

  const exports = createRoute({
    method: 'post',
    path: '/api/audit/exports',
    summary: 'What a search finds, as a file without words of letters',
    ...forRoles('auditor'),
    request: takes(AuditExport),
    responses: {
      200: { description: 'The file. It says itself when there is more than it could hold.' },
      ...PROBLEMS,
    },
  });
  app.openapi(exports, async (context) => {
    const { format, ...question } = context.req.valid('json');
    const { contentType, fileName, body } = foundAsFile(format, await find(ports, question, EXPORT));
    return new Response(body, {
      headers: { 'content-type': contentType, 'content-disposition': `attachment; filename="${fileName}"` },
    }) as never;
  });

  const story = createRoute({
    method: 'get',
    path: '/api/letters/{letterId}/story',
    summary: 'A letter’s life in words, each code with the words of the letter it rests on',
    ...forLetter(ports, 'history', AUDITS),
    request: { params: OfLetter },
    responses: answers(LetterStory, 'Its events, in order.'),
  });
  app.openapi(story, async (context) => {
    const noted = await noteOpened(ports, context.var.chain, 'letter', context.var.person);
    const { letterId } = noted[0]!;
    for await (const traced of traceLetters(ports, {}, [letterId])) return context.json(traced, 200);
    throw new ApiProblem('not-found');
  });

  const verification = createRoute({
    method: 'get',
    path: '/api/letters/{letterId}/verification',
    summary: 'Whether a letter’s chain holds, made again now, and how far it is anchored',
    ...forLetter(ports, 'history', AUDITS),
    request: { params: OfLetter },
    responses: answers(LetterVerification, 'What the service itself can say: proof is the offline verifier’s.'),
  });
  app.openapi(verification, async (context) => {
    const { chain } = context.var;
    return context.json(await verificationOf(chain[0]!.letterId, chain, ports.archive), 200);
  });
}

async function find(
  ports: ReviewPorts,
  { letterId, nhsNumber, ...question }: AuditQuestion,
  bounds: SearchBounds,
  next?: LetterId,
): Promise<Found & Pick<AuditFound, 'through'>> {
  const { events, worklist } = ports;
  const asked = nhsNumber === undefined ? question : { ...question, patientHash: hashOf(ports, nhsNumber) };
  const found = letterId === undefined ? await findLetters(worklist, asked) : [letterId];
  const letterIds = found === null ? events.letterIds(next) : further(found, next);
  const through = found === null || letterId !== undefined ? 'events' : 'worklists';
  return { ...(await searchLetters(events, letterIds, asked, bounds)), through };
}

/** In order of their ids: letters that came to be found meanwhile shift none of the others. */
function further(letterIds: readonly LetterId[], next: LetterId | undefined): LetterId[] {
  return [...letterIds].sort().filter((letterId) => next === undefined || letterId > next);
}

function hashOf({ hashPatient }: ReviewPorts, written: string): string {
  const nhsNumber = written.replace(/[\s-]/g, '');
  if (!isNhsNumber(nhsNumber)) throw new ApiProblem('invalid-nhs-number');
  return hashPatient(nhsNumber);
}
