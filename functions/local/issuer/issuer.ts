import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import * as z from 'zod';
import type { Clock } from '../../core/ports.ts';
import { choicePage } from './choice-page.ts';
import type { DemoPerson } from './people.ts';
import type { SigningKey } from './signing-key.ts';

export interface LocalIssuerOptions {
  /** Its own address, as its tokens name it: the service's, and a path. */
  readonly issuer: string;
  readonly people: readonly DemoPerson[];
  readonly key: SigningKey;
  readonly client: { readonly id: string; readonly audience: string; readonly callback: string };
  readonly now: Clock;
}

/** A working day. */
const TOKEN_SECONDS = 8 * 60 * 60;
const CODE_SECONDS = 60;

const Authorize = z.object({
  response_type: z.literal('code'),
  client_id: z.string(),
  redirect_uri: z.string(),
  state: z.string().max(500),
  nonce: z.string().max(500),
  code_challenge: z.string().length(43),
  code_challenge_method: z.literal('S256'),
  person: z.string().optional(),
});
type Authorize = z.infer<typeof Authorize>;
const Exchange = z.object({
  grant_type: z.literal('authorization_code'),
  code: z.string(),
  client_id: z.string(),
  redirect_uri: z.string(),
  code_verifier: z.string(),
});

/**
 * A small OIDC provider for a laptop: whoever sits at it chooses whom to be. Everything else is as with any issuer: the
 * code flow with PKCE, codes that work once, tokens that are signed. It is never deployed.
 */
export function localIssuer({ issuer, people, key, client, now }: LocalIssuerOptions): Hono {
  const app = new Hono().basePath(new URL(issuer).pathname);
  const codes = new Map<string, { person: DemoPerson; asked: Authorize; until: number }>();

  app.get('/.well-known/openid-configuration', (context) =>
    context.json({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: [key.publicJwk.alg],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['none'],
    }),
  );
  app.get('/jwks', (context) => context.json({ keys: [key.publicJwk] }));

  app.get('/authorize', (context) => {
    const asked = Authorize.safeParse(context.req.query());
    // Sent on to an address that is not the client's own, a code would be anybody's.
    if (!asked.success || asked.data.client_id !== client.id || asked.data.redirect_uri !== client.callback)
      return context.text('This sign-in was not begun by this service. Begin it again.', 400);
    const person = people.find(({ id }) => id === asked.data.person);
    if (person === undefined) return context.html(choicePage(people, new URL(context.req.url).search));
    const code = randomBytes(24).toString('base64url');
    codes.set(code, { person, asked: asked.data, until: Date.parse(now()) + CODE_SECONDS * 1000 });
    const back = new URL(client.callback);
    back.searchParams.set('code', code);
    back.searchParams.set('state', asked.data.state);
    return context.redirect(back.href, 302);
  });

  app.post('/token', async (context) => {
    const wanted = Exchange.safeParse(await context.req.parseBody());
    if (!wanted.success) return context.json({ error: 'invalid_request' }, 400);
    const { code, client_id: clientId, redirect_uri: redirect, code_verifier: verifier } = wanted.data;
    const given = codes.get(code);
    codes.delete(code);
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const isRight =
      given !== undefined &&
      given.until > Date.parse(now()) &&
      given.asked.code_challenge === challenge &&
      clientId === client.id &&
      redirect === client.callback;
    if (!isRight) return context.json({ error: 'invalid_grant' }, 400);
    return context.json(await tokensFor(given.person, given.asked.nonce), 200, { 'cache-control': 'no-store' });
  });

  async function tokensFor(person: DemoPerson, nonce: string) {
    const iat = Math.floor(Date.parse(now()) / 1000);
    const both = { iss: issuer, sub: person.id, iat, exp: iat + TOKEN_SECONDS };
    const access = {
      ...both,
      aud: client.audience,
      client_id: client.id,
      jti: randomUUID(),
      name: person.name,
      groups: person.groups,
    };
    return {
      access_token: await key.sign(access, 'at+jwt'),
      id_token: await key.sign({ ...both, aud: client.id, nonce, name: person.name }, 'JWT'),
      token_type: 'Bearer',
      expires_in: TOKEN_SECONDS,
    };
  }
  return app;
}
