import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import * as oauth from 'oauth4webapi';
import * as z from 'zod';
import { ApiProblem } from '../api/problem.ts';
import type { ReviewApp, ReviewPorts } from '../ports.ts';
import { isFromOwnPage } from './authenticate.ts';
import { IssuerUnreachableError } from './issuer.ts';
import { sessionCookie, signInCookie } from './session-cookie.ts';
import { verifyToken } from './verify-token.ts';

/** What a sign-in begins with and must end with. */
const Begun = z.strictObject({ state: z.string(), nonce: z.string(), verifier: z.string(), to: z.string() });

/** A cookie holds 4096 bytes with its name and attributes. */
const LONGEST_IN_A_COOKIE = 3_800;

/** Signs a browser in: OIDC's code flow with PKCE, done by the server, so that no script ever holds a token. */
export function signInRoutes(app: ReviewApp, ports: ReviewPorts): void {
  const { issuer, origin, now } = ports;
  const { clientId, scope = 'openid' } = issuer.configuration;
  /** The library reads the machine's clock; the service's own is what counts. */
  const client = (): oauth.Client => ({
    client_id: clientId,
    [oauth.clockSkew]: Math.round((Date.parse(now()) - Date.now()) / 1000),
  });
  const callback = `${origin}/sign-in/callback`;

  app.openapi(BEGIN, async (context) => {
    const { authorization_endpoint: endpoint } = await issuer.metadata();
    if (endpoint === undefined) throw new IssuerUnreachableError('the issuer names no place to sign in');
    const begun = {
      state: oauth.generateRandomState(),
      nonce: oauth.generateRandomNonce(),
      verifier: oauth.generateRandomCodeVerifier(),
      to: pathWithin(origin, context.req.valid('query').to),
    };
    const { name, options } = signInCookie(origin);
    setCookie(context, name, Buffer.from(JSON.stringify(begun)).toString('base64url'), options);
    const address = new URL(endpoint);
    const parameters = {
      response_type: 'code',
      client_id: clientId,
      redirect_uri: callback,
      scope,
      state: begun.state,
      nonce: begun.nonce,
      code_challenge: await oauth.calculatePKCECodeChallenge(begun.verifier),
      code_challenge_method: 'S256',
    };
    for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
    return context.redirect(address.href, 302);
  });

  app.openapi(END, async (context) => {
    const begun = begunIn(context, origin);
    deleteCookie(context, signInCookie(origin).name, signInCookie(origin).options);
    const token = await exchange(context, begun);
    const person = await verifyToken(issuer, token, now());
    if (token.length > LONGEST_IN_A_COOKIE) throw new ApiProblem('sign-in-failed');
    const { name, options } = sessionCookie(origin);
    const maxAge = Math.max(0, Math.floor((Date.parse(person.expiresAt) - Date.parse(now())) / 1000));
    setCookie(context, name, token, { ...options, maxAge });
    // A redirect would still count as sent from the issuer's site, and the browser would keep the Strict cookie back.
    return context.html(onwards(begun.to), 200);
  });

  app.openapi(SIGN_OUT, async (context) => {
    if (!isFromOwnPage(context, origin)) throw new ApiProblem('cross-origin');
    deleteCookie(context, sessionCookie(origin).name, sessionCookie(origin).options);
    const { end_session_endpoint: end } = await issuer.metadata().catch(() => ({ end_session_endpoint: undefined }));
    if (end === undefined) return context.html(onwards('/'), 200);
    const address = new URL(end);
    // Cognito's name for it beside OIDC's.
    for (const name of ['post_logout_redirect_uri', 'logout_uri']) address.searchParams.set(name, `${origin}/`);
    address.searchParams.set('client_id', clientId);
    // Not redirected: the page's policy lets a form lead to this service alone.
    return context.html(onwards(address.href), 200);
  });

  /** @throws ApiProblem when the issuer's answer is not the one to what was asked */
  async function exchange(context: Context, begun: z.infer<typeof Begun>): Promise<string> {
    const server = await issuer.metadata();
    try {
      const given = oauth.validateAuthResponse(server, client(), new URL(context.req.url).searchParams, begun.state);
      const response = await oauth.authorizationCodeGrantRequest(
        server,
        client(),
        oauth.None(),
        given,
        callback,
        begun.verifier,
        issuer.requestOptions,
      );
      const tokens = await oauth.processAuthorizationCodeResponse(server, client(), response, {
        expectedNonce: begun.nonce,
        requireIdToken: true,
      });
      return tokens.access_token;
    } catch (cause) {
      throw Object.assign(new ApiProblem('sign-in-failed'), { cause });
    }
  }
}

function begunIn(context: Context, origin: string): z.infer<typeof Begun> {
  const value = getCookie(context, signInCookie(origin).name) ?? '';
  try {
    return Begun.parse(JSON.parse(Buffer.from(value, 'base64url').toString()));
  } catch {
    throw new ApiProblem('sign-in-failed');
  }
}

/** A path of this service, whatever was asked for: a sign-in must not end elsewhere. */
export function pathWithin(origin: string, to: string | undefined): string {
  if (to === undefined || !to.startsWith('/') || !URL.canParse(to, origin)) return '/';
  const address = new URL(to, origin);
  return address.origin === origin ? `${address.pathname}${address.search}${address.hash}` : '/';
}

function onwards(to: string): string {
  const escaped = to.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Letter Coder</title><meta http-equiv="refresh" content="0;url=${escaped}"></head><body><a href="${escaped}">Go on</a></body></html>`;
}

const elsewhere = { description: 'Sent on.', headers: { location: { schema: { type: 'string' as const } } } };
const BEGIN = createRoute({
  method: 'get',
  path: '/sign-in',
  summary: 'Begins to sign a browser in',
  request: { query: z.strictObject({ to: z.string().max(500).optional() }) },
  responses: { 302: elsewhere },
});
const END = createRoute({
  method: 'get',
  path: '/sign-in/callback',
  summary: 'Where the issuer sends a browser back to',
  responses: { 200: { description: 'Signed in; the page leads on.' } },
});
const SIGN_OUT = createRoute({
  method: 'post',
  path: '/sign-out',
  summary: 'Signs a browser out',
  responses: { 200: { description: 'Signed out; the page leads on.' } },
});
