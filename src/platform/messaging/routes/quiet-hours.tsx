import { z } from 'zod';
import type { Request } from '../../http/env.ts';
import { type FieldErrors, parseForm, type RawForm } from '../../http/form.ts';
import { forbiddenPage, page } from '../../http/pages.tsx';
import { routes } from '../../http/routes.ts';
import { personOf } from '../../http/signed-in.ts';
import { parseQuietHours } from '../domain/quiet-hours.ts';
import { texts } from '../messages/index.ts';
import { isNationalAdministrator } from '../policy.ts';
import { changeQuietHours, EVERYWHERE, quietRules, territories } from '../quiet-hours.ts';
import { QuietHoursPage } from '../views/quiet-hours-page.tsx';

const ADMINISTRATOR = ['administrator'] as const;
const PAGE = '/admin/quiet-hours';

const isPlace = (place: string) =>
  place === EVERYWHERE || territories().some(({ timeZone }) => timeZone === place);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time_invalid');
const place = z.string().refine(isPlace, 'place_unknown');

const change = z.object({ place, from: time, until: time });
const removal = z.object({ place });

export const pages = routes();

pages.get(PAGE, ADMINISTRATOR, (c) => quietHoursPage(c));

pages.post(PAGE, ADMINISTRATOR, async (c) => {
  if (!isNationalAdministrator(c.get('actor'))) return forbiddenPage(c);
  const form = await parseForm(c, change);
  if (!form.ok) return quietHoursPage(c, form);
  const { from, until } = form.value;
  const hours = parseQuietHours(`${from}-${until}`);
  await changeQuietHours(c.get('ctx'), personOf(c), form.value.place, hours);
  return c.redirect(`${PAGE}?saved=1`, 303);
});

pages.post(`${PAGE}/remove`, ADMINISTRATOR, async (c) => {
  if (!isNationalAdministrator(c.get('actor'))) return forbiddenPage(c);
  const form = await parseForm(c, removal);
  if (!form.ok) return quietHoursPage(c, form);
  await changeQuietHours(c.get('ctx'), personOf(c), form.value.place, undefined);
  return c.redirect(`${PAGE}?saved=1`, 303);
});

async function quietHoursPage(
  c: Request,
  wrong?: { readonly errors: FieldErrors; readonly raw: RawForm },
): Promise<Response> {
  if (!isNationalAdministrator(c.get('actor'))) return forbiddenPage(c);
  const m = texts(c.get('lang')).quiet;
  return page(c, {
    title: m.title,
    lead: m.lead,
    status: wrong ? 422 : 200,
    breadcrumbs: [{ text: texts(c.get('lang')).operations.title, href: '/admin/messages' }],
    body: (
      <QuietHoursPage
        rules={await quietRules(c.get('ctx'))}
        territories={territories()}
        errors={wrong?.errors ?? {}}
        raw={wrong?.raw ?? {}}
        saved={c.req.query('saved') !== undefined}
      />
    ),
  });
}
