import { z } from 'zod';
import type { Request } from '#platform/http/env.ts';
import { type FieldErrors, parseForm } from '#platform/http/form.ts';
import { answerWrongToken } from '#platform/http/limits.ts';
import { page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { writtenPhone } from '#platform/messaging/index.ts';
import { answerStillThere, stillThereRequest } from '../actions/freshness.ts';
import { confirmPhone, pendingPhone, sendPhoneCode } from '../actions/phone.ts';
import { answerGuardian, askGuardian, guardianRequest } from '../actions/sign-up.ts';
import { texts } from '../messages/index.ts';
import { guardianOf } from '../queries/abilities.ts';
import { contactOf } from '../queries/register.ts';
import { translateErrors } from '../views/form-errors.ts';
import { GuardianPage, PhoneCodePage, PhonePage } from '../views/join.tsx';
import { GuardianAnswerPage, LinkExpiredPage, StillTherePage } from '../views/links.tsx';
import { text } from './forms.ts';
import { nextStep, withOwn } from './join.tsx';
import { crumbs } from './profile.tsx';

const phoneForm = z.object({ phone: z.string().trim().min(1, 'phone_missing') });
const codeForm = z.object({ code: z.string().trim().min(1, 'code_missing') });
const guardianForm = z.object({
  guardian_name: z.string().trim().min(1, 'name_missing').max(100, 'too_long'),
  guardian_email: z.email('email_invalid').max(200, 'too_long'),
});

/** Phone, guardian, and the links that act without signing in. */
export function contactRoutes(pages: Routes): void {
  pages.get('/volunteer/phone', 'signed_in', (c) =>
    withOwn(c, async (own) => {
      const contact = await contactOf(c.get('ctx').db, own.id);
      const pending = await pendingPhone(c.get('ctx'), own.id);
      return phonePage(c, pending ?? contact.phone ?? '', {});
    }),
  );

  pages.post('/volunteer/phone', 'signed_in', async (c) => {
    const form = await parseForm(c, phoneForm);
    if (!form.ok) return phonePage(c, text(form.raw, 'phone'), form.errors);
    const sent = await sendPhoneCode(c.get('ctx'), c.get('actor'), form.value.phone);
    if (sent.ok) return c.redirect('/volunteer/phone/code', 303);
    if (sent.error === 'no_record') return c.redirect('/volunteer/join', 303);
    if (sent.error === 'phone_same') return c.redirect('/volunteer', 303);
    return phonePage(c, form.value.phone, { phone: sent.error });
  });

  pages.get('/volunteer/phone/code', 'signed_in', (c) => codePage(c, {}));

  pages.post('/volunteer/phone/code', 'signed_in', async (c) => {
    const form = await parseForm(c, codeForm);
    if (!form.ok) return codePage(c, form.errors);
    const confirmed = await confirmPhone(c.get('ctx'), c.get('actor'), form.value.code);
    if (confirmed.ok) return c.redirect('/volunteer/join/done', 303);
    if (confirmed.error === 'no_record') return c.redirect('/volunteer/join', 303);
    return codePage(c, { code: confirmed.error });
  });

  pages.get('/volunteer/guardian', 'signed_in', (c) => guardianPage(c, undefined, {}));

  pages.post('/volunteer/guardian', 'signed_in', async (c) => {
    const form = await parseForm(c, guardianForm);
    if (!form.ok) {
      const values = {
        name: text(form.raw, 'guardian_name'),
        email: text(form.raw, 'guardian_email'),
      };
      return guardianPage(c, values, form.errors);
    }
    const values = { name: form.value.guardian_name, email: form.value.guardian_email };
    const asked = await askGuardian(c.get('ctx'), c.get('actor'), values);
    if (asked.ok) return c.redirect('/volunteer/guardian', 303);
    if (asked.error === 'no_record') return c.redirect('/volunteer/join', 303);
    return guardianPage(c, values, { guardian_email: asked.error });
  });

  pages.get('/volunteer/still-there/:token', 'public', async (c) => {
    const request = await stillThereRequest(c.get('ctx'), token(c));
    if (!request) return expiredPage(c);
    const m = texts(c.get('lang')).join;
    const { volunteer, answered } = request;
    return page(c, {
      title: answered ? m.stillDoneTitle : m.stillTitle,
      body: <StillTherePage firstName={volunteer.firstName} answered={answered} />,
    });
  });

  pages.post('/volunteer/still-there/:token', 'public', async (c) => {
    const answered = await answerStillThere(c.get('ctx'), token(c));
    if (!answered.ok) return expiredPage(c);
    return c.redirect(`/volunteer/still-there/${token(c)}`, 303);
  });

  pages.get('/volunteer/guardian/:token', 'public', async (c) => {
    const request = await guardianRequest(c.get('ctx'), token(c));
    if (!request) return expiredPage(c);
    const { volunteer, guardian } = request;
    const answer = guardian.consentedAt ? 'agreed' : guardian.refusedAt ? 'refused' : undefined;
    return page(c, {
      title: texts(c.get('lang')).join.guardianPageTitle,
      body: (
        <GuardianAnswerPage
          minor={`${volunteer.firstName} ${volunteer.lastName}`}
          answer={answer}
        />
      ),
    });
  });

  pages.post('/volunteer/guardian/:token', 'public', async (c) => {
    const form = await parseForm(c, z.object({ answer: z.enum(['yes', 'no'], 'choice_invalid') }));
    if (!form.ok) return c.redirect(`/volunteer/guardian/${token(c)}`, 303);
    const done = await answerGuardian(c.get('ctx'), token(c), form.value.answer === 'yes');
    return done.ok ? c.redirect(`/volunteer/guardian/${token(c)}`, 303) : expiredPage(c);
  });
}

function token(c: Request): string {
  return c.req.param('token') ?? '';
}

function expiredPage(c: Request): Promise<Response> {
  const m = texts(c.get('lang')).join;
  return answerWrongToken(c, () =>
    page(c, { title: m.linkExpiredTitle, status: 410, body: <LinkExpiredPage /> }),
  );
}

function phonePage(c: Request, phone: string, errors: FieldErrors): Response {
  const lang = c.get('lang');
  return page(c, {
    title: texts(lang).join.phoneTitle,
    breadcrumbs: crumbs(lang),
    status: Object.keys(errors).length > 0 ? 422 : 200,
    body: <PhonePage phone={phone} errors={translateErrors(lang, errors)} />,
  });
}

function codePage(c: Request, errors: FieldErrors): Promise<Response> {
  return withOwn(c, async (own) => {
    const lang = c.get('lang');
    const phone = await pendingPhone(c.get('ctx'), own.id);
    if (!phone) return c.redirect('/volunteer/phone', 303);
    return page(c, {
      title: texts(lang).join.phoneTitle,
      lead: texts(lang).join.codeLead(writtenPhone(phone)),
      status: Object.keys(errors).length > 0 ? 422 : 200,
      body: <PhoneCodePage errors={translateErrors(lang, errors)} />,
    });
  });
}

function guardianPage(
  c: Request,
  values: { name: string; email: string } | undefined,
  errors: FieldErrors,
): Promise<Response> {
  return withOwn(c, async (own) => {
    const lang = c.get('lang');
    const guardian = await guardianOf(c.get('ctx').db, own.id);
    if (own.status !== 'draft' || own.signupStep < 3) return c.redirect(nextStep(own), 303);
    return page(c, {
      title: texts(lang).join.guardianTitle,
      lead: texts(lang).join.guardianLead,
      status: Object.keys(errors).length > 0 ? 422 : 200,
      body: (
        <GuardianPage
          values={values ?? { name: guardian?.name ?? '', email: guardian?.email ?? '' }}
          asked={guardian && !guardian.refusedAt ? guardian.name : undefined}
          refused={guardian?.refusedAt != null}
          errors={translateErrors(lang, errors)}
        />
      ),
    });
  });
}
