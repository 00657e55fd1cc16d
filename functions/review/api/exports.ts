import { createRoute } from '@hono/zod-openapi';
import { sha256 } from '../../core/canonical-json.ts';
import { appendEvent } from '../../core/chain.ts';
import { organisationName } from '../../core/directory.ts';
import type { Actor, LetterEvent } from '../../core/events.ts';
import type { ExportFormat } from '../../core/happenings/review.ts';
import { findPatient } from '../../core/patient.ts';
import { letterOf } from '../../core/review/open-letter.ts';
import { RefusedError } from '../../core/review/refusal.ts';
import { actorOf, mayReview } from '../access/person.ts';
import { type ExportedLetter, exportedLetter } from '../exports/exported-letter.ts';
import { formatExport } from '../exports/format-export.ts';
import type { ReviewApp, ReviewPorts } from '../ports.ts';
import { writeViewsIfPossible } from './change.ts';
import { ExportDay, ExportLetter } from './contract.ts';
import { OfLetter } from './letter.ts';
import { forLetter, forRoles, PROBLEMS, REVIEWS, takes } from './operation.ts';
import { ApiProblem } from './problem.ts';

/** The codes of completed letters, to be taken over into a record. Each letter's chain says what was handed over. */
export function exportRoutes(app: ReviewApp, ports: ReviewPorts): void {
  const { events, worklist, directory } = ports;

  const one = createRoute({
    method: 'post',
    path: '/api/letters/{letterId}/exports',
    summary: 'The accepted codes of a completed letter, as a file',
    ...forLetter(ports, 'export', REVIEWS),
    request: { params: OfLetter, ...takes(ExportLetter) },
    responses: { 200: FILE, ...PROBLEMS },
  });
  app.openapi(one, async (context) => {
    const { chain, person } = context.var;
    const { format } = context.req.valid('json');
    const { letterId } = letterOf(chain);
    const exported = await asExported(chain);
    if (exported === null) throw new RefusedError(letterId, 'letter-not-completed');
    return handOver([exported], { format, scope: 'letter', name: `letter-${letterId}` }, actorOf(person, 'reviewer'));
  });

  const day = createRoute({
    method: 'post',
    path: '/api/exports',
    summary: 'The accepted codes of all letters a practice completed on one day (UTC), as a file',
    ...forRoles('reviewer'),
    request: takes(ExportDay),
    responses: { 200: FILE, ...PROBLEMS },
  });
  app.openapi(day, async (context) => {
    const { practice, day, format } = context.req.valid('json');
    const { person } = context.var;
    if (!mayReview(person, practice)) throw new ApiProblem('not-found');
    const letterIds = await worklist.completedOn(practice, day);
    const chains = await Promise.all(letterIds.map((letterId) => events.read(letterId)));
    const exported = (await Promise.all(chains.map(asExported))).filter((letter) => letter !== null);
    const ofThatDay = exported.filter(
      ({ letter, completedAt }) => letter.practice === practice && completedAt.startsWith(day),
    );
    return handOver(ofThatDay, { format, scope: 'day', name: `${practice}-${day}` }, actorOf(person, 'reviewer'));
  });

  /** @returns null for a letter that is not completed, or no longer */
  async function asExported(chain: readonly LetterEvent[]): Promise<ExportedLetter | null> {
    const { letterId, letter } = letterOf(chain);
    if (letter.state !== 'completed') return null;
    const text = letter.textHash === undefined ? '' : (await ports.texts.get(letterId, letter.textHash)).text;
    return exportedLetter(chain, { patient: findPatient(text), nameOf: (ods) => organisationName(directory, ods) });
  }

  /** Nothing is handed over before every letter's chain says so. */
  async function handOver(
    letters: readonly ExportedLetter[],
    { format, scope, name }: { format: ExportFormat; scope: 'letter' | 'day'; name: string },
    by: Actor,
  ): Promise<never> {
    const { contentType, fileName, body } = formatExport(format, letters, name);
    const contentHash = sha256(body);
    for (const { letter, codes } of letters) {
      const data = { format, scope, codes: codes.length, contentHash };
      const after = await appendEvent(ports, letter.letterId, by, () => ({ type: 'letter-exported', data }));
      await writeViewsIfPossible(ports, after);
    }
    return new Response(body, {
      headers: { 'content-type': contentType, 'content-disposition': `attachment; filename="${fileName}"` },
    }) as never;
  }
}

const FILE = { description: 'The file, under a name of ours.' };
