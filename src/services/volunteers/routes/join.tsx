import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import type { Request } from '#platform/http/env.ts';
import { type FieldErrors, parseForm } from '#platform/http/form.ts';
import { page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { saveAbilities } from '../actions/abilities.ts';
import { wholeRecord } from '../actions/export.ts';
import { saveIdentity } from '../actions/identity.ts';
import { claimRecord, ownVolunteer, unclaimedRecord } from '../actions/own-record.ts';
import { whyNotCalled } from '../actions/own-todo.ts';
import { pendingPhone, sendPhoneCode } from '../actions/phone.ts';
import { finishSignUp } from '../actions/sign-up.ts';
import { ageStanding } from '../domain/age.ts';
import { ALWAYS, weeklyFromSlots } from '../domain/availability.ts';
import { texts } from '../messages/index.ts';
import { missionsPart } from '../missions-part.ts';
import { contactOf } from '../queries/register.ts';
import type { Volunteer } from '../queries/rows.ts';
import { translateErrors } from '../views/form-errors.ts';
import {
  AbilitiesPage,
  ClaimPage,
  DonePage,
  IdentityPage,
  JoinIntro,
  LastStepPage,
} from '../views/join.tsx';
import {
  abilitiesForm,
  abilitiesOf,
  abilitiesValues,
  consentsForm,
  identityFrom,
  identityValues,
} from './forms.ts';

const STEPS = ['/volunteer/join/1', '/volunteer/join/2', '/volunteer/join/3'] as const;

const lastForm = consentsForm.extend({
  weekly: z.array(z.string()).default([]),
  crisis_only: z.string().optional(),
  phone: z.string().trim().default(''),
});

export function joinRoutes(pages: Routes): void {
  pages.get('/volunteer/join', 'public', async (c) => {
    const actor = c.get('actor');
    const m = texts(c.get('lang')).join;
    if (actor.kind === 'anonymous') {
      return page(c, { title: m.title, lead: m.lead, body: <JoinIntro /> });
    }
    const own = await ownVolunteer(c.get('ctx'), actor);
    if (own) return c.redirect(nextStep(own), 303);
    const known = await unclaimedRecord(c.get('ctx'), actor);
    if (!known) return c.redirect(STEPS[0], 303);
    return page(c, { title: m.claimTitle, body: <ClaimPage firstName={known.firstName} /> });
  });

  pages.post('/volunteer/claim', 'signed_in', async (c) => {
    const claimed = await claimRecord(c.get('ctx'), c.get('actor'));
    return c.redirect(claimed.ok ? '/volunteer' : '/volunteer/join', 303);
  });

  pages.get(STEPS[0], 'signed_in', async (c) => {
    const own = await ownVolunteer(c.get('ctx'), c.get('actor'));
    const m = texts(c.get('lang')).join;
    const values = identityValues(own);
    return stepPage(
      c,
      1,
      <IdentityPage values={values} errors={{}} candidates={[]} button={m.save} />,
    );
  });

  pages.post(STEPS[0], 'signed_in', async (c) => {
    const m = texts(c.get('lang')).join;
    const form = await identityFrom(c);
    const again = (errors: FieldErrors) =>
      stepPage(
        c,
        1,
        <IdentityPage
          values={form.values}
          errors={translateErrors(c.get('lang'), errors)}
          candidates={form.ok ? [] : form.candidates}
          button={m.save}
        />,
        422,
      );
    if (!form.ok) return again(form.errors);
    const saved = await saveIdentity(c.get('ctx'), c.get('actor'), form.value, c.get('lang'));
    return saved.ok ? c.redirect(STEPS[1], 303) : again(form.errorsFor(saved));
  });

  pages.get(STEPS[1], 'signed_in', (c) =>
    withOwn(c, async (own) => {
      const values = await abilitiesValues(c.get('ctx').db, own);
      const languages = own.languages.length > 0 ? own.languages : [own.lang];
      const button = texts(c.get('lang')).join.save;
      return stepPage(
        c,
        2,
        <AbilitiesPage {...values} languages={languages} signingUp button={button} />,
      );
    }),
  );

  pages.post(STEPS[1], 'signed_in', async (c) => {
    const form = await parseForm(c, abilitiesForm);
    if (!form.ok) return c.redirect(STEPS[1], 303);
    const saved = await saveAbilities(c.get('ctx'), c.get('actor'), abilitiesOf(form.value));
    return c.redirect(saved.ok ? STEPS[2] : '/volunteer/join', 303);
  });

  pages.get(STEPS[2], 'signed_in', (c) =>
    withOwn(c, async (own) => {
      const contact = await contactOf(c.get('ctx').db, own.id);
      const pending = await pendingPhone(c.get('ctx'), own.id);
      return stepPage(
        c,
        3,
        <LastStepPage
          weekly={own.signupStep < 3 && own.weekly === 0 ? ALWAYS : own.weekly}
          crisisOnly={own.crisisOnly}
          phone={contact.phone ?? pending ?? ''}
          consents={own.consents}
          minor={isMinor(c, own)}
          errors={{}}
        />,
      );
    }),
  );

  pages.post(STEPS[2], 'signed_in', (c) =>
    withOwn(c, async (own) => {
      const ctx = c.get('ctx');
      const form = await parseForm(c, lastForm);
      if (!form.ok) return c.redirect(STEPS[2], 303);
      const { value } = form;
      const last = {
        weekly: weeklyFromSlots(value.weekly),
        crisisOnly: value.crisis_only !== undefined,
        consents: {
          crisis: value.consent_crisis !== undefined,
          missions: value.consent_missions !== undefined,
          newsletter: value.consent_newsletter !== undefined,
        },
      };
      const sent = value.phone ? await sendPhoneCode(ctx, c.get('actor'), value.phone) : undefined;
      if (sent?.ok === false && sent.error === 'phone_invalid') {
        return stepPage(
          c,
          3,
          <LastStepPage
            {...last}
            phone={value.phone}
            minor={isMinor(c, own)}
            errors={translateErrors(c.get('lang'), { phone: sent.error })}
          />,
          422,
        );
      }
      const finished = await finishSignUp(ctx, c.get('actor'), last);
      if (!finished.ok) return c.redirect('/volunteer/join', 303);
      if (finished.value === 'guardian') return c.redirect('/volunteer/guardian', 303);
      const codeWaits = (await pendingPhone(ctx, own.id)) !== undefined;
      return c.redirect(codeWaits ? '/volunteer/phone/code' : '/volunteer/join/done', 303);
    }),
  );

  pages.get('/volunteer/join/done', 'signed_in', (c) =>
    withOwn(c, async (own) => {
      const ctx = c.get('ctx');
      if (own.status === 'draft') return c.redirect(nextStep(own), 303);
      const record = await wholeRecord(ctx, own);
      const { contact, certificates } = record;
      return page(c, {
        title: texts(c.get('lang')).join.doneTitle,
        body: (
          <DonePage
            notCalled={whyNotCalled(record, c.get('lang'), ctx.clock.now())}
            phone={contact.phoneVerifiedAt === null}
            missions={
              own.consents.missions
                ? await missionsPart()?.afterSignUp(ctx, own.id, c.get('lang'))
                : undefined
            }
            certificates={certificates.some((item) => item.fileId === null)}
          />
        ),
      });
    }),
  );
}

function stepPage(
  c: Request,
  step: 1 | 2 | 3,
  body: ComponentChildren,
  status: 200 | 422 = 200,
): Response {
  const m = texts(c.get('lang')).join;
  return page(c, { title: m[`step${step}`], kicker: m.step(step), status, body });
}

/** Where a sign-up goes on; the record itself once it is done. */
export function nextStep(own: Volunteer): string {
  if (own.status !== 'draft') return '/volunteer';
  return STEPS[own.signupStep] ?? '/volunteer/guardian';
}

/** For pages of one's own record: without one, the way to it. */
export async function withOwn(
  c: Request,
  answer: (own: Volunteer) => Response | Promise<Response>,
): Promise<Response> {
  const own = await ownVolunteer(c.get('ctx'), c.get('actor'));
  return own ? answer(own) : c.redirect('/volunteer/join', 303);
}

export function isMinor(c: Request, own: Volunteer): boolean {
  return ageStanding(own.birthDate, localDate(c.get('ctx').clock.now())) === 'minor';
}
