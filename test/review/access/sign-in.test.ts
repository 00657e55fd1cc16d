import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localIssuer } from '../../../functions/local/issuer/issuer.ts';
import { demoPeople } from '../../../functions/local/issuer/people.ts';
import { openSigningKey } from '../../../functions/local/issuer/signing-key.ts';
import { openIssuer } from '../../../functions/review/access/issuer.ts';
import { pathWithin } from '../../../functions/review/access/sign-in.ts';
import { createReviewApp } from '../../../functions/review/app.ts';
import { DIRECTORY, ORIGIN, openReview } from '../world.ts';

const ISSUER = 'http://127.0.0.1:9/issuer';
const CLIENT = { id: 'page', audience: 'letter-coder', callback: `${ORIGIN}/sign-in/callback` };

/** The service as it is behind https, with the laptop's issuer in the place of a hospital's. */
async function openSignIn(folder: string) {
  const world = await openReview();
  const people = demoPeople(DIRECTORY);
  const key = await openSigningKey(join(folder, 'issuer.key'));
  const local = localIssuer({ issuer: ISSUER, people, key, client: CLIENT, now: world.now });
  const reach: typeof fetch = async (input, init) => local.request(input as string, init);
  const issuer = openIssuer({
    issuer: ISSUER,
    clientId: 'page',
    audience: 'letter-coder',
    groupsClaim: 'groups',
    fetch: reach,
  });
  const app = createReviewApp({ ...world, issuer });

  /** The cookies of an answer, name to the whole line. */
  const cookies = (answer: Response) =>
    new Map(answer.headers.getSetCookie().map((line) => [line.split('=')[0]!, line]));
  const pairIn = (line = '') => line.split(';')[0]!;
  const begin = async (to = '') => {
    const answer = await app.request(`${ORIGIN}/sign-in${to}`);
    return {
      at: answer.headers.get('location') ?? '',
      cookie: cookies(answer).get('__Host-sign-in') ?? '',
      status: answer.status,
    };
  };
  const choose = async (at: string, person: string) =>
    (await local.request(`${at}&person=${person}`)).headers.get('location') ?? '';
  const end = (back: string, cookie: string) => app.request(back, { headers: { cookie } });
  return { world, app, local, people, cookies, pairIn, begin, choose, end };
}

