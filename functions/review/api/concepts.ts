import { createRoute } from '@hono/zod-openapi';
import { conceptFinder } from '../../core/review/find-concepts.ts';
import { ConceptId, SNOMED_CT } from '../../core/sctid.ts';
import type { ReviewApp, ReviewPorts } from '../ports.ts';
import { ConceptMatches, ConceptSearch } from './contract.ts';
import { answers, forRoles, takes } from './operation.ts';

/** The lexicon, searched by words. */
export function conceptRoutes(app: ReviewApp, { lexicon }: ReviewPorts): void {
  const find = conceptFinder(lexicon);
  const search = createRoute({
    method: 'post',
    path: '/api/concepts',
    summary: 'Concepts of the lexicon by words, best first',
    ...forRoles('reviewer', 'auditor'),
    request: takes(ConceptSearch),
    responses: answers(ConceptMatches, 'At most 25.'),
  });
  app.openapi(search, (context) => {
    const { words, category } = context.req.valid('json');
    const concepts = find(words, category).map(({ id, display, matched, ...match }) => {
      const isIdea = id.startsWith('idea:');
      const concept = isIdea ? null : ({ system: SNOMED_CT, code: ConceptId.parse(id), display } as const);
      return { category: match.category, concept, display, matched };
    });
    return context.json({ concepts }, 200);
  });
}
