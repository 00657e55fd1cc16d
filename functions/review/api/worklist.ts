import { createRoute } from '@hono/zod-openapi';
import type { Worklist } from '../../core/ports.ts';
import { LetterState, type LetterView, placeInList } from '../../core/views.ts';
import { mayRead } from '../access/person.ts';
import type { ReviewApp, ReviewPorts } from '../ports.ts';
import { Groups, MOST_COUNTED, WorklistPage, WorklistQuery } from './contract.ts';
import { letterEntry } from './letter-entry.ts';
import { answers, forRoles } from './operation.ts';
import { ApiProblem } from './problem.ts';

/** A practice's letters, oldest first. */
export function worklistRoutes(app: ReviewApp, ports: ReviewPorts): void {
  const { worklist, directory, lexicon } = ports;
  const groupOf = (code: string) => lexicon.concepts.get(code)?.group;

  const list = createRoute({
    method: 'get',
    path: '/api/worklist',
    summary: 'A practice’s letters in one state, oldest first, with the number of letters in every state',
    ...forRoles('reviewer', 'auditor'),
    request: { query: WorklistQuery },
    responses: answers(WorklistPage, 'A page of the worklist.'),
  });
  app.openapi(list, async (context) => {
    const query = context.req.valid('query');
    const { practice, category, sender, group, conflicts } = query;
    const isServed = directory.practices.some(({ ods }) => ods === practice);
    if (!isServed || !mayRead(context.var.person, practice)) throw new ApiProblem('not-found');
    const isNarrowed = [category, sender, group, conflicts].some((filter) => filter !== undefined);
    const isWanted = (letter: LetterView) =>
      (category === undefined || (letter.counts[category] ?? 0) > 0) &&
      (sender === undefined || letter.sender === sender) &&
      (group === undefined || letter.diagnoses.some((code) => groupOf(code) === group)) &&
      (conflicts === undefined || letter.conflicts > 0);
    const [page, counts] = await Promise.all([
      lettersWanted(worklist, query, isNarrowed ? isWanted : null),
      countByState(worklist, practice),
    ]);
    const letters = page.letters.map((letter) => letterEntry(letter, directory));
    return context.json({ ...page, letters, counts }, 200);
  });

  const groups = createRoute({
    method: 'get',
    path: '/api/groups',
    summary: 'The groups of tumours a worklist can be narrowed to',
    ...forRoles('reviewer', 'auditor'),
    responses: answers(Groups, 'Their names, sorted.'),
  });
  app.openapi(groups, (context) => {
    const diagnoses = [...lexicon.concepts.values()].filter(({ category }) => category === 'diagnosis');
    return context.json({ groups: [...new Set(diagnoses.map(({ group }) => group))].sort() }, 200);
  });
}

/** A narrow filter over a long list ends here: the page then holds few letters, and goes on behind the last looked at. */
const MOST_LOOKED_AT = 2_000;
const LOOKED_AT_ONCE = 200;

async function lettersWanted(
  worklist: Worklist,
  { practice, state, limit, next }: Pick<WorklistQuery, 'practice' | 'state' | 'limit' | 'next'>,
  isWanted: ((letter: LetterView) => boolean) | null,
): Promise<{ letters: LetterView[]; next?: string }> {
  if (isWanted === null) {
    const page = await worklist.list({ practice, state, limit, ...(next === undefined ? {} : { next }) });
    return { ...page, letters: [...page.letters] };
  }
  const letters: LetterView[] = [];
  let behind = next;
  for (let lookedAt = 0; lookedAt < MOST_LOOKED_AT; lookedAt += LOOKED_AT_ONCE) {
    const from = behind === undefined ? {} : { next: behind };
    const page = await worklist.list({ practice, state, limit: LOOKED_AT_ONCE, ...from });
    for (const [index, letter] of page.letters.entries()) {
      if (!isWanted(letter)) continue;
      letters.push(letter);
      const hasMore = index < page.letters.length - 1 || page.next !== undefined;
      if (letters.length === limit) return hasMore ? { letters, next: placeInList(letter) } : { letters };
    }
    if (page.next === undefined) return { letters };
    behind = page.next;
  }
  return { letters, ...(behind === undefined ? {} : { next: behind }) };
}

async function countByState(worklist: Worklist, practice: string): Promise<Record<LetterState, number>> {
  const counts = await Promise.all(
    LetterState.options.map(
      async (state) => [state, await worklist.count({ practice, state, most: MOST_COUNTED })] as const,
    ),
  );
  return Object.fromEntries(counts) as Record<LetterState, number>;
}
