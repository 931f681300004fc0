import { resumeSession } from '../auth/sessions.ts';
import { LANGS, type Lang } from '../i18n/index.ts';
import { ANONYMOUS } from '../kernel/actor.ts';
import { readCookie, writeCookie } from './cookies.ts';
import { csrfToken } from './csrf.ts';
import type { Request } from './env.ts';

/** Finds who asks. An unknown token is left alone: another answer may just be replacing it. */
export async function identify(c: Request): Promise<void> {
  const ctx = c.get('ctx');
  const token = readCookie(c, 'session');
  const session = token === '' ? undefined : await resumeSession(ctx, token);
  c.set('actor', session?.actor ?? ANONYMOUS);
  c.set('sessionId', session?.id ?? '');
  c.set('accountLabel', session?.label);
  c.set('lang', languageOf(c, session?.accountLang));
  if (session?.newToken) writeCookie(c, 'session', session.newToken);
  bindForms(c, session ? token : readCookie(c, 'visit'), session?.newToken);
}

/** Forms of this answer are bound to `next` when the session's token has just been replaced. */
function bindForms(c: Request, secret: string, next: string | undefined): void {
  let current = next ?? secret;
  c.set('csrfSecret', secret);
  c.set('csrf', () => {
    const { random } = c.get('ctx');
    if (current === '') {
      current = Buffer.from(random.bytes(24)).toString('base64url');
      writeCookie(c, 'visit', current);
    }
    return csrfToken(current, random);
  });
}

/** Chosen now, chosen before, the account's, the browser's, French. */
function languageOf(c: Request, accountLang: string | undefined): Lang {
  const asked = knownLang(c.req.query('lang'));
  const kept = knownLang(readCookie(c, 'lang'));
  if (asked && asked !== kept) writeCookie(c, 'lang', asked);
  return (
    asked ?? kept ?? knownLang(accountLang) ?? preferred(c.req.header('accept-language')) ?? 'fr'
  );
}

function knownLang(text: string | undefined): Lang | undefined {
  return LANGS.find((lang) => lang === text);
}

function preferred(header: string | undefined): Lang | undefined {
  if (!header) return undefined;
  const wanted = header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const q = parameters.map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1]).find(Boolean);
      return { lang: knownLang(tag.split('-')[0]), q: Number(q ?? 1) };
    })
    .filter(({ lang, q }) => lang && q > 0)
    .sort((a, b) => b.q - a.q);
  return wanted[0]?.lang;
}
