import type { Context as HonoContext } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Env } from './env.ts';

const DAY_SECONDS = 86_400;

/** What each cookie is for; the accessibility and privacy pages name them. */
export const COOKIES = {
  /** Token of the session. */
  session: { name: 'renfort_session', maxAge: 180 * DAY_SECONDS },
  /** Secret of a visitor who is not signed in, set only with a form: forms are bound to it. */
  visit: { name: 'renfort_visit', maxAge: undefined },
  /** Language chosen. */
  lang: { name: 'renfort_lang', maxAge: 365 * DAY_SECONDS },
  /** Sign-in under way: binds the code to the browser that asked for it. */
  challenge: { name: 'renfort_challenge', maxAge: 3600 },
  /** Passkey or OpenID exchange under way. */
  ceremony: { name: 'renfort_ceremony', maxAge: 900 },
  /** Secret of a test taken without an account; short, because the computer is often shared. */
  test: { name: 'renfort_test', maxAge: 4 * 3600 },
} as const;
export type CookieKind = keyof typeof COOKIES;

type C = HonoContext<Env>;

function secure(c: C): boolean {
  return c.get('ctx').config.publicUrl.startsWith('https:');
}

/** Over https the browser itself keeps the cookie from being set by a neighbouring site (`__Host-`). */
export function cookieName(kind: CookieKind, isSecure: boolean): string {
  return isSecure ? `__Host-${COOKIES[kind].name}` : COOKIES[kind].name;
}

export function readCookie(c: C, kind: CookieKind): string {
  return getCookie(c, cookieName(kind, secure(c))) ?? '';
}

/** An empty value removes the cookie. */
export function writeCookie(c: C, kind: CookieKind, value: string): void {
  const { maxAge } = COOKIES[kind];
  const isSecure = secure(c);
  setCookie(c, cookieName(kind, isSecure), value, {
    path: '/',
    httpOnly: true,
    // Lax, not Strict: a link in an e-mail must find its reader signed in.
    sameSite: 'Lax',
    secure: isSecure,
    ...(value === '' ? { maxAge: 0 } : maxAge === undefined ? {} : { maxAge }),
  });
}
