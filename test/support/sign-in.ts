/**
 * Signs in over HTTP as one of the local issuer's people, as a browser would.
 *
 * @param origin of a running service
 * @returns the `cookie` header of the session
 */
export async function signIn(origin: string, person: string): Promise<string> {
  const begun = await fetch(`${origin}/sign-in`, { redirect: 'manual' });
  const begunWith = cookieOf(begun, 'sign-in');
  const chosen = await fetch(`${begun.headers.get('location')}&person=${person}`, { redirect: 'manual' });
  const ended = await fetch(chosen.headers.get('location')!, { headers: { cookie: begunWith } });
  return cookieOf(ended, 'session');
}

function cookieOf(answer: Response, name: string): string {
  const cookie = answer.headers
    .getSetCookie()
    .find((one) => one.startsWith(`${name}=`) && !one.startsWith(`${name}=;`));
  if (cookie === undefined) throw new Error(`no cookie ${name} in an answer of ${answer.status}`);
  return cookie.split(';')[0]!;
}
