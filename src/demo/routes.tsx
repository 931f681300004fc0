import { accountByEmail, startSession } from '#platform/auth/index.ts';
import { writeCookie } from '#platform/http/cookies.ts';
import { readForm } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import { routes } from '#platform/http/routes.ts';
import { DEMO_ACCOUNTS } from './accounts.ts';
import { texts } from './messages/index.ts';
import { DemoAccounts } from './views/accounts.tsx';

const site = routes();

site.get('/demo', 'public', (c) => {
  if (!c.get('demo')) return notFoundPage(c);
  const m = texts(c.get('lang'));
  return page(c, { title: m.title, lead: m.lead, body: <DemoAccounts /> });
});

/** Opens the session of a demo account, and of no other, in an installation with demo data only. */
site.post('/demo/sign-in', 'public', async (c) => {
  if (!c.get('demo')) return notFoundPage(c);
  const { email } = await readForm(c);
  const chosen = DEMO_ACCOUNTS.find((account) => account.email === email);
  const ctx = c.get('ctx');
  const account = chosen && (await accountByEmail(ctx, chosen.email));
  if (!account || account.disabledAt) return notFoundPage(c);
  const token = await startSession(ctx, account.id, 'demo', c.req.header('user-agent') ?? '');
  writeCookie(c, 'session', token);
  return c.redirect('/', 303);
});

export const pages = site.hono;
