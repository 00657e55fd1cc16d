import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { authenticate } from './access/authenticate.ts';
import { ownAddress, safeHeaders, withHeaders } from './access/doors.ts';
import { signInRoutes } from './access/sign-in.ts';
import { auditRoutes } from './api/audit.ts';
import { checksRoutes } from './api/checks.ts';
import { completionRoutes } from './api/completion.ts';
import { conceptRoutes } from './api/concepts.ts';
import { decisionReportRoutes } from './api/decision-report.ts';
import { decisionRoutes } from './api/decisions.ts';
import { documentRoute } from './api/document.ts';
import { exportRoutes } from './api/exports.ts';
import { letterRoutes } from './api/letter.ts';
import { meRoutes } from './api/me.ts';
import { ApiProblem, problemResponse } from './api/problem.ts';
import { quarantineRoutes } from './api/quarantine.ts';
import { receiptRoutes } from './api/receipts.ts';
import { searchRoutes } from './api/search.ts';
import { whatIsWrong } from './api/what-is-wrong.ts';
import { worklistRoutes } from './api/worklist.ts';
import { pageRoutes } from './page-routes.ts';
import type { ReviewApp, ReviewEnv, ReviewPorts } from './ports.ts';

/** More than any request needs: a decision is below 2 KB. */
const MOST_BODY_BYTES = 64 * 1024;

/** The review service: the API, the sign-in of browsers, and the page. The same on Lambda and on a laptop. */
export function createReviewApp(ports: ReviewPorts): ReviewApp {
  const app: ReviewApp = new OpenAPIHono<ReviewEnv>({
    defaultHook: (result) => {
      if (!result.success) throw new ApiProblem('invalid-request', { detail: whatIsWrong(result.error) });
    },
  });
  app.onError((error, context) => {
    const answer = problemResponse(error);
    if (answer.status >= 500) ports.log({ event: 'request.failed', route: context.req.routePath, error: error.name });
    return withHeaders(answer);
  });
  app.notFound(() => withHeaders(problemResponse(new ApiProblem('not-found'))));
  app.use(safeHeaders, ownAddress(ports.origin));
  app.use(bodyLimit({ maxSize: MOST_BODY_BYTES, onError: () => problemResponse(new ApiProblem('too-large')) }));

  documentRoute(app);
  signInRoutes(app, ports);
  app.use('/api/*', authenticate(ports));
  meRoutes(app, ports);
  worklistRoutes(app, ports);
  searchRoutes(app, ports);
  letterRoutes(app, ports);
  decisionRoutes(app, ports);
  completionRoutes(app, ports);
  conceptRoutes(app, ports);
  quarantineRoutes(app, ports);
  receiptRoutes(app, ports);
  exportRoutes(app, ports);
  auditRoutes(app, ports);
  checksRoutes(app, ports);
  decisionReportRoutes(app, ports);
  pageRoutes(app, ports.page);
  return app;
}
