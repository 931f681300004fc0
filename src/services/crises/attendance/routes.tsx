import { z } from 'zod';
import { recordAudit } from '#platform/audit/index.ts';
import type { Request } from '#platform/http/env.ts';
import { parseForm } from '#platform/http/form.ts';
import { page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { personOf } from '#platform/http/signed-in.ts';
import { bundle, script } from '#platform/ui/assets.ts';
import { keyOf } from '../domain/desk.ts';
import { mayOnCrisis } from '../policy.ts';
import { attendanceTexts } from './messages/index.ts';
import { type OnSite, onSite } from './on-site.ts';
import { DESK_ROLES } from './policy.ts';
import { batch, type DeviceEvent, recordAttendance } from './record.ts';
import { loadSheet, type Sheet } from './sheet.ts';
import { FIELD, ownSites, type Place, placeOf, SITE_PATH } from './site.ts';
import { DeskPage } from './views/desk-page.tsx';
import { SiteList } from './views/site-list.tsx';

const DESK_SCRIPT = script('site-desk.js', new URL('device/desk.client.tsx', import.meta.url));

const WORKER = bundle(new URL('../../../platform/offline/worker.client.ts', import.meta.url));

/** Arrivals and departures: the desk of a site. */
export function deskPages(pages: Routes): void {
  pages.get(FIELD, DESK_ROLES, async (c) => {
    const ctx = c.get('ctx');
    const sites = await ownSites(ctx, c.get('actor'));
    const here = new Map<string, OnSite>();
    for (const crisisId of new Set(sites.map((site) => site.crisisId))) {
      for (const [siteId, found] of await onSite(ctx, crisisId)) here.set(siteId, found);
    }
    const m = attendanceTexts(c.get('lang')).list;
    return page(c, {
      title: m.title,
      lead: m.lead,
      mood: 'crisis',
      body: <SiteList sites={sites} here={here} />,
    });
  });

  // Below /field, so that it speaks for the desks alone; /sw.js, at the root, receives the pushes.
  pages.get(`${FIELD}/worker.js`, 'public', (c) =>
    c.body(WORKER(), 200, {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
    }),
  );

  pages.get(SITE_PATH, DESK_ROLES, async (c) => {
    const place = await placeOf(c);
    return place instanceof Response ? place : deskPage(c, place);
  });

  pages.get(`${SITE_PATH}/sheet.json`, DESK_ROLES, async (c) => {
    const place = await placeOf(c);
    if (place instanceof Response) return place;
    await auditReading(c, place);
    // The token of the page's form, renewed: the page itself may be of yesterday.
    return c.json({
      ...(await loadSheet(c.get('ctx'), place.site)),
      exercise: place.crisis.exercise,
      csrf: c.get('csrf')(),
    });
  });

  pages.post(`${SITE_PATH}/events`, DESK_ROLES, async (c) => {
    const place = await placeOf(c);
    if (place instanceof Response) return place;
    const parsed = await parseForm(c, z.object({ batch: batchText }));
    if (!parsed.ok) return c.json({ error: parsed.errors.batch ?? 'batch_unreadable' }, 422);
    const actor = personOf(c);
    return c.json(await recordAttendance(c.get('ctx'), actor, place, parsed.value.batch));
  });

  pages.post(`${SITE_PATH}/mark`, DESK_ROLES, async (c) => {
    const place = await placeOf(c);
    if (place instanceof Response) return place;
    const ctx = c.get('ctx');
    const parsed = await parseForm(c, markForm);
    const sheet = await loadSheet(ctx, place.site);
    const marked = parsed.ok ? eventOf(parsed.value, sheet, ctx.clock.now()) : undefined;
    if (!marked) return c.redirect(`${place.path}?problem=unclear`, 303);
    const now = ctx.clock.now();
    const actor = personOf(c);
    // Without a script the device is the server itself.
    const sent = { deviceId: actor.accountId, sentAt: now, events: [marked] };
    const { kept } = await recordAttendance(ctx, actor, place, sent);
    if (kept.length === 0) return c.redirect(`${place.path}?problem=refused`, 303);
    const done = marked.kind === 'undo' ? 'undo' : marked.id;
    return c.redirect(`${place.path}?done=${done}`, 303);
  });
}

const batchText = z.string().transform((text, check) => {
  try {
    const parsed = batch.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
  } catch {
    // Said below.
  }
  check.addIssue({ code: 'custom', message: 'batch_unreadable' });
  return z.NEVER;
});

const markForm = z.object({
  event: z.uuid(),
  mark: z.string().regex(/^(?:(?:in|out) (?:volunteer|walk_up)|undo) [0-9a-f-]{36}$/),
});

/** `in volunteer <id>`, `out walk_up <id>` or `undo <event>`, as the buttons of the list say it. */
function eventOf(
  { event, mark }: z.output<typeof markForm>,
  sheet: Sheet,
  at: Date,
): DeviceEvent | undefined {
  const words = mark.split(' ');
  if (words[0] === 'undo') {
    const undone = sheet.events.find(({ id }) => id === words[1]);
    if (!undone) return undefined;
    const { id: undoes, personKind, personId } = undone;
    return { id: event, personKind, personId, kind: 'undo', undoes, at, source: 'list' };
  }
  const [kind, personKind, personId] = words as ['in' | 'out', 'volunteer' | 'walk_up', string];
  return { id: event, personKind, personId, kind, undoes: null, at, source: 'list' };
}

async function deskPage(c: Request, place: Place): Promise<Response> {
  const ctx = c.get('ctx');
  const { crisis, site, path } = place;
  await auditReading(c, place);
  const sheet = await loadSheet(ctx, site);
  const m = attendanceTexts(c.get('lang')).desk;
  const problem = c.req.query('problem');
  return page(c, {
    title: site.name,
    lead: m.lead,
    shell: 'plain',
    mood: 'crisis',
    exercise: crisis.exercise,
    body: (
      <DeskPage
        sheet={sheet}
        path={path}
        search={(c.req.query('q') ?? '').trim().slice(0, 200)}
        done={whatWasDone(c, sheet)}
        problem={problem === undefined ? undefined : problem === 'refused' ? m.refused : m.unclear}
        eventId={ctx.ids.next()}
        script={DESK_SCRIPT()}
        mayName={mayOnCrisis(c.get('actor'), 'manage', crisis)}
      />
    ),
  });
}

function whatWasDone(c: Request, sheet: Sheet) {
  const m = attendanceTexts(c.get('lang')).desk;
  const done = c.req.query('done');
  if (done === 'undo') return { text: m.undone };
  const event = sheet.events.find(({ id }) => id === done);
  if (!event) return undefined;
  const person = [...sheet.lines, ...sheet.others].find((one) => keyOf(one) === keyOf(event));
  const name = person?.name || m.unnamed;
  return { text: event.kind === 'in' ? m.done_in(name) : m.done_out(name), undoes: event.id };
}

const AGAIN_MS = 3_600_000;
const readings = new WeakMap<object, Map<string, number>>();

/** A list of people with their numbers: who reads it is kept, once an hour, for a device asks often. */
export async function auditReading(c: Request, { crisis, site }: Place): Promise<void> {
  const ctx = c.get('ctx');
  const known = readings.get(ctx.config) ?? new Map<string, number>();
  readings.set(ctx.config, known);
  const key = `${personOf(c).accountId} ${site.id}`;
  const now = ctx.clock.now().getTime();
  if (now - (known.get(key) ?? Number.NEGATIVE_INFINITY) < AGAIN_MS) return;
  known.set(key, now);
  await recordAudit(ctx, c.get('actor'), {
    action: 'roster.read',
    subject: { kind: 'crisis', id: crisis.id },
    detail: { site: site.id },
  });
}
