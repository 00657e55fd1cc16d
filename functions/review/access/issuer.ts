import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';
import * as oauth from 'oauth4webapi';

export interface IssuerConfiguration {
  /** As its tokens name it in `iss`. Over https; http on loopback alone. */
  readonly issuer: string;
  /** What access tokens must be meant for: their `aud`, or `client_id` where the issuer (Cognito) gives none. */
  readonly audience: string;
  readonly clientId: string;
  /** @default `openid` */
  readonly scope?: string | undefined;
  /** Where this issuer puts groups. */
  readonly groupsClaim: string;
  /** How the issuer is reached. @default the runtime's own */
  readonly fetch?: typeof fetch;
}

/** Whoever signs people in. */
export interface Issuer {
  readonly configuration: IssuerConfiguration;
  /** @throws IssuerUnreachableError */
  metadata(): Promise<oauth.AuthorizationServer>;
  /** The issuer's public key of a token's `kid`. @throws IssuerUnreachableError */
  readonly key: JWTVerifyGetKey;
  /** For requests to the issuer. */
  readonly requestOptions: {
    readonly [oauth.allowInsecureRequests]: boolean;
    readonly [oauth.customFetch]: typeof fetch;
  };
}

/** The issuer did not answer as it should. Retrying helps once it does. */
export class IssuerUnreachableError extends Error {
  override readonly name = 'IssuerUnreachableError';
}

/** The issuer's address is not one that may be trusted. A person must mend the configuration. */
export class InsecureIssuerError extends Error {
  override readonly name = 'InsecureIssuerError';
  constructor(address: string) {
    super(`${address} is neither https nor http on this very machine`);
  }
}

/** Finds the issuer's addresses by OIDC discovery, once; its keys by `kid`, again when a token names one not yet seen. */
export function openIssuer(configuration: IssuerConfiguration): Issuer {
  const issuer = trusted(configuration.issuer);
  const reach = configuration.fetch ?? fetch;
  const requestOptions = { [oauth.allowInsecureRequests]: isLoopback(issuer), [oauth.customFetch]: reach };
  const discover = async () => {
    const response = await oauth.discoveryRequest(issuer, { algorithm: 'oidc', ...requestOptions });
    return oauth.processDiscoveryResponse(issuer, response);
  };
  const metadata = oncePlusRetries(discover);
  const keys = oncePlusRetries(async () => {
    const { jwks_uri } = await metadata();
    if (jwks_uri === undefined) throw new IssuerUnreachableError('the issuer names no keys');
    return createRemoteJWKSet(trusted(jwks_uri), { [customFetch]: reach });
  });
  return {
    configuration,
    metadata,
    requestOptions,
    async key(header, token) {
      // Without a key's id a token would be tried against whatever key fits.
      if (header?.kid === undefined) throw new errors.JWKSNoMatchingKey();
      const find = await keys();
      try {
        return await find(header, token);
      } catch (error) {
        if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
        throw new IssuerUnreachableError('the issuer’s keys could not be read', { cause: error });
      }
    },
  };
}

/** A failure is not remembered: the next request tries again. */
function oncePlusRetries<T>(work: () => Promise<T>): () => Promise<T> {
  let pending: Promise<T> | undefined;
  return () => {
    pending ??= work().catch((cause: unknown) => {
      pending = undefined;
      throw cause instanceof IssuerUnreachableError
        ? cause
        : new IssuerUnreachableError('the issuer could not be asked', { cause });
    });
    return pending;
  };
}

/** @throws InsecureIssuerError */
function trusted(address: string): URL {
  const url = new URL(address);
  if (url.protocol === 'https:' || isLoopback(url)) return url;
  throw new InsecureIssuerError(url.origin);
}

export function isLoopback({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}
