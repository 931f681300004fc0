import { z } from 'zod';
import type { Request } from '#platform/http/env.ts';
import { type FieldErrors, parseForm } from '#platform/http/form.ts';
import { page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { isDateString } from '#platform/kernel/dates.ts';
import { normalisePhone } from '#platform/messaging/index.ts';
import {
  addException,
  pause,
  removeException,
  resume,
  saveAbilities,
  saveAvailability,
  saveElsewhere,
  saveEmergencyContact,
  saveVisibility,
} from '../actions/abilities.ts';
import { saveConsents } from '../actions/consents.ts';
import { wholeRecord } from '../actions/export.ts';
import { saveIdentity } from '../actions/identity.ts';
import { ownTodo, whyNotCalled } from '../actions/own-todo.ts';
import { confirmStillThere } from '../actions/saving.ts';
import { weeklyFromSlots } from '../domain/availability.ts';
import { ELSEWHERE } from '../domain/skill-referential.ts';
import { texts } from '../messages/index.ts';
import { consentsOf, emergencyContactOf, exceptionsOf } from '../queries/abilities.ts';
import type { Volunteer } from '../queries/rows.ts';
import { translateErrors } from '../views/form-errors.ts';
import { AbilitiesPage, IdentityPage } from '../views/join.tsx';
import { AvailabilityPage, ChoicesPage, ConsentsPage, EmergencyPage } from '../views/parts.tsx';
import { ProfilePage } from '../views/profile.tsx';
import {
  abilitiesForm,
  abilitiesOf,
  abilitiesValues,
  consentsForm,
  identityFrom,
  identityValues,
  known,
  text,
} from './forms.ts';
import { isMinor, nextStep, withOwn } from './join.tsx';

const weekForm = z.object({
  weekly: z.array(z.string()).default([]),
  crisis_only: z.string().optional(),
});
const exceptionForm = z.object({
  first_day: z.string().refine(isDateString, 'date_missing'),
  last_day: z.string().refine(isDateString, 'date_missing'),
  kind: z.enum(['unavailable', 'available'], 'choice_invalid'),
});
const emergencyForm = z.object({
  name: z.string().trim().min(1, 'name_missing').max(100, 'too_long'),
  phone: z.string().trim().min(1, 'phone_missing'),
  relation: z.string().trim().max(100, 'too_long').default(''),
});
const choicesForm = z.object({
  elsewhere: z.array(z.string()).default([]),
  visible: z.string().optional(),
});
const NOTHING_TYPED = { firstDay: '', lastDay: '', kind: 'unavailable' };
const SAVED = '/volunteer?saved=1';

export function profileRoutes(pages: Routes): void {
  pages.get('/volunteer', 'signed_in', (c) =>
    withOwn(c, async (own) => {
      if (own.status === 'draft' && own.signupStep < 3) return c.redirect(nextStep(own), 303);
      const ctx = c.get('ctx');
      const lang = c.get('lang');
      const record = await wholeRecord(ctx, own);
      const now = ctx.clock.now();
      return page(c, {
        title: texts(lang).profile.title,
        ownHeading: true,
        body: (
          <ProfilePage
            record={record}
            todo={ownTodo(record, lang, now)}
            notCalled={whyNotCalled(record, lang, now)}
            saved={c.req.query('saved') !== undefined}
          />
        ),
      });
    }),
  );

  pages.post('/volunteer/still-there', 'signed_in', async (c) => {
    await confirmStillThere(c.get('ctx'), c.get('actor'));
    return c.redirect(SAVED, 303);
  });

  pages.get('/volunteer/identity', 'signed_in', (c) =>
    withOwn(c, (own) =>
      identityPage(c, { values: identityValues(own), errors: {}, candidates: [] }),
    ),
  );

  pages.post('/volunteer/identity', 'signed_in', async (c) => {
    const form = await identityFrom(c);
    if (!form.ok) return identityPage(c, form);
    const { values, value } = form;
    const saved = await saveIdentity(c.get('ctx'), c.get('actor'), value, c.get('lang'));
    if (saved.ok) return c.redirect(SAVED, 303);
    return identityPage(c, { values, errors: form.errorsFor(saved), candidates: [] });
  });

  pages.get('/volunteer/abilities', 'signed_in', (c) =>
    withOwn(c, async (own) => {
      const values = await abilitiesValues(c.get('ctx').db, own);
      const m = texts(c.get('lang'));
      return page(c, {
        title: m.join.step2,
        breadcrumbs: crumbs(c.get('lang')),
        body: <AbilitiesPage {...values} signingUp={false} button={m.profile.save} />,
      });
    }),
  );

  pages.post('/volunteer/abilities', 'signed_in', async (c) => {
    const form = await parseForm(c, abilitiesForm);
    if (!form.ok) return c.redirect('/volunteer/abilities', 303);
    await saveAbilities(c.get('ctx'), c.get('actor'), abilitiesOf(form.value));
    return c.redirect(SAVED, 303);
  });

  pages.get('/volunteer/availability', 'signed_in', (c) => availabilityPage(c, {}));

  pages.post('/volunteer/availability', 'signed_in', async (c) => {
    const form = await parseForm(c, weekForm);
    if (form.ok) {
      await saveAvailability(c.get('ctx'), c.get('actor'), {
        weekly: weeklyFromSlots(form.value.weekly),
        crisisOnly: form.value.crisis_only !== undefined,
      });
    }
    return c.redirect(SAVED, 303);
  });

  pages.post('/volunteer/availability/exceptions', 'signed_in', async (c) => {
    const form = await parseForm(c, exceptionForm);
    if (!form.ok) {
      const typed = {
        firstDay: text(form.raw, 'first_day'),
        lastDay: text(form.raw, 'last_day'),
        kind: text(form.raw, 'kind'),
      };
      return availabilityPage(c, form.errors, typed);
    }
    const { first_day: firstDay, last_day: lastDay, kind } = form.value;
    const added = await addException(c.get('ctx'), c.get('actor'), { firstDay, lastDay, kind });
    if (added.ok) return c.redirect('/volunteer/availability#exceptions', 303);
    return availabilityPage(c, { last_day: added.error }, { firstDay, lastDay, kind });
  });

  pages.post('/volunteer/availability/exceptions/remove', 'signed_in', async (c) => {
    const form = await parseForm(c, z.object({ id: z.uuid() }));
    if (form.ok) await removeException(c.get('ctx'), c.get('actor'), form.value.id);
    return c.redirect('/volunteer/availability#exceptions', 303);
  });

  pages.post('/volunteer/pause', 'signed_in', async (c) => {
    const form = await parseForm(c, z.object({ until: z.string() }));
    const until = form.ok ? form.value.until : '';
    const paused = await pause(c.get('ctx'), c.get('actor'), until);
    if (paused.ok) return c.redirect(SAVED, 303);
    return availabilityPage(c, { until: paused.error }, NOTHING_TYPED, until);
  });

  pages.post('/volunteer/resume', 'signed_in', async (c) => {
    await resume(c.get('ctx'), c.get('actor'));
    return c.redirect(SAVED, 303);
  });

  pages.get('/volunteer/consents', 'signed_in', (c) =>
    withOwn(c, async (own) =>
      page(c, {
        title: texts(c.get('lang')).profile.consentsTitle,
        breadcrumbs: crumbs(c.get('lang')),
        body: (
          <ConsentsPage
            consents={own.consents}
            minor={isMinor(c, own)}
            history={await consentsOf(c.get('ctx').db, own.id)}
          />
        ),
      }),
    ),
  );

  pages.post('/volunteer/consents', 'signed_in', (c) =>
    withOwn(c, async (own) => {
      const form = await parseForm(c, consentsForm);
      if (form.ok) {
        await saveConsents(c.get('ctx'), c.get('actor'), {
          crisis: form.value.consent_crisis !== undefined && !isMinor(c, own),
          missions: form.value.consent_missions !== undefined,
          newsletter: form.value.consent_newsletter !== undefined,
        });
      }
      return c.redirect(SAVED, 303);
    }),
  );

  pages.get('/volunteer/choices', 'signed_in', (c) =>
    withOwn(c, (own) =>
      page(c, {
        title: texts(c.get('lang')).profile.sections.choices,
        breadcrumbs: crumbs(c.get('lang')),
        body: <ChoicesPage own={own} />,
      }),
    ),
  );

  pages.post('/volunteer/choices', 'signed_in', async (c) => {
    const form = await parseForm(c, choicesForm);
    if (form.ok) {
      const { elsewhere, visible } = form.value;
      await saveElsewhere(c.get('ctx'), c.get('actor'), known(elsewhere, ELSEWHERE));
      await saveVisibility(c.get('ctx'), c.get('actor'), visible !== undefined);
    }
    return c.redirect(SAVED, 303);
  });

  pages.get('/volunteer/emergency', 'signed_in', (c) =>
    withOwn(c, async (own) => {
      const held = await emergencyContactOf(c.get('ctx').db, own.id);
      return emergencyPage(c, held, held !== undefined, {});
    }),
  );

  pages.post('/volunteer/emergency', 'signed_in', async (c) => {
    const form = await parseForm(c, emergencyForm);
    if (!form.ok) {
      const [name, phone, relation] = ['name', 'phone', 'relation'].map((f) => text(form.raw, f));
      const typed = { name: name ?? '', phone: phone ?? '', relation: relation ?? '' };
      return emergencyPage(c, typed, false, form.errors);
    }
    const phone = normalisePhone(form.value.phone);
    if (!phone) return emergencyPage(c, form.value, false, { phone: 'phone_invalid' });
    await saveEmergencyContact(c.get('ctx'), c.get('actor'), { ...form.value, phone });
    return c.redirect(SAVED, 303);
  });

  pages.post('/volunteer/emergency/remove', 'signed_in', async (c) => {
    await saveEmergencyContact(c.get('ctx'), c.get('actor'), undefined);
    return c.redirect(SAVED, 303);
  });
}

/** The way back from any page of one's own record. */
export function crumbs(lang: Lang) {
  return [{ text: texts(lang).profile.title, href: '/volunteer' }];
}

function statusOf(errors: FieldErrors): 200 | 422 {
  return Object.keys(errors).length > 0 ? 422 : 200;
}

function identityPage(
  c: Request,
  form: Omit<Parameters<typeof IdentityPage>[0], 'button' | 'step'>,
): Response {
  const lang = c.get('lang');
  return page(c, {
    title: texts(lang).profile.sections.identity,
    breadcrumbs: crumbs(lang),
    status: statusOf(form.errors),
    body: (
      <IdentityPage
        values={form.values}
        candidates={form.candidates}
        errors={translateErrors(lang, form.errors)}
        button={texts(lang).profile.save}
      />
    ),
  });
}

function availabilityPage(
  c: Request,
  errors: FieldErrors,
  typed = NOTHING_TYPED,
  until = '',
): Promise<Response> {
  return withOwn(c, async (own: Volunteer) => {
    const lang = c.get('lang');
    return page(c, {
      title: texts(lang).profile.availabilityTitle,
      breadcrumbs: crumbs(lang),
      status: statusOf(errors),
      body: (
        <AvailabilityPage
          own={own}
          exceptions={await exceptionsOf(c.get('ctx').db, own.id)}
          errors={translateErrors(lang, errors)}
          typed={typed}
          until={until}
        />
      ),
    });
  });
}

function emergencyPage(
  c: Request,
  values: Parameters<typeof EmergencyPage>[0]['values'],
  held: boolean,
  errors: FieldErrors,
): Response {
  const lang = c.get('lang');
  return page(c, {
    title: texts(lang).profile.emergencyTitle,
    lead: texts(lang).profile.emergencyHint,
    breadcrumbs: crumbs(lang),
    status: statusOf(errors),
    body: <EmergencyPage values={values} held={held} errors={translateErrors(lang, errors)} />,
  });
}
