import { z } from 'zod';
import { transaction } from '#platform/context.ts';
import { parseForm } from '#platform/http/form.ts';
import { notFoundPage, page } from '#platform/http/pages.tsx';
import { routes } from '#platform/http/routes.ts';
import { personOf } from '#platform/http/signed-in.ts';
import {
  CHOSEN_PURPOSES,
  chooseWanted,
  devicesOf,
  pushKey,
  wantedPurposes,
} from '#platform/messaging/index.ts';
import { authTexts } from '../messages/index.ts';
import { accountById } from '../queries/accounts.ts';
import { NotificationsPage } from '../views/notifications.tsx';

const form = z.object({ wanted: z.array(z.string()).default([]) });

export const pages = routes();

pages.get('/account/notifications', 'signed_in', async (c) => {
  const ctx = c.get('ctx');
  const account = await accountById(ctx.db, personOf(c).accountId);
  if (!account?.email) return notFoundPage(c);
  const m = authTexts(c.get('lang'));
  return page(c, {
    title: m.notifications.title,
    breadcrumbs: [{ text: m.account.title, href: '/account' }],
    body: (
      <NotificationsPage
        email={account.email}
        wanted={await wantedPurposes(ctx, 'email', account.email)}
        saved={c.req.query('saved') !== undefined}
        push={{
          devices: await devicesOf(ctx, account.id),
          publicKey: await pushKey(ctx),
          done: c.req.query('push'),
        }}
      />
    ),
  });
});

pages.post('/account/notifications', 'signed_in', async (c) => {
  const ctx = c.get('ctx');
  const account = await accountById(ctx.db, personOf(c).accountId);
  const parsed = await parseForm(c, form);
  if (!account?.email || !parsed.ok) return notFoundPage(c);
  const wanted = CHOSEN_PURPOSES.filter((purpose) => parsed.value.wanted.includes(purpose));
  const { email } = account;
  await transaction(ctx, (tx) => chooseWanted(tx, 'email', email, wanted));
  return c.redirect('/account/notifications?saved=1', 303);
});
