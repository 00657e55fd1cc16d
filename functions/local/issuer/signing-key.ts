import { readFile, rename, writeFile } from 'node:fs/promises';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';

export interface SigningKey {
  /** As `jwks_uri` gives it. */
  readonly publicJwk: JWK;
  sign(claims: Readonly<Record<string, unknown>>, typ: string): Promise<string>;
}

const ALGORITHM = 'ES256';

/** Made once and kept, for its owner's eyes alone: under another key everybody would have to sign in again. */
export async function openSigningKey(file: string): Promise<SigningKey> {
  const kept = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  const privateJwk = kept === null ? await makeKey(file) : (JSON.parse(kept) as JWK);
  const { d: _, ...point } = privateJwk;
  const kid = await calculateJwkThumbprint(point);
  const key = await importJWK(privateJwk, ALGORITHM);
  return {
    publicJwk: { ...point, kid, alg: ALGORITHM, use: 'sig' },
    sign: (claims, typ) => new SignJWT({ ...claims }).setProtectedHeader({ alg: ALGORITHM, typ, kid }).sign(key),
  };
}

async function makeKey(file: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const jwk = await exportJWK(privateKey);
  await writeFile(`${file}.part`, JSON.stringify(jwk), { mode: 0o600 });
  await rename(`${file}.part`, file);
  return jwk;
}
