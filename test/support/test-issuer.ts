import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from 'jose';
import { type Issuer, openIssuer } from '../../functions/review/access/issuer.ts';

export const ISSUER = 'https://sign-in.example';
export const AUDIENCE = 'letter-coder';

export interface TestIssuer {
  /** In place of the network: discovery and keys. */
  readonly fetch: typeof fetch;
  /** Its public key in PEM, as an attacker could have it. */
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  /** Reached as a service reaches whoever signs its people in. */
  open(): Issuer;
  /** How often its keys were asked for. */
  keysAsked(): number;
  /** A valid access token for `sub` in `groups`, with what is changed about it. */
  token(
    person: { readonly sub: string; readonly groups: readonly string[] },
    changed?: { readonly claims?: Record<string, unknown>; readonly header?: Partial<JWTHeaderParameters> },
  ): Promise<string>;
}

/** An issuer as its tokens and documents show it: RSA, RFC 9068. @param now of the tokens it gives */
export async function testIssuer(now: () => string): Promise<TestIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' };
  let keysAsked = 0;
  const documents: Record<string, () => unknown> = {
    [`${ISSUER}/.well-known/openid-configuration`]: () => ({ issuer: ISSUER, jwks_uri: `${ISSUER}/jwks` }),
    [`${ISSUER}/jwks`]: () => {
      keysAsked++;
      return { keys: [jwk] };
    },
  };
  const answer: typeof fetch = async (input) => {
    const document = documents[input instanceof Request ? input.url : String(input)];
    return document === undefined ? new Response('', { status: 404 }) : Response.json(document());
  };
  return {
    privateKey,
    publicKey,
    keysAsked: () => keysAsked,
    fetch: answer,
    open: () =>
      openIssuer({ issuer: ISSUER, audience: AUDIENCE, clientId: 'page', groupsClaim: 'groups', fetch: answer }),
    token({ sub, groups }, { claims = {}, header = {} } = {}) {
      const iat = Math.floor(Date.parse(now()) / 1000);
      const valid = { iss: ISSUER, aud: AUDIENCE, sub, groups, iat, exp: iat + 3600, jti: `${sub}-${iat}` };
      const payload = Object.fromEntries(
        Object.entries({ ...valid, ...claims }).filter(([, value]) => value !== undefined),
      );
      return new SignJWT(payload)
        .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: 'key-1', ...header } as JWTHeaderParameters)
        .sign(privateKey);
    },
  };
}
