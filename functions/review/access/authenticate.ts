import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { ApiProblem } from '../api/problem.ts';
import type { ReviewEnv, ReviewPorts } from '../ports.ts';
import { sessionCookie } from './session-cookie.ts';
import { verifyToken } from './verify-token.ts';

/**
 * Nobody goes further without a valid access token: in the Authorization header, or in the page's session cookie. A
 * cookie is sent by the browser whoever asks it to, so with one the request must come from this very origin.
 */
export function authenticate({ issuer, origin, now }: Pick<ReviewPorts, 'issuer' | 'origin' | 'now'>) {
  return createMiddleware<ReviewEnv>(async (context, next) => {
    const bearer = bearerIn(context.req.header('authorization'));
    const token = bearer ?? getCookie(context, sessionCookie(origin).name);
    if (token === undefined) throw new ApiProblem('not-signed-in');
    if (bearer === undefined && !isFromOwnPage(context, origin)) throw new ApiProblem('cross-origin');
    context.set('person', await verifyToken(issuer, token, now()));
    await next();
  });
}

/** @returns undefined without the header; a header of another kind is a token that no issuer signed */
function bearerIn(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  return /^Bearer ([A-Za-z0-9\-._~+/]+=*)$/i.exec(header)?.[1] ?? '';
}

const SAFE = new Set(['GET', 'HEAD']);

/** Other ports of this machine are the same site to a browser, so SameSite alone would let them in. */
export function isFromOwnPage(context: Context, origin: string): boolean {
  const site = context.req.header('sec-fetch-site');
  const from = context.req.header('origin');
  if (site !== undefined && site !== 'same-origin' && !(site === 'none' && SAFE.has(context.req.method))) return false;
  // Under the page's referrer policy a browser hides the origin of a form that it sends itself; a frame without an origin
  // is another site to it.
  if (from === 'null' && site === 'same-origin') return true;
  if (from !== undefined) return from === origin;
  return site !== undefined || SAFE.has(context.req.method);
}
