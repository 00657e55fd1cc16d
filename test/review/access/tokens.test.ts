import { createHmac } from 'node:crypto';
import { CompactSign, exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { openIssuer } from '../../../functions/review/access/issuer.ts';
import { verifyToken } from '../../../functions/review/access/verify-token.ts';
import { AUDIENCE, ISSUER } from '../../support/test-issuer.ts';
import { openReview, PEOPLE, problemIn, type World } from '../world.ts';

const AUDITOR = PEOPLE.auditor;
const base64url = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

type Forge = (world: World) => Promise<string> | string;
const changed =
  (claims: Record<string, unknown>, header: Record<string, unknown> = {}): Forge =>
  ({ issuer }) =>
    issuer.token(AUDITOR, { claims, header });
const seconds = (world: World, ahead: number) => Math.floor(Date.parse(world.now()) / 1000) + ahead;
const timed =
  (claims: (world: World) => Record<string, unknown>): Forge =>
  (world) =>
    world.issuer.token(AUDITOR, { claims: claims(world) });
/** The valid token in its three parts, put together again in another way. */
const taken =
  (apart: (parts: [string, string, string], world: World) => string | Promise<string>): Forge =>
  async (world) =>
    apart((await world.issuer.token(AUDITOR)).split('.') as [string, string, string], world);
const withPayload = (part: string, more: object) => ({
  ...JSON.parse(Buffer.from(part, 'base64url').toString()),
  ...more,
});
const claimsOf = async (world: World): Promise<JWTPayload> =>
  withPayload((await world.issuer.token(AUDITOR)).split('.')[1]!, {});

/** Signed by a key that is not the issuer's, under whatever header an attacker likes. */
const signedByOther =
  (header: (publicJwk: object) => Record<string, unknown>): Forge =>
  async (world) => {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    const protectedHeader = { alg: 'RS256', typ: 'at+jwt', ...header(await exportJWK(publicKey)) };
    return new SignJWT(await claimsOf(world)).setProtectedHeader(protectedHeader).sign(privateKey);
  };

const hmacWith = (secretOf: (world: World) => Promise<string>, alg = 'HS256'): Forge =>
  taken(async ([, payload], world) => {
    const head = base64url({ alg, typ: 'at+jwt', kid: 'key-1' });
    const hash = `sha${alg.slice(2)}`;
    const signature = createHmac(hash, await secretOf(world))
      .update(`${head}.${payload}`)
      .digest('base64url');
    return `${head}.${payload}.${signature}`;
  });

const BAD: Readonly<Record<string, Forge>> = {
  // Malformed.
  'no token at all': () => '',
  'a word': () => 'token',
  'two parts': taken(([head, payload]) => `${head}.${payload}`),
  'four parts': taken((parts) => [...parts, 'x'].join('.')),
  'empty parts': () => '..',
  'a header that is no JSON': taken(([, payload, signature]) => `${base64url('{')}.${payload}.${signature}`),
  'a header that is a list': taken(([, payload, signature]) => `${base64url([])}.${payload}.${signature}`),
  'a payload that is no JSON': async ({ issuer }) =>
    new CompactSign(new TextEncoder().encode('{'))
      .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: 'key-1' })
      .sign(issuer.privateKey),
  'a payload that is a list': async ({ issuer }) =>
    new CompactSign(new TextEncoder().encode('[]'))
      .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: 'key-1' })
      .sign(issuer.privateKey),
  'more bytes than a token has': changed({ padding: 'x'.repeat(10_000) }),
  // Time.
  expired: timed((world) => ({ exp: seconds(world, -60) })),
  'expired a year ago': timed((world) => ({ exp: seconds(world, -365 * 86_400) })),
  'not valid yet': timed((world) => ({ nbf: seconds(world, 600) })),
  'without an end': changed({ exp: undefined }),
  'with an end that is a word': changed({ exp: 'tomorrow' }),
  'without a time of issue': changed({ iat: undefined }),
  'with a beginning that is a word': changed({ nbf: 'now' }),
  // From whom, for whom.
  'of another issuer': changed({ iss: 'https://other.example' }),
  'of this issuer with a slash': changed({ iss: `${ISSUER}/` }),
  'of this issuer over http': changed({ iss: ISSUER.replace('https', 'http') }),
  'without an issuer': changed({ iss: undefined }),
  'for another audience': changed({ aud: 'another-service' }),
  'for others': changed({ aud: ['another-service', 'a-third'] }),
  'for nobody': changed({ aud: [] }),
  'without audience or client': changed({ aud: undefined }),
  'without audience, of another client': changed({ aud: undefined, client_id: 'another' }),
  'for another audience, of a client named as ours': changed({ aud: 'another', client_id: AUDIENCE }),
  'without a subject': changed({ sub: undefined }),
  'with an empty subject': changed({ sub: '' }),
  // Of another kind.
  'an ID token by its type': changed({}, { typ: 'JWT' }),
  'without a type': changed({}, { typ: undefined }),
  'an ID token by its use (Cognito)': changed({ token_use: 'id' }, { typ: undefined }),
  'an ID token by its use, typed as an access token': changed({ token_use: 'id' }),
  'a refresh token by its use': changed({ token_use: 'refresh' }),
  'a logout token': changed({}, { typ: 'logout+jwt' }),
  // Signature and key.
  'alg none': async (world) => new UnsecuredJWT(await claimsOf(world)).encode(),
  'alg none with a signature': taken(
    ([, payload, signature]) => `${base64url({ alg: 'none', typ: 'at+jwt' })}.${payload}.${signature}`,
  ),
  'alg NoNe': taken(([, payload]) => `${base64url({ alg: 'NoNe', typ: 'at+jwt', kid: 'key-1' })}.${payload}.`),
  'HS256 with the public key': hmacWith(({ issuer }) => exportSPKI(issuer.publicKey)),
  'HS512 with the public key': hmacWith(({ issuer }) => exportSPKI(issuer.publicKey), 'HS512'),
  'HS256 with an empty secret': hmacWith(async () => ''),
  'without a signature': taken(([head, payload]) => `${head}.${payload}.`),
  'with half a signature': taken(([head, payload, signature]) => `${head}.${payload}.${signature.slice(0, 100)}`),
  'with another token’s signature': taken(async ([head, payload], { issuer }) => {
    const [, , other] = (await issuer.token(PEOPLE.ann)).split('.');
    return `${head}.${payload}.${other}`;
  }),
  'with more groups than were signed': taken(
    ([head, payload, signature]) =>
      `${head}.${base64url(withPayload(payload, { groups: ['auditor', 'reviewer:Y90001'] }))}.${signature}`,
  ),
  'of a key that the issuer does not name': signedByOther(() => ({ kid: 'key-2' })),
  'of another key under the issuer’s name for its own': signedByOther(() => ({ kid: 'key-1' })),
  'without a key’s name': signedByOther(() => ({})),
  'rightly signed, without a key’s name': changed({}, { kid: undefined }),
  'with its own key in the header': signedByOther((jwk) => ({ kid: 'key-1', jwk })),
  'with the address of its own keys': signedByOther(() => ({ kid: 'key-9', jku: 'https://attacker.example/jwks' })),
  'with the address of its own certificate': signedByOther(() => ({ kid: 'key-9', x5u: 'https://attacker.example/c' })),
  'with a name of a key that is a path': signedByOther(() => ({ kid: '../../dev/null' })),
  'with an extension that must be understood': taken(
    ([, payload, signature]) =>
      `${base64url({ alg: 'RS256', typ: 'at+jwt', kid: 'key-1', crit: ['exp'], exp: 1 })}.${payload}.${signature}`,
  ),
};

