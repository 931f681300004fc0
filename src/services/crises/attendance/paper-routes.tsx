import { createHash } from 'node:crypto';
import type { Request } from '#platform/http/env.ts';
import { type RawForm, readForm } from '#platform/http/form.ts';
import { page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { personOf } from '#platform/http/signed-in.ts';
import { addDays, instantOf, isDateString, localDate } from '#platform/kernel/dates.ts';
import { type DeskLine, keyOf } from '../domain/desk.ts';
import { attendanceTexts } from './messages/index.ts';
import { DESK_ROLES } from './policy.ts';
import { type DeviceEvent, recordAttendance } from './record.ts';
import { auditReading } from './routes.tsx';
import { loadSheet, type Sheet } from './sheet.ts';
import { type Place, placeOf, SITE_PATH, zoneOf } from './site.ts';
import { EntryPage, fieldName } from './views/entry-page.tsx';
import { PaperPage } from './views/paper-page.tsx';

/** When devices fail: a sheet to print before, and what was written on it, entered afterwards. */
export function paperDeskPages(pages: Routes): void {
  pages.get(`${SITE_PATH}/paper`, DESK_ROLES, async (c) => {
    const place = await placeOf(c);
    if (place instanceof Response) return place;
    await auditReading(c, place);
    const title = attendanceTexts(c.get('lang')).paper.title(place.site.name);
    return page(c, {
      title,
      shell: 'plain',
      wide: true,
      mood: 'crisis',
      exercise: place.crisis.exercise,
      body: <PaperPage sheet={await loadSheet(c.get('ctx'), place.site)} title={title} />,
    });
  });

  pages.get(`${SITE_PATH}/from-paper`, DESK_ROLES, async (c) => {
    const place = await placeOf(c);
    if (place instanceof Response) return place;
    const sheet = await loadSheet(c.get('ctx'), place.site);
    const day = localDate(sheet.now, zoneOf(sheet));
    const saved = Number(c.req.query('saved'));
    return entryPage(c, place, sheet, {
      values: { day },
      wrong: new Set(),
      ...(saved > 0 ? { saved } : {}),
    });
  });

  pages.post(`${SITE_PATH}/from-paper`, DESK_ROLES, async (c) => {
    const place = await placeOf(c);
    if (place instanceof Response) return place;
    const ctx = c.get('ctx');
    const values = await readForm(c);
    const sheet = await loadSheet(ctx, place.site);
    const { events, wrong } = readSheet(values, sheet);
    if (wrong.size > 0) return entryPage(c, place, sheet, { values, wrong });
    const actor = personOf(c);
    const sent = { deviceId: actor.accountId, sentAt: ctx.clock.now(), events };
    const { kept } = await recordAttendance(ctx, actor, place, sent);
    return c.redirect(`${place.path}/from-paper?saved=${kept.length}`, 303);
  });
}

interface Entry {
  readonly values: RawForm;
  readonly wrong: ReadonlySet<string>;
  readonly saved?: number;
}

function entryPage(c: Request, place: Place, sheet: Sheet, entry: Entry): Response {
  const m = attendanceTexts(c.get('lang')).entry;
  return page(c, {
    title: m.title,
    lead: m.lead,
    shell: 'plain',
    wide: true,
    mood: 'crisis',
    exercise: place.crisis.exercise,
    status: entry.wrong.size > 0 ? 422 : 200,
    body: <EntryPage people={peopleOf(sheet)} path={place.path} {...entry} />,
  });
}

/** The times that somebody wrote: those that cannot be are named, and nothing is kept then. */
function readSheet(values: RawForm, sheet: Sheet) {
  const wrong = new Set<string>();
  const events: DeviceEvent[] = [];
  const day = String(values.day ?? '');
  if (!isDateString(day)) wrong.add('day');
  for (const line of peopleOf(sheet)) {
    let arrival: number | undefined;
    for (const kind of ['in', 'out'] as const) {
      const name = fieldName(kind, line);
      const text = String(values[name] ?? '').trim();
      if (text === '') continue;
      const minutes = minutesOf(text);
      if (minutes === undefined || !isDateString(day)) {
        wrong.add(name);
        continue;
      }
      const overnight = kind === 'out' && arrival !== undefined && minutes < arrival;
      if (kind === 'in') arrival = minutes;
      const at = instantOf(overnight ? addDays(day, 1) : day, minutes, line.timeZone);
      if (at > sheet.now) wrong.add(name);
      else events.push(eventOf(sheet, line, kind, at));
    }
  }
  return { events, wrong };
}

/** Each once, however many shifts they have. */
function peopleOf(sheet: Sheet): DeskLine[] {
  return [...new Map(sheet.lines.map((line) => [keyOf(line), line])).values()];
}

/** "14:05", "14h05", "14 h", "8.30". */
function minutesOf(text: string): number | undefined {
  const [, hour, minute = '0'] = /^(\d{1,2})(?:\s*[:hH.]\s*(\d{2})?)?$/.exec(text) ?? [];
  const minutes = Number(hour) * 60 + Number(minute);
  return hour !== undefined && Number(hour) < 24 && Number(minute) < 60 ? minutes : undefined;
}

/** The same line entered again, by this person or by another, is the same event. */
function eventOf(sheet: Sheet, line: DeskLine, kind: 'in' | 'out', at: Date): DeviceEvent {
  const name = `paper ${sheet.siteId} ${keyOf(line)} ${kind} ${at.toISOString()}`;
  const hex = createHash('sha256').update(name).digest('hex');
  const id = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`];
  return {
    id: [...id, hex.slice(20, 32)].join('-'),
    personKind: line.personKind,
    personId: line.personId,
    kind,
    undoes: null,
    at,
    source: 'paper',
  };
}
