import { transaction } from '../../context.ts';
import type { Request } from '../../http/env.ts';
import { readForm } from '../../http/form.ts';
import { answerWrongToken } from '../../http/limits.ts';
import { page } from '../../http/pages.tsx';
import { routes } from '../../http/routes.ts';
import { texts } from '../messages/index.ts';
import { choose } from '../preference-changed.ts';
import { selectPepper } from '../queries/installation.ts';
import { mutedPurposes } from '../queries/preference.ts';
import { readUnsubscribeToken } from '../unsubscribe.ts';
import { UnsubscribePage } from '../views/unsubscribe-page.tsx';

export const pages = routes();

/** From the foot of a message: looking changes nothing, since mail scanners open links. */
pages.get('/unsubscribe/:token', 'public', async (c) => {
  const asked = await unsubscribing(c);
  if (!asked) return answerWrongToken(c, () => wrongLink(c));
  const refused = await mutedPurposes(c.get('ctx').db, asked.recipientHash);
  const muted = refused.includes(asked.purpose);
  const m = texts(c.get('lang')).unsubscribePage;
  return page(c, {
    title: muted ? m.doneTitle : m.title,
    body: <UnsubscribePage purpose={asked.purpose} muted={muted} />,
  });
});

/** Also what a mail program sends by itself, in one click (RFC 8058): the token is the proof. */
pages.post(
  '/unsubscribe/:token',
  'public',
  async (c) => {
    const asked = await unsubscribing(c);
    if (!asked) return answerWrongToken(c, () => wrongLink(c));
    const fields = await readForm(c);
    await transaction(c.get('ctx'), (tx) =>
      choose(tx, asked.recipientHash, {
        purposes: [asked.purpose],
        muted: fields.undo === undefined,
        source: 'link',
        at: tx.clock.now(),
      }),
    );
    // RFC 8058: a mail program does not follow redirects.
    if ('List-Unsubscribe' in fields) return c.text('OK');
    return c.redirect(c.req.path, 303);
  },
  { proof: 'other' },
);

async function unsubscribing(c: Request) {
  const pepper = await selectPepper(c.get('ctx').db);
  return readUnsubscribeToken(pepper, c.req.param('token') ?? '');
}

function wrongLink(c: Request): Response {
  const m = texts(c.get('lang')).unsubscribePage;
  return page(c, { title: m.wrongTitle, status: 404, body: <p>{m.wrong}</p> });
}
