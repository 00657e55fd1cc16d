import { createMiddleware } from 'hono/factory';
import { ApiProblem } from '../api/problem.ts';

/** Nothing from elsewhere, in no frame elsewhere; and a patient's letter is kept in no cache. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self' blob:; object-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

export function withHeaders(answer: Response): Response {
  for (const [name, value] of Object.entries(HEADERS)) if (!answer.headers.has(name)) answer.headers.set(name, value);
  return answer;
}

/** On every answer that does not say otherwise. */
export const safeHeaders = createMiddleware(async (context, next) => {
  await next();
  withHeaders(context.res);
});

/** Any other name may be a foreign page's that made its own lead here. On a laptop, its names lead to the one used. */
export function ownAddress(origin: string) {
  const own = new URL(origin);
  const aliases = ['127.0.0.1', 'localhost', '[::1]'];
  return createMiddleware(async (context, next) => {
    const asked = new URL(`http://${context.req.header('host') ?? new URL(context.req.url).host}`);
    if (asked.host === new URL(`http://${own.host}`).host) return next();
    const isAlias = aliases.includes(own.hostname) && aliases.includes(asked.hostname) && asked.port === own.port;
    if (!isAlias || context.req.method !== 'GET') throw new ApiProblem('wrong-host');
    const { pathname, search } = new URL(context.req.url);
    return context.redirect(`${origin}${pathname}${search}`, 307);
  });
}
