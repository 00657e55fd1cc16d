import type { CookieOptions } from 'hono/utils/cookie';

/**
 * The cookies of the page. `__Host-` binds them to this host over https; on a laptop there is no https, and the names go
 * without it.
 */
export interface Cookie {
  readonly name: string;
  readonly options: CookieOptions;
}

/** Holds the access token: no script can read it, and no other site makes the browser send it. */
export function sessionCookie(origin: string): Cookie {
  return cookie(origin, 'session', 'Strict');
}

/** Holds what a sign-in began with, for ten minutes. The issuer sends the browser back from another site, so it is Lax. */
export function signInCookie(origin: string): Cookie {
  const { name, options } = cookie(origin, 'sign-in', 'Lax');
  return { name, options: { ...options, maxAge: 600 } };
}

function cookie(origin: string, name: string, sameSite: 'Strict' | 'Lax'): Cookie {
  const secure = origin.startsWith('https:');
  return { name: secure ? `__Host-${name}` : name, options: { path: '/', httpOnly: true, secure, sameSite } };
}