describe('access tokens', () => {
  let world: World;
  beforeAll(async () => {
    world = await openReview();
  });
  const ask = (authorization: string) =>
    world.app.request('https://letters.example/api/me', { headers: { authorization } });

  it('are many that are bad, and all of them are tried', () => {
    expect(Object.keys(BAD).length).toBeGreaterThanOrEqual(40);
  });

  it.each(Object.entries(BAD))('refused: %s', async (_, forge) => {
    const token = await forge(world);
    const answer = await world.ask(token, 'GET', '/api/me');
    expect(answer.status).toBe(401);
    expect(problemIn(answer)).toEqual({
      type: '/problems/not-signed-in',
      title: 'Not signed in',
      status: 401,
      detail: 'Sign in, or sign in again.',
    });
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    // The page's cookie is the same token by another way.
    const byCookie = await world.app.request('https://letters.example/api/me', {
      headers: { cookie: `__Host-session=${token}` },
    });
    expect(byCookie.status).toBe(401);
  });

  it.each([
    ['as it should be', {}, {}],
    ['typed in full', {}, { typ: 'application/at+jwt' }],
    ['for several audiences', { aud: ['another', AUDIENCE] }, {}],
    [
      'Cognito’s: its use named, its client for an audience',
      { aud: undefined, client_id: AUDIENCE, token_use: 'access' },
      { typ: undefined },
    ],
  ])('taken: %s', async (_, claims, header) => {
    expect((await ask(`Bearer ${await world.issuer.token(AUDITOR, { claims, header })}`)).status).toBe(200);
  });

  it('are taken while clocks differ by half a minute, and no more', async () => {
    for (const [ahead, status] of [
      [-20, 200],
      [-40, 401],
    ] as const) {
      const ended = await world.issuer.token(AUDITOR, { claims: { exp: seconds(world, ahead) } });
      expect((await ask(`Bearer ${ended}`)).status).toBe(status);
      const begun = await world.issuer.token(AUDITOR, { claims: { nbf: seconds(world, -ahead) } });
      expect((await ask(`Bearer ${begun}`)).status).toBe(status);
    }
  });

  it.each(['Basic YTpi', 'bearer', 'Bearer ', 'Bearer a b', 'Token x', ''])(
    'refused: the header %j',
    async (header) => {
      const good = `__Host-session=${await world.issuer.token(AUDITOR)}`;
      const answer = await world.app.request('https://letters.example/api/me', {
        headers: { authorization: header, cookie: good },
      });
      // A header that says something else is not passed over for the cookie beside it.
      expect(answer.status).toBe(401);
    },
  );

  it('with a key that is not known do not make the issuer be asked again and again', async () => {
    const fresh = await openReview();
    for (let index = 0; index < 20; index++)
      await fresh.ask(await fresh.issuer.token(AUDITOR, { header: { kid: `key-${index + 5}` } }), 'GET', '/api/me');
    expect(fresh.issuer.keysAsked()).toBeLessThanOrEqual(2);
  });

  it('cannot be judged while the issuer does not answer: that is said, and it is asked again', async () => {
    const { issuer, now } = await openReview();
    let isDown = true;
    const reached = openIssuer({
      issuer: ISSUER,
      audience: AUDIENCE,
      clientId: 'page',
      groupsClaim: 'groups',
      fetch: async (...request) => {
        if (isDown) throw new TypeError('fetch failed');
        return issuer.fetch(...request);
      },
    });
    const token = await issuer.token(AUDITOR);
    await expect(verifyToken(reached, token, now())).rejects.toMatchObject({ name: 'IssuerUnreachableError' });
    isDown = false;
    expect(await verifyToken(reached, token, now())).toMatchObject({ id: 'auditor', isAuditor: true });
  });

  it.each(['http://sign-in.example', 'http://127.0.0.1.example', 'ftp://sign-in.example', 'http://10.0.0.1'])(
    'are never judged by an issuer at %s',
    (issuer) => {
      const open = () => openIssuer({ issuer, audience: AUDIENCE, clientId: 'page', groupsClaim: 'groups' });
      expect(open).toThrow(expect.objectContaining({ name: 'InsecureIssuerError' }));
    },
  );
});
