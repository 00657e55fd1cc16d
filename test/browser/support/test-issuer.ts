import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

/** An OIDC issuer on loopback that signs whoever `next` names in at once: browsers cannot be sent to a foreign one. */
export interface TestIssuer {
  readonly address: string;
  /** The access token of a person with these groups. */
  token(person: TestPerson, secondsToLive?: number): Promise<string>;
  /** Who the next sign-in is for. */
  signsIn(person: TestPerson): void;
  close(): Promise<void>;
}
export interface TestPerson {
  readonly id: string;
  readonly name: string;
  readonly groups: readonly string[];
}

const CLIENT = 'letter-coder';

export async function openTestIssuer(): Promise<TestIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', use: 'sig', alg: 'ES256' };
  let person: TestPerson | null = null;
  let nonce = '';
  let address = '';

  const sign = (claims: JWTPayload, typ: string, audience: string, seconds: number) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: 'one', typ })
      .setIssuer(address)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
      .sign(privateKey);
  const token = ({ id, name, groups }: TestPerson, seconds = 3600) =>
    sign({ sub: id, name, groups: [...groups] }, 'at+jwt', CLIENT, seconds);

  async function answer(path: string, query: URLSearchParams): Promise<object | string> {
    if (path === '/.well-known/openid-configuration')
      return {
        issuer: address,
        authorization_endpoint: `${address}/authorize`,
        token_endpoint: `${address}/token`,
        jwks_uri: `${address}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['ES256'],
      };
    if (path === '/keys') return { keys: [jwk] };
    if (path === '/authorize') {
      nonce = query.get('nonce') ?? '';
      const back = new URL(query.get('redirect_uri')!);
      back.search = new URLSearchParams({ code: 'code', state: query.get('state')! }).toString();
      return back.href;
    }
    if (path === '/token' && person !== null)
      return {
        access_token: await token(person),
        token_type: 'Bearer',
        expires_in: 3600,
        id_token: await sign({ sub: person.id, nonce }, 'JWT', CLIENT, 600),
      };
    return {};
  }

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://issuer');
    const answered = await answer(url.pathname, url.searchParams);
    if (typeof answered === 'string') response.writeHead(302, { location: answered }).end();
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answered));
  });
  address = await listening(server);
  return {
    address,
    token,
    signsIn(next) {
      person = next;
    },
    close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}

export async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
