import { z } from 'zod';
import { recordAudit } from '#platform/audit/index.ts';
import { download } from '#platform/http/download.ts';
import type { Request } from '#platform/http/env.ts';
import { parseForm } from '#platform/http/form.ts';
import { forbiddenPage, notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { volunteerIdOf } from '#services/volunteers/index.ts';
import { CRISIS_KEPT_DAYS } from '../domain/retention.ts';
import { mayOnCrisis, PAGE_ROLES } from '../policy.ts';
import { type Crisis, crisisById } from '../queries/crises.ts';
import { confirmedHoursOf, yearlyDays } from '../queries/hours.ts';
import { crumbs, viewed } from '../routes/crises.tsx';
import { CRISIS_PATH, crisisIdOf, translated, typed } from '../routes/forms.ts';
import { attendanceCertificate } from './certificate.ts';
import { fileName } from './file-name.ts';
import { confirmHours, correctHours, type HoursRefusal, loadHours } from './hours.ts';
import { reportTexts } from './messages/index.ts';
import { HoursPage, type HoursPageProps, OwnHoursPage } from './views/hours-page.tsx';

const UUID = '[0-9a-f]{8}-[0-9a-f-]{27}';
const LONGEST_HOURS = 1_000;

const correction = z.object({
  person: z.string().regex(new RegExp(`^(volunteer|walk_up)\\.${UUID}$`), 'nobody'),
  hours: z
    .string()
    .trim()
    .regex(/^\d{1,4}(?:[.,]\d{1,2})?$/, 'hours_wrong')
    .transform((text) => Number(text.replace(',', '.')))
    .refine((hours) => hours <= LONGEST_HOURS, 'hours_wrong'),
  reason: z.string().trim().min(3, 'reason_missing').max(300, 'reason_long'),
});

/** Hours of those who came: corrected on site, confirmed by the officer, proved to an employer. */
export function hoursPages(pages: Routes): void {
  pages.get(`${CRISIS_PATH}/hours`, PAGE_ROLES.read_roster, async (c) => {
    const crisis = await viewed(c, 'read_roster');
    return crisis instanceof Response ? crisis : hoursPage(c, crisis);
  });

  pages.post(`${CRISIS_PATH}/hours`, PAGE_ROLES.read_roster, async (c) => {
    const crisis = await viewed(c, 'read_roster');
    if (crisis instanceof Response) return crisis;
    const parsed = await parseForm(c, correction);
    if (!parsed.ok) {
      const values = typed(parsed.raw);
      const errors = translated(parsed.errors, reportTexts(c.get('lang')).hours_page.errors);
      return hoursPage(c, crisis, { values, errors, correcting: values.person });
    }
    const { person, hours, reason } = parsed.value;
    const [kind, personId = ''] = person.split('.');
    const done = await correctHours(c.get('ctx'), c.get('actor'), {
      crisisId: crisis.id,
      personKind: kind === 'walk_up' ? 'walk_up' : 'volunteer',
      personId,
      minutes: Math.round(hours * 60),
      reason,
    });
    return done.ok
      ? c.redirect(`/crises/${crisis.id}/hours?done=corrected`, 303)
      : refused(c, crisis, done.error);
  });

  pages.post(`${CRISIS_PATH}/hours/confirm`, PAGE_ROLES.manage, async (c) => {
    const crisis = await viewed(c, 'manage');
    if (crisis instanceof Response) return crisis;
    const done = await confirmHours(c.get('ctx'), c.get('actor'), crisis.id);
    return done.ok
      ? c.redirect(`/crises/${crisis.id}/hours?done=confirmed`, 303)
      : refused(c, crisis, done.error);
  });

  pages.get(
    `${CRISIS_PATH}/hours/:person{${UUID}}/certificate.pdf`,
    PAGE_ROLES.manage,
    async (c) => {
      const crisis = await viewed(c, 'manage');
      if (crisis instanceof Response) return crisis;
      return certificate(c, crisis, c.req.param('person') as string);
    },
  );

  pages.get('/crises/mine', 'signed_in', async (c) => {
    const { db } = c.get('ctx');
    const m = reportTexts(c.get('lang')).own;
    const id = await volunteerIdOf(c.get('ctx'), c.get('actor'));
    const year = Number(localDate(c.get('ctx').clock.now()).slice(0, 4));
    return page(c, {
      title: m.title,
      lead: m.lead(CRISIS_KEPT_DAYS),
      body: (
        <OwnHoursPage
          hours={id ? await confirmedHoursOf(db, id) : []}
          yearDays={id ? ((await yearlyDays(db, [id], year)).get(id) ?? 0) : 0}
        />
      ),
    });
  });

  pages.get(`${CRISIS_PATH}/certificate.pdf`, 'signed_in', async (c) => {
    const id = await volunteerIdOf(c.get('ctx'), c.get('actor'));
    const crisis = await crisisById(c.get('ctx').db, crisisIdOf(c));
    return id && crisis ? certificate(c, crisis, id) : notFoundPage(c);
  });
}

async function certificate(c: Request, crisis: Crisis, volunteerId: string): Promise<Response> {
  const ctx = c.get('ctx');
  const body = await attendanceCertificate(ctx, c.get('lang'), crisis, volunteerId);
  if (!body) return notFoundPage(c);
  await recordAudit(ctx, c.get('actor'), {
    action: 'attendance.certified',
    subject: { kind: 'volunteer', id: volunteerId },
    detail: { crisis: crisis.id },
  });
  return download(c, {
    name: fileName('attestation', crisis, 'pdf'),
    type: 'application/pdf',
    body,
  });
}

function refused(c: Request, crisis: Crisis, error: HoursRefusal): Response | Promise<Response> {
  if (error === 'not_found') return notFoundPage(c);
  if (error === 'out_of_territory') return forbiddenPage(c);
  return hoursPage(c, crisis, { problem: reportTexts(c.get('lang')).hours_page.refused[error] });
}

async function hoursPage(
  c: Request,
  crisis: Crisis,
  state: Partial<Pick<HoursPageProps, 'values' | 'errors' | 'problem' | 'correcting'>> = {},
): Promise<Response> {
  const m = reportTexts(c.get('lang')).hours_page;
  const done = c.req.query('done');
  await recordAudit(c.get('ctx'), c.get('actor'), {
    action: 'hours.read',
    subject: { kind: 'crisis', id: crisis.id },
  });
  return page(c, {
    title: m.title(crisis.title),
    lead: m.lead,
    breadcrumbs: crumbs(c, crisis),
    mood: 'crisis',
    wide: true,
    exercise: crisis.exercise,
    status: state.errors || state.problem ? 422 : 200,
    body: (
      <HoursPage
        crisis={crisis}
        lines={await loadHours(c.get('ctx'), crisis)}
        mayConfirm={mayOnCrisis(c.get('actor'), 'manage', crisis)}
        correcting={state.correcting ?? c.req.query('correct')}
        values={state.values ?? {}}
        errors={state.errors ?? {}}
        problem={state.problem}
        done={done === 'corrected' || done === 'confirmed' ? m.done[done] : undefined}
      />
    ),
  });
}
