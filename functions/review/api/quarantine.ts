import { createRoute } from '@hono/zod-openapi';
import { appendEvent } from '../../core/chain.ts';
import { decideQuarantine } from '../../core/review/decide-quarantine.ts';
import { letterOf } from '../../core/review/open-letter.ts';
import { type LetterView, placeInList } from '../../core/views.ts';
import { actorOf } from '../access/person.ts';
import type { ReviewApp, ReviewPorts } from '../ports.ts';
import { writeViewsIfPossible } from './change.ts';
import { DecideQuarantine, QuarantineChanged, QuarantineList, QuarantineQuery } from './contract.ts';
import { OfLetter } from './letter.ts';
import { letterEntry } from './letter-entry.ts';
import { answers, forLetter, forRoles, OPERATES, takes } from './operation.ts';

/** Letters that were set aside, and what operators do about them. */
export function quarantineRoutes(app: ReviewApp, ports: ReviewPorts): void {
  const { directory, worklist, announcer, log } = ports;

  const list = createRoute({
    method: 'get',
    path: '/api/quarantine',
    summary: 'Letters that are set aside, of every practice and of none, oldest first',
    ...forRoles('operator', 'auditor'),
    request: { query: QuarantineQuery },
    responses: answers(QuarantineList, 'A page of them, each with its reason.'),
  });
  app.openapi(list, async (context) => {
    const { limit, next } = context.req.valid('query');
    const from = next === undefined ? {} : { next };
    const worklists = ['-', ...directory.practices.map(({ ods }) => ods)];
    const pages = await Promise.all(
      worklists.map((practice) => worklist.list({ practice, state: 'quarantined', limit, ...from })),
    );
    const found = pages.flatMap(({ letters }) => letters).sort(oldestFirst);
    const letters = found.slice(0, limit);
    const last = letters.at(-1);
    const hasMore = found.length > limit || pages.some((page) => page.next !== undefined);
    return context.json(
      {
        letters: letters.map((letter) => letterEntry(letter, directory)),
        ...(hasMore && last !== undefined ? { next: placeInList(last) } : {}),
      },
      200,
    );
  });

  const decide = createRoute({
    method: 'post',
    path: '/api/letters/{letterId}/quarantine',
    summary: 'Release a letter to its practice, send it through again, or return it to its sender',
    ...forLetter(ports, 'quarantine', OPERATES),
    request: { params: OfLetter, ...takes(DecideQuarantine) },
    responses: answers(QuarantineChanged, 'The letter as it stands now.'),
  });
  app.openapi(decide, async (context) => {
    const { chain, person } = context.var;
    const { letterId } = letterOf(chain);
    const actor = actorOf(person, 'operator');
    const wanted = context.req.valid('json');
    const after = await appendEvent(ports, letterId, actor, (before) =>
      decideQuarantine(before, wanted, actor, directory),
    );
    await writeViewsIfPossible(ports, after);
    if (wanted.action === 'sent-again')
      // The event is stored: what is not announced now, the sweep announces.
      await announcer.toExtract(letterId).catch((error: unknown) => {
        log({ event: 'letter.failed', letterId, error: error instanceof Error ? error.name : 'unknown' });
      });
    return context.json({ letter: letterEntry(letterOf(after).letter, directory) }, 200);
  });
}

function oldestFirst(a: LetterView, b: LetterView): number {
  return placeInList(a) < placeInList(b) ? -1 : 1;
}
