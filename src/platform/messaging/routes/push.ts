import { parseForm } from '../../http/form.ts';
import { routes } from '../../http/routes.ts';
import { personOf } from '../../http/signed-in.ts';
import { bundle } from '../../ui/assets.ts';
import { addDevice, removeDevice, subscription } from '../push-devices.ts';

const PAGE = '/account/notifications';
const WORKER = bundle(new URL('../service-worker.client.ts', import.meta.url));

export const pages = routes();

/** At the root, since a service worker speaks for the addresses below its own. */
pages.get('/sw.js', 'public', (c) =>
  c.body(WORKER(), 200, {
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'no-cache',
  }),
);

pages.post(`${PAGE}/push`, 'signed_in', async (c) => {
  const form = await parseForm(c, subscription);
  const { accountId } = personOf(c);
  const agent = c.req.header('user-agent') ?? '';
  const added = form.ok && (await addDevice(c.get('ctx'), accountId, form.value, agent));
  return c.redirect(`${PAGE}?push=${added ? 'on' : 'refused'}#push`, 303);
});

pages.post(`${PAGE}/push/:id/remove`, 'signed_in', async (c) => {
  await removeDevice(c.get('ctx'), personOf(c).accountId, c.req.param('id') ?? '');
  return c.redirect(`${PAGE}?push=off#push`, 303);
});
