import { createRoute } from '@hono/zod-openapi';
import type { LetterEvent } from '../../core/events.ts';
import { letterOf } from '../../core/review/open-letter.ts';
import type { Person } from '../access/person.ts';
import type { ReviewApp, ReviewPorts } from '../ports.ts';
import { Receipts, ReceiptsQuery } from './contract.ts';
import { letterEntry } from './letter-entry.ts';
import { answers, forRoles } from './operation.ts';
import { ApiProblem } from './problem.ts';

/** What became of the letters that a sender sent: states, and nothing of what they say. */
export function receiptRoutes(app: ReviewApp, ports: ReviewPorts): void {
  const { worklist, events, directory } = ports;
  const list = createRoute({
    method: 'get',
    path: '/api/receipts',
    summary: 'What became of a sender’s letters, newest first',
    ...forRoles('sender', 'auditor', 'operator'),
    request: { query: ReceiptsQuery },
    responses: answers(Receipts, 'A page of receipts.'),
  });
  app.openapi(list, async (context) => {
    const { sender: asked, limit, next } = context.req.valid('query');
    const sender = senderOf(context.var.person, asked);
    if (sender === null) throw new ApiProblem('not-found');
    const page = await worklist.ofSender({ sender, limit, ...(next === undefined ? {} : { next }) });
    const chains = await Promise.all(page.letters.map(({ letterId }) => events.read(letterId)));
    const receipts = chains.filter((chain) => chain.length > 0).map(receiptOf);
    return context.json({ receipts, ...(page.next === undefined ? {} : { next: page.next }) }, 200);
  });

  function receiptOf(chain: readonly LetterEvent[]): Receipts['receipts'][number] {
    const { letter } = letterOf(chain);
    const { practiceName } = letterEntry(letter, directory);
    const { letterId, receivedAt, contentHash, state, reason, returned } = letter;
    const note = returned && chain.findLast((event) => event.type === 'quarantine-decided')?.data.note;
    return {
      letterId,
      storedAs: storedAs(chain),
      receivedAt,
      contentHash,
      practiceName,
      state,
      reason,
      ...(returned ? { returned } : {}),
      ...(note ? { note } : {}),
    };
  }
}

/** A sender sees its own receipts, operators and auditors anybody's. @returns null for another's, as for one unknown */
function senderOf({ sends, isOperator, isAuditor }: Person, asked: string | undefined): string | null {
  if (asked === undefined) return sends[0] ?? null;
  return sends.includes(asked) || isOperator || isAuditor ? asked : null;
}

function storedAs([first]: readonly LetterEvent[]): string {
  return first?.type === 'letter-received' ? first.data.object.key : '';
}
