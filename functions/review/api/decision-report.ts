import { createRoute } from '@hono/zod-openapi';
import { decisionReport, inWords } from '../../core/decision-report.ts';
import type { LetterEvent } from '../../core/events.ts';
import { readChains } from '../../core/trace/read-chains.ts';
import type { ReviewApp, ReviewPorts } from '../ports.ts';
import { DecisionsQuery, DecisionsReport } from './audit-contract.ts';
import { answers, forRoles } from './operation.ts';

const MOST_LOOKED_THROUGH = 5_000;
const MOST_ROWS = 200;

/** What reviewers' decisions say about the lexicon's phrases, concepts and rules: names of the lexicon's, no letter's words. */
export function decisionReportRoutes(app: ReviewApp, { events }: Pick<ReviewPorts, 'events'>): void {
  const report = createRoute({
    method: 'get',
    path: '/api/decisions',
    summary: 'How often suggestions were accepted, rejected and amended, by phrase, concept or rule of context',
    ...forRoles('auditor', 'operator'),
    request: { query: DecisionsQuery },
    responses: answers(DecisionsReport, 'Most often refused first.'),
  });
  app.openapi(report, async (context) => {
    const { by } = context.req.valid('query');
    const seen = { lookedThrough: 0, broken: 0, isComplete: true };
    const rows = await decisionReport(lookThrough(), by);
    const shown = rows.slice(0, MOST_ROWS).map((row) => ({ ...row, inWords: inWords(row) }));
    return context.json({ rows: shown, allRows: rows.length, ...seen }, 200);

    async function* lookThrough(): AsyncGenerator<readonly LetterEvent[]> {
      for await (const { chain } of readChains(events, events.letterIds())) {
        if (seen.lookedThrough === MOST_LOOKED_THROUGH) {
          seen.isComplete = false;
          return;
        }
        seen.lookedThrough++;
        if (chain === null) seen.broken++;
        else yield chain;
      }
    }
  });
}