describe('signing in with a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sign-in-'));
  let signIn: Awaited<ReturnType<typeof openSignIn>>;
  beforeAll(async () => {
    signIn = await openSignIn(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function session(person = 'reviewer-a-y90001'): Promise<string> {
    const { begin, choose, end, cookies, pairIn } = signIn;
    const { at, cookie } = await begin();
    return pairIn(cookies(await end(await choose(at, person), pairIn(cookie))).get('__Host-session'));
  }
  const me = (headers: Record<string, string>) => signIn.app.request(`${ORIGIN}/api/me`, { headers });

  it('leads to the issuer and back, and leaves a cookie that no script reads and no other site sends', async () => {
    const { begin, choose, end, cookies, pairIn } = signIn;
    const begun = await begin(`?to=${encodeURIComponent('/letters/1?x=1')}`);
    expect(begun.cookie).toMatch(/; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const at = new URL(begun.at).searchParams;
    expect([at.get('code_challenge_method'), at.get('response_type')]).toEqual(['S256', 'code']);
    const ended = await end(await choose(begun.at, 'auditor'), pairIn(begun.cookie));
    expect(ended.status).toBe(200);
    expect(await ended.text()).toContain('content="0;url=/letters/1?x=1"');
    const line = cookies(ended).get('__Host-session')!;
    expect(line).toMatch(/; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    expect(cookies(ended).get('__Host-sign-in')).toContain('Max-Age=0');
    expect(await (await me({ cookie: pairIn(line) })).json()).toMatchObject({ id: 'auditor', roles: ['auditor'] });
  });

  it.each(demoPeople(DIRECTORY).map(({ id }) => id))('works for %s', async (person) => {
    expect(await (await me({ cookie: await session(person) })).json()).toMatchObject({ id: person });
  });

  it('ends with the token: from then on nobody is signed in', async () => {
    const cookie = await session();
    expect((await me({ cookie })).status).toBe(200);
    signIn.world.pass(8 * 3600 + 60);
    expect((await me({ cookie })).status).toBe(401);
  });

  it('fails for a code that was used, of another sign-in, or begun by nobody', async () => {
    const { begin, choose, end, pairIn } = signIn;
    const [one, two] = [await begin(), await begin()];
    const back = await choose(one.at, 'auditor');
    expect((await end(back, pairIn(two.cookie))).status).toBe(400);
    expect((await end(back, '')).status).toBe(400);
    expect((await end(back, '__Host-sign-in=bm8')).status).toBe(400);
    const right = pairIn(one.cookie);
    expect((await end(back.replace(/code=[^&]+/, 'code=guessed'), right)).status).toBe(400);
    expect((await end(`${ORIGIN}/sign-in/callback?error=access_denied&state=x`, right)).status).toBe(400);
    expect((await end(back, right)).status).toBe(200);
    expect((await end(back, right)).status).toBe(400);
    const late = await begin();
    const lateBack = await choose(late.at, 'auditor');
    signIn.world.pass(61);
    expect((await end(lateBack, pairIn(late.cookie))).status).toBe(400);
  });

  it.each([
    ['an attacker’s address', { redirect_uri: 'https://attacker.example/' }],
    ['another client', { client_id: 'another' }],
    ['no proof of the code’s owner', { code_challenge: '' }],
    ['a plain proof', { code_challenge_method: 'plain' }],
  ])('gets no code for %s', async (_, changed) => {
    const { at } = await signIn.begin();
    const address = new URL(at);
    for (const [name, value] of Object.entries({ ...changed, person: 'auditor' }))
      address.searchParams.set(name, value);
    const answer = await signIn.local.request(address.href);
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
  });

  it('gives no token for a code to whoever did not begin that sign-in', async () => {
    const { begin, choose, local } = signIn;
    const { at } = await begin();
    const exchange = async (code_verifier: string) => {
      const code = new URL(await choose(at, 'auditor')).searchParams.get('code')!;
      const form = { grant_type: 'authorization_code', client_id: CLIENT.id, redirect_uri: CLIENT.callback };
      const body = new URLSearchParams({ ...form, code, code_verifier });
      return (await local.request(`${ISSUER}/token`, { method: 'POST', body })).status;
    };
    expect(await exchange('guessed')).toBe(400);
    expect(await exchange(new URL(at).searchParams.get('code_challenge')!)).toBe(400);
  });

  it('gives the browser’s API no ID token: an ID token in the cookie is refused', async () => {
    const token = decodeJwt((await session('auditor')).replace('__Host-session=', ''));
    expect(token).toMatchObject({ aud: 'letter-coder', sub: 'auditor', groups: ['auditor'] });
  });

  it('keeps the issuer’s key for its owner alone, and over a start', async () => {
    expect(statSync(join(folder, 'issuer.key')).mode & 0o777).toBe(0o600);
    const again = await openSigningKey(join(folder, 'issuer.key'));
    expect(again.publicJwk).toEqual((await openSigningKey(join(folder, 'issuer.key'))).publicJwk);
    expect(again.publicJwk).not.toHaveProperty('d');
  });

  describe('what a cookie may do', () => {
    const post = (cookie: string, headers: Record<string, string>) =>
      signIn.app.request(`${ORIGIN}/api/concepts`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json', ...headers },
        body: '{"words":"breast"}',
      });
    it.each([
      ['from the page', { origin: ORIGIN, 'sec-fetch-site': 'same-origin' }, 200],
      ['from the page, in a browser that says less', { origin: ORIGIN }, 200],
      ['from another site', { origin: 'https://attacker.example', 'sec-fetch-site': 'cross-site' }, 403],
      [
        'from another port or host of the same site',
        { origin: 'https://x.letters.example', 'sec-fetch-site': 'same-site' },
        403,
      ],
      ['from a form of the page, whose origin is hidden', { origin: 'null', 'sec-fetch-site': 'same-origin' }, 200],
      ['from a frame without an origin', { origin: 'null', 'sec-fetch-site': 'cross-site' }, 403],
      ['from a frame without an origin, in a browser that says less', { origin: 'null' }, 403],
      ['with an origin that begins alike', { origin: `${ORIGIN}.attacker.example` }, 403],
      ['from an address typed in', { 'sec-fetch-site': 'none' }, 403],
      ['from who knows where', {}, 403],
      ['from elsewhere, said in one of both', { origin: ORIGIN, 'sec-fetch-site': 'cross-site' }, 403],
    ])('%s', async (_, headers, status) => {
      expect((await post(await session(), headers as Record<string, string>)).status).toBe(status);
    });

    it('a token in the header is sent by nobody but its owner, wherever from', async () => {
      const token = (await session()).replace('__Host-session=', '');
      expect((await post('', { authorization: `Bearer ${token}`, origin: 'https://attacker.example' })).status).toBe(
        200,
      );
    });
  });

  it('signs out from the page alone', async () => {
    const signOut = (headers: Record<string, string>) =>
      signIn.app.request(`${ORIGIN}/sign-out`, { method: 'POST', headers });
    expect((await signOut({ origin: 'https://attacker.example' })).status).toBe(403);
    const answer = await signOut({ origin: ORIGIN });
    expect(answer.status).toBe(200);
    expect(signIn.cookies(answer).get('__Host-session')).toContain('Max-Age=0');
  });

  it.each([
    ['/letters/1?a=b#c', '/letters/1?a=b#c'],
    ['//attacker.example/', '/'],
    ['/\\attacker.example/', '/'],
    ['https://attacker.example/', '/'],
    ['data:text/html,x', '/'],
    ['/\t/attacker.example', '/'],
    ['letters', '/'],
    [undefined, '/'],
  ])('ends at %j as %j', (to, path) => {
    expect(pathWithin(ORIGIN, to)).toBe(path);
  });

  it('writes where it leads without letting it write the page', async () => {
    const { begin, choose, end, pairIn } = signIn;
    const begun = await begin(`?to=${encodeURIComponent('/"><script>alert(1)</script>')}`);
    const html = await (await end(await choose(begun.at, 'auditor'), pairIn(begun.cookie))).text();
    expect(html).not.toContain('<script');
  });

  it.each([
    ['evil.example', 421],
    ['letters.example.evil.example', 421],
    ['letters.example:444', 421],
    ['letters.example', 401],
  ])('answers to the name %s with %i', async (host, status) => {
    expect((await me({ host })).status).toBe(status);
  });

  it('on a laptop its other names lead to the one that is used', async () => {
    const world = await openReview();
    const issuer = openIssuer({ issuer: ISSUER, clientId: 'page', audience: 'x', groupsClaim: 'groups' });
    const app = createReviewApp({ ...world, issuer, origin: 'http://127.0.0.1:8321' });
    const ask = (host: string, method = 'GET') =>
      app.request('http://127.0.0.1:8321/sign-in?to=/', { method, headers: { host } });
    const led = await ask('localhost:8321');
    expect([led.status, led.headers.get('location')]).toEqual([307, 'http://127.0.0.1:8321/sign-in?to=/']);
    expect((await ask('localhost:8321', 'POST')).status).toBe(421);
    expect((await ask('localhost:9999')).status).toBe(421);
  });
});
