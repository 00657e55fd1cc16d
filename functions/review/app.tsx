import { type Context, Hono } from 'hono';
import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import type { Directory } from '../core/directory.ts';
import { TextDocumentError } from '../core/errors.ts';
import { LetterId } from '../core/letter.ts';
import type { EventStore, TextStore, Worklist } from '../core/ports.ts';
import { LetterState } from '../core/views.ts';
import { NotFoundPage, ProblemPage } from './layout.tsx';
import { LetterPage } from './letter-page.tsx';
import { readLetterRecord } from './letter-record.ts';
import { WorklistPage } from './worklist-page.tsx';
import { readWorklists } from './worklists.ts';

export interface ReviewPorts {
  readonly events: EventStore;
  readonly texts: TextStore;
  readonly worklist: Worklist;
  readonly directory: Directory;
  /** Every practice under which letters may stand in the worklist. */
  readonly practices: () => readonly string[];
  /** Host names this page answers to; any other may be a foreign page that made its own name lead here. */
  readonly hosts: readonly string[];
  readonly stylesheet: string;
}

/** The review page: reads, and changes nothing. */
export function createReviewApp(ports: ReviewPorts): Hono {
  const app = new Hono();

  app.use(async (context, next) => {
    if (!ports.hosts.includes(hostName(context.req.header('host') ?? new URL(context.req.url).host)))
      return context.text('This page answers only to its own address.', 421, HEADERS);
    await next();
    for (const [name, value] of Object.entries(HEADERS)) context.header(name, value);
  });

  app.get('/style.css', (context) =>
    context.body(ports.stylesheet, 200, { 'content-type': 'text/css; charset=utf-8' }),
  );

  app.get('/', async (context) => {
    const practice = context.req.query('practice') || undefined;
    const state = LetterState.safeParse(context.req.query('state')).data;
    const practices = ports.practices();
    if (practice !== undefined && !practices.includes(practice)) return notFound(context);
    const worklists = await readWorklists(ports.worklist, practices, practice);
    return page(
      context,
      <WorklistPage
        worklists={worklists}
        directory={ports.directory}
        {...(practice === undefined ? {} : { practice })}
        {...(state === undefined ? {} : { state })}
      />,
    );
  });

  app.get('/letters/:letterId', async (context) => {
    const letterId = LetterId.safeParse(context.req.param('letterId'));
    if (!letterId.success) return notFound(context);
    const record = await readLetterRecord(ports, letterId.data);
    if (record === null) return notFound(context);
    return page(context, <LetterPage record={record} directory={ports.directory} />);
  });

  app.notFound(notFound);
  app.onError((error, context) => {
    const problem =
      error instanceof TextDocumentError
        ? 'The stored text of this letter is missing or has been altered, so it is not shown. Tell the operator.'
        : 'The page could not be made. Nothing was changed. Try again, and tell the operator if it stays so.';
    return page(context, <ProblemPage problem={problem} />, 500);
  });
  return app;
}

/** Nothing from elsewhere, no script, no frame; and a patient's letter is kept in no cache. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

function notFound(context: Context): Response {
  return page(context, <NotFoundPage />, 404);
}

function page(context: Context, content: VNode, status: 200 | 404 | 500 = 200): Response {
  return context.html(`<!doctype html>${render(content)}`, status, HEADERS) as Response;
}

/** `[::1]:8321` as `[::1]`, `localhost:8321` as `localhost`. */
function hostName(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}
