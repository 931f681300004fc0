import { z } from 'zod';
import type { Request } from '#platform/http/env.ts';
import { parseForm } from '#platform/http/form.ts';
import { forbiddenPage, notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { addDays, isDateString, localDate } from '#platform/kernel/dates.ts';
import type { Refused } from '#platform/kernel/result.ts';
import { zoneOfCrisis } from '../../crisis-zone.ts';
import { WALK_UP_TASKS } from '../../domain/walk-up.ts';
import { holderNames } from '../../holders.ts';
import { PAGE_ROLES } from '../../policy.ts';
import { presentBriefing } from '../../queries/briefing.ts';
import type { Crisis } from '../../queries/crises.ts';
import { intakeOf, slotsOf } from '../../queries/intake.ts';
import { sitesOf } from '../../queries/needs.ts';
import { crumbs, viewed } from '../../routes/crises.tsx';
import { CRISIS_PATH, crisisIdOf, translated, typed } from '../../routes/forms.ts';
import { minutesOf, siteFields, siteFrom, time } from '../../routes/need-form.ts';
import {
  addSlots,
  changeSlot,
  moveIntake,
  saveIntakeOf,
  supervisorsOf,
} from '../actions/intake.ts';
import { forgetLandings } from '../landing.ts';
import { walkUpTexts } from '../messages/index.ts';
import { IntakePage, type IntakePageProps } from '../views/intake-page.tsx';
import { PosterPage } from '../views/poster.tsx';

const settings = z.object({
  ...siteFields,
  tasks: z
    .array(z.enum(WALK_UP_TASKS))
    .default([])
    .refine((list) => list.length > 0, 'task_missing'),
  holder: z.string('holder_missing').min(1, 'holder_missing'),
  minimum_age: z.coerce
    .number('age_wrong')
    .int('age_wrong')
    .min(18, 'age_wrong')
    .max(99, 'age_wrong'),
  opens: time,
  closes: time,
  note: z.string().trim().max(200, 'text_long').default(''),
  briefing: z.string().trim().min(1, 'briefing_missing').max(3_000, 'text_long'),
});

const placesField = z.coerce
  .number('places_wrong')
  .int('places_wrong')
  .min(1, 'places_wrong')
  .max(5_000, 'places_wrong');

const slotFields = z.object({
  ...siteFields,
  date: z.string('date_wrong').refine(isDateString, 'date_wrong'),
  from: time,
  to: time,
  length: z.enum(['60', '120', '180', '240', '480']).default('120'),
  places: placesField,
  bring: z.string().trim().max(120, 'text_long').default(''),
});

const UUID = '[0-9a-f]{8}-[0-9a-f-]{27}';
const INTAKE_PATH = `${CRISIS_PATH}/intake`;

/** The officer opens the intake of spontaneous volunteers, sets its places, stops it. */
export function intakePages(pages: Routes): void {
  pages.get(INTAKE_PATH, PAGE_ROLES.manage, async (c) => {
    const crisis = await viewed(c, 'manage');
    return crisis instanceof Response ? crisis : show(c, crisis);
  });

  pages.post(INTAKE_PATH, PAGE_ROLES.manage, async (c) => {
    const crisis = await viewed(c, 'manage');
    if (crisis instanceof Response) return crisis;
    const m = walkUpTexts(c.get('lang')).intake;
    const form = await parseForm(c, settings);
    if (!form.ok) {
      return show(c, crisis, {
        form: 'settings',
        values: typed(form.raw),
        errors: translated(form.errors, m.errors),
      });
    }
    const { value } = form;
    const site = siteFrom(value);
    const again = (errors: Readonly<Record<string, string>>) =>
      show(c, crisis, {
        form: 'settings',
        values: {
          ...typed(value as never),
          tasks: value.tasks.join('\n'),
          minimum_age: String(value.minimum_age),
        },
        errors: translated(errors, m.errors),
      });
    if ('problems' in site) return again(site.problems);
    const saved = await saveIntakeOf(c.get('ctx'), c.get('actor'), crisis.id, {
      site: site.site,
      tasks: value.tasks,
      holderId: value.holder,
      minimumAge: value.minimum_age,
      opens: value.opens,
      closes: value.closes,
      timeZone: zoneOfCrisis(crisis),
      note: value.note,
      briefing: value.briefing,
    });
    if (saved.ok) return done(c, 'saved');
    return (
      refusal(c, saved) ??
      again(
        saved.error === 'holder_not_accredited' ? { holder: saved.error } : { site: saved.error },
      )
    );
  });

  pages.post(`${INTAKE_PATH}/slots`, PAGE_ROLES.manage, async (c) => {
    const crisis = await viewed(c, 'manage');
    if (crisis instanceof Response) return crisis;
    const m = walkUpTexts(c.get('lang')).intake;
    const form = await parseForm(c, slotFields);
    if (!form.ok) {
      return show(c, crisis, {
        form: 'slots',
        values: typed(form.raw),
        errors: translated(form.errors, m.errors),
      });
    }
    const { value } = form;
    const site = siteFrom(value);
    const again = (errors: Readonly<Record<string, string>>) =>
      show(c, crisis, {
        form: 'slots',
        values: { ...typed(value as never), places: String(value.places) },
        errors: translated(errors, m.errors),
      });
    if ('problems' in site) return again(site.problems);
    const added = await addSlots(c.get('ctx'), c.get('actor'), crisis.id, {
      site: site.site,
      date: value.date,
      from: minutesOf(value.from),
      to: minutesOf(value.to),
      minutes: Number(value.length),
      places: value.places,
      bring: value.bring,
    });
    if (added.ok) return done(c, 'saved#slots');
    const field =
      added.error === 'slot_over' ? 'date' : added.error === 'too_many_slots' ? 'length' : 'site';
    return refusal(c, added) ?? again({ [field]: added.error });
  });

  pages.post(`${INTAKE_PATH}/slots/:slot{${UUID}}`, PAGE_ROLES.manage, async (c) => {
    const crisis = await viewed(c, 'manage');
    if (crisis instanceof Response) return crisis;
    const m = walkUpTexts(c.get('lang')).intake;
    const id = c.req.param('slot') ?? '';
    const form = await parseForm(c, z.object({ places: placesField }));
    if (!form.ok) {
      return show(c, crisis, { form: 'slots', slotErrors: { [id]: m.errors.places_wrong } });
    }
    const slot = { crisisId: crisis.id, id };
    const changed = await changeSlot(c.get('ctx'), c.get('actor'), slot, form.value.places);
    if (changed.ok) return done(c, 'saved#slots');
    if (changed.error === 'fewer_than_taken') {
      const { taken } = changed.detail as { taken: number };
      return show(c, crisis, {
        form: 'slots',
        slotErrors: { [id]: m.errors.fewer_than_taken(taken) },
      });
    }
    return refusal(c, changed) ?? notFoundPage(c);
  });

  pages.post(`${INTAKE_PATH}/move`, PAGE_ROLES.manage, async (c) => {
    const form = await parseForm(c, z.object({ event: z.enum(['stop', 'reopen']) }));
    if (!form.ok) return done(c, 'nothing');
    const moved = await moveIntake(c.get('ctx'), c.get('actor'), crisisIdOf(c), form.value.event);
    if (!moved.ok && moved.error !== 'transition_not_allowed') {
      return refusal(c, moved) ?? notFoundPage(c);
    }
    return done(c, 'saved');
  });

  pages.get(`${INTAKE_PATH}/poster`, PAGE_ROLES.read_roster, async (c) => {
    const crisis = await viewed(c, 'read_roster');
    if (crisis instanceof Response) return crisis;
    const ctx = c.get('ctx');
    const intake = await intakeOf(ctx.db, crisis.id);
    if (!intake) return notFoundPage(c);
    const holders = await holderNames(ctx, [intake]);
    // Both posters are printed by one officer, whose own language stays.
    const language = c.req.query('in');
    if (language === 'fr' || language === 'en') c.set('lang', language);
    return page(c, {
      title: walkUpTexts(c.get('lang')).intake.poster_page.heading,
      shell: 'plain',
      mood: 'crisis',
      ownHeading: true,
      exercise: crisis.exercise,
      body: (
        <PosterPage
          intake={intake}
          holder={holders.get(intake.holderId) ?? ''}
          reception={(await sitesOf(ctx.db, crisis.id)).find(
            ({ id }) => id === intake.receptionSiteId,
          )}
          publicUrl={ctx.config.publicUrl}
        />
      ),
    });
  });
}

async function show(
  c: Request,
  crisis: Crisis,
  refused: Partial<IntakePageProps['refused']> = {},
): Promise<Response> {
  const ctx = c.get('ctx');
  const m = walkUpTexts(c.get('lang')).intake;
  const intake = await intakeOf(ctx.db, crisis.id);
  const zone = zoneOfCrisis(crisis);
  const failed = refused.form !== undefined;
  return page(c, {
    title: m.title(crisis.title),
    lead: m.lead,
    breadcrumbs: crumbs(c, crisis),
    mood: 'crisis',
    wide: true,
    exercise: crisis.exercise,
    ...(failed && { status: 422 as const }),
    body: (
      <IntakePage
        crisis={crisis}
        intake={intake}
        sites={await sitesOf(ctx.db, crisis.id)}
        slots={await slotsOf(ctx.db, crisis.id)}
        holders={await supervisorsOf(ctx, crisis, zone)}
        briefing={await presentBriefing(ctx.db, crisis.id)}
        today={localDate(ctx.clock.now(), zone)}
        tomorrow={addDays(localDate(ctx.clock.now(), zone), 1)}
        publicUrl={ctx.config.publicUrl}
        editing={c.req.query('edit') !== undefined || refused.form === 'settings'}
        saved={c.req.query('done') === 'saved'}
        refused={{ form: undefined, values: {}, errors: {}, slotErrors: {}, ...refused }}
      />
    ),
  });
}

function done(c: Request, what: string): Response {
  forgetLandings(c.get('ctx'));
  return c.redirect(`/crises/${crisisIdOf(c)}/intake?done=${what}`, 303);
}

function refusal(c: Request, { error }: Refused<string>): Response | undefined {
  if (error === 'not_found') return notFoundPage(c);
  if (error === 'out_of_territory') return forbiddenPage(c);
  // The page itself says that the crisis is over, or that the intake is not open.
  return error === 'crisis_over' || error === 'not_open'
    ? c.redirect(`/crises/${crisisIdOf(c)}/intake`, 303)
    : undefined;
}
