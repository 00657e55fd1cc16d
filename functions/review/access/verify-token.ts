import { errors, type JWTPayload, jwtVerify } from 'jose';
import { ApiProblem } from '../api/problem.ts';
import type { Issuer } from './issuer.ts';
import { type Person, personOf } from './person.ts';

/** Signed with a private key of the issuer's. Never `none`, never a shared secret: a public key could be used as one. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** Clocks differ by so much. */
const LEEWAY_SECONDS = 30;

/** No issuer's access token is longer; what is, is not looked into. */
const LONGEST_TOKEN = 8_192;

/**
 * Checks an access token (RFC 9068; or Cognito's, which names its use in `token_use`): signature by the issuer's key of
 * that id, issuer, audience, time, and that it is no ID token.
 *
 * @throws ApiProblem `not-signed-in`, saying no more; IssuerUnreachableError
 */
export async function verifyToken(issuer: Issuer, token: string, now: string): Promise<Person> {
  if (token.length > LONGEST_TOKEN) throw new ApiProblem('not-signed-in');
  const { configuration } = issuer;
  try {
    const { payload, protectedHeader } = await jwtVerify(token, issuer.key, {
      issuer: configuration.issuer,
      algorithms: ALGORITHMS,
      clockTolerance: LEEWAY_SECONDS,
      currentDate: new Date(now),
      requiredClaims: ['exp', 'iat', 'sub'],
    });
    const person = personOf(payload, configuration.groupsClaim);
    if (isAccessToken(payload, protectedHeader.typ) && isFor(payload, configuration.audience) && person !== null)
      return person;
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
  }
  throw new ApiProblem('not-signed-in');
}

/** An ID token says who signed in to a page; it grants nothing, and is shown to more parties. */
function isAccessToken({ token_use: use }: JWTPayload, typ: string | undefined): boolean {
  if (use !== undefined) return use === 'access';
  return /^(application\/)?at\+jwt$/i.test(typ ?? '');
}

function isFor({ aud, client_id: client }: JWTPayload, audience: string): boolean {
  return aud === undefined ? client === audience : [aud].flat().includes(audience);
}
