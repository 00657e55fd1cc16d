import { createRoute } from '@hono/zod-openapi';
import { anchorName } from '../../core/archive/archive-names.ts';
import { checkAnchor, checkLetters } from '../../core/archive/check-record.ts';
import { listAnchors } from '../../core/archive/read-anchors.ts';
import type { LetterId } from '../../core/letter.ts';
import type { Lexicon } from '../../core/lexicon/lexicon.ts';
import { lastRun, replayRun } from '../../core/replay-letter.ts';
import { byCode, countReplayed, newReplaySummary } from '../../core/replay-summary.ts';
import { readChains } from '../../core/trace/read-chains.ts';
import type { ReviewApp, ReviewPorts } from '../ports.ts';
import { CheckedRecord, CheckRecord, LetterReplay, ReplayEverything, ReplayedStretch } from './checks-contract.ts';
import { OfLetter } from './letter.ts';
import { answers, forLetter, forRoles, takes } from './operation.ts';

/** A stretch is answered in a second or two, so that whoever waits sees it go on. */
const CHECKED_AT_ONCE = 200;
const REPLAYED_AT_ONCE = 50;

const AUDITS = { roles: ['auditor'], may: () => true } as const;

/** What the service itself can say of all it keeps. It changes nothing, and shows no words of a letter. */
export function checksRoutes(app: ReviewApp, ports: ReviewPorts): void {
  const { events, lexicon } = ports;
  const checks = createRoute({
    method: 'post',
    path: '/api/audit/checks',
    summary:
      'Whether chains hold, worklists say what events say, and what was anchored is still there: stretch by stretch',
    ...forRoles('auditor'),
    request: takes(CheckRecord),
    responses: answers(
      CheckedRecord,
      'What this stretch holds, and what is wrong in it: proof is the offline verifier’s.',
    ),
  });
  app.openapi(checks, async (context) => {
    const { next } = context.req.valid('json');
    if (next?.kind === 'day') return context.json(await checkDay(ports, next.day), 200);
    const { letterIds, last } = await stretch(ports, CHECKED_AT_ONCE, next?.after);
    const checked = await checkLetters(ports, letterIds);
    const goesOn = last === undefined ? await firstDay(ports) : ({ kind: 'letter', after: last } as const);
    return context.json(
      { letters: letterIds.length, days: 0, ...checked, ...(goesOn === undefined ? {} : { next: goesOn }) },
      200,
    );
  });

  const replay = createRoute({
    method: 'get',
    path: '/api/letters/{letterId}/replay',
    summary: 'Whether the service would suggest the same for this letter today',
    ...forLetter(ports, 'history', AUDITS),
    request: { params: OfLetter },
    responses: answers(LetterReplay, 'Its last run made again by the lexicon and engine in service.'),
  });
  app.openapi(replay, async (context) => {
    const run = lastRun(context.var.chain);
    if (run === null) return context.json({ under: versionsOf(lexicon), replayed: null }, 200);
    const { letterId: _, ...replayed } = await replayRun(ports, run, lexicon);
    return context.json({ under: versionsOf(lexicon), replayed }, 200);
  });

  const everything = createRoute({
    method: 'post',
    path: '/api/audit/replay',
    summary: 'What the lexicon and engine in service change in all that was suggested so far: stretch by stretch',
    ...forRoles('auditor'),
    request: takes(ReplayEverything),
    responses: answers(ReplayedStretch, 'What came of this stretch.'),
  });
  app.openapi(everything, async (context) => {
    const { letterIds, last } = await stretch(ports, REPLAYED_AT_ONCE, context.req.valid('json').next);
    const summary = newReplaySummary();
    const changed: LetterId[] = [];
    let unreadable = 0;
    for await (const { letterId, chain } of readChains(events, letterIds)) {
      if (chain === null) unreadable++;
      const replayed = chain === null ? null : await countReplayed(ports, chain, lexicon, summary);
      if (replayed !== null && replayed !== 'failed' && !replayed.same) changed.push(letterId);
    }
    const found = { ...summary, failed: summary.failed + unreadable, codes: byCode(summary), changed };
    const answer = { under: versionsOf(lexicon), lookedThrough: letterIds.length, ...found };
    return context.json({ ...answer, ...(last === undefined ? {} : { next: last }) }, 200);
  });
}

const versionsOf = ({ version, engineVersion }: Lexicon) => ({ lexiconVersion: version, engineVersion });

/** The next letters; `last` where there may be more behind it. */
async function stretch({ events }: ReviewPorts, most: number, after: LetterId | undefined) {
  const letterIds: LetterId[] = [];
  for await (const letterId of events.letterIds(after)) {
    letterIds.push(letterId);
    if (letterIds.length === most) return { letterIds, last: letterId };
  }
  return { letterIds };
}

async function firstDay({ archive }: ReviewPorts) {
  const [first] = await listAnchors(archive);
  return first === undefined ? undefined : ({ kind: 'day', day: dayIn(first) } as const);
}

async function checkDay(ports: ReviewPorts, day: string): Promise<CheckedRecord> {
  const names = await listAnchors(ports.archive);
  const at = names.indexOf(anchorName(day));
  const following = names[at + 1];
  const { wrong } = await checkAnchor(ports, anchorName(day), names[at - 1]);
  const next = following === undefined ? {} : { next: { kind: 'day' as const, day: dayIn(following) } };
  return { letters: 0, events: 0, days: 1, wrong, ...next };
}

const dayIn = (name: string) => /\d{4}-\d{2}-\d{2}/.exec(name)![0];
