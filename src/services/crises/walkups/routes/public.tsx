import type { Request } from '#platform/http/env.ts';
import { type RawForm, readForm } from '#platform/http/form.ts';
import { answerWrongToken } from '#platform/http/limits.ts';
import { type Page, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { holderNames } from '../../holders.ts';
import { acksOf, presentBriefing } from '../../queries/briefing.ts';
import {
  countTurnedAway,
  type IntakeOfCrisis,
  intakeByCode,
  slotsOf,
} from '../../queries/intake.ts';
import { sitesOf } from '../../queries/needs.ts';
import { typed } from '../../routes/forms.ts';
import {
  acknowledgeOwn,
  cancelOwn,
  changeOwnSlot,
  comeBack,
  eraseOwn,
  type Own,
  otherSlots,
  ownOfLink,
} from '../actions/own.ts';
import { signUp, takesPeople } from '../actions/sign-up.ts';
import { landingOf } from '../landing.ts';
import { walkUpTexts } from '../messages/index.ts';
import { ownPath } from '../notices.ts';
import { readSignUp } from '../sign-up-form.ts';
import { OwnPage } from '../views/own-page.tsx';
import { SignUpForm, SignUpNotice } from '../views/sign-up-form.tsx';

type Lang = 'fr' | 'en';
export const WAYS = [
  { lang: 'fr', path: '/aide' },
  { lang: 'en', path: '/help' },
] as const satisfies readonly { lang: Lang; path: string }[];

/**
 * Behind the QR code: no account, no cookie, no session. What proves a sender's intent is the link's
 * secret, or nothing to protect: signing up acts for nobody.
 */
export function publicPages(pages: Routes): void {
  for (const { lang, path } of WAYS) {
    pages.get(`${path}/:code`, 'public', (c) => showLanding(c, asked(c, lang)));
    pages.post(`${path}/:code`, 'public', (c) => receive(c, asked(c, lang)), { proof: 'other' });
    pages.get(`${path}/:code/:token`, 'public', (c) => showOwn(c, asked(c, lang)));
    pages.post(`${path}/:code/:token`, 'public', (c) => changeOwn(c, asked(c, lang)), {
      proof: 'other',
    });
  }
}

/** The address says the language, so that one page serves everybody; `?lang=` overrides it. */
export function asked(c: Request, byAddress: Lang): Lang {
  const { lang = byAddress } = { lang: c.req.query('lang') };
  const chosen = lang === 'fr' || lang === 'en' ? lang : byAddress;
  c.set('lang', chosen);
  return chosen;
}

const codeOf = (c: Request) => c.req.param('code') ?? '';
export const linkOf = (c: Request) => ({ code: codeOf(c), token: c.req.param('token') ?? '' });

async function intakeHere(c: Request): Promise<IntakeOfCrisis | undefined> {
  const code = codeOf(c);
  return /^[a-z2-9]{6}$/.test(code) ? intakeByCode(c.get('ctx').db, code) : undefined;
}

async function showLanding(c: Request, lang: Lang): Promise<Response> {
  const landing = await landingOf(c.get('ctx'), `${lang} ${codeOf(c)}`, async () => {
    const response = await landingPage(c, lang);
    return { html: await response.text(), status: response.status, nonce: c.get('nonce') };
  });
  c.set('nonce', landing.nonce);
  if (landing.status === 404) {
    return answerWrongToken(c, () => c.html(landing.html, 404));
  }
  c.header('Cache-Control', 'public, max-age=5');
  c.header('Vary', 'Accept-Encoding');
  return c.html(landing.html, 200);
}

async function landingPage(c: Request, lang: Lang): Promise<Response> {
  const m = walkUpTexts(lang).visitor;
  const intake = await intakeHere(c);
  if (!intake)
    return plain(c, { title: m.unknown.title, status: 404, body: <p>{m.unknown.text}</p> });
  const closed = whyClosed(intake);
  if (closed) {
    return plain(c, {
      title: m[closed].title,
      exercise: intake.exercise,
      body: <SignUpNotice intake={intake} tone="crisis" text={m[closed].text} />,
    });
  }
  return formPage(c, intake, {}, {});
}

function whyClosed(intake: IntakeOfCrisis): 'stopped' | 'over' | 'not_yet' | undefined {
  if (intake.crisisStatus === 'closed' || intake.crisisStatus === 'cancelled') return 'over';
  if (intake.crisisStatus === 'draft') return 'not_yet';
  return takesPeople(intake) ? undefined : 'stopped';
}

async function formPage(
  c: Request,
  intake: IntakeOfCrisis,
  values: Readonly<Record<string, string>>,
  errors: Readonly<Record<string, string>>,
): Promise<Response> {
  const m = walkUpTexts(c.get('lang')).visitor;
  const holders = await holderNames(c.get('ctx'), [intake]);
  return plain(c, {
    title: m.title(intake.title),
    lead: m.lead,
    exercise: intake.exercise,
    ...(Object.keys(errors).length > 0 && { status: 422 as const }),
    body: (
      <SignUpForm
        intake={intake}
        holder={holders.get(intake.holderId) ?? ''}
        values={values}
        errors={errors}
      />
    ),
  });
}

async function receive(c: Request, lang: Lang): Promise<Response> {
  c.header('Cache-Control', 'no-store');
  const ctx = c.get('ctx');
  const m = walkUpTexts(lang).visitor;
  const intake = await intakeHere(c);
  if (!intake) return notALink(c);
  if (!takesPeople(intake)) return c.redirect(ownPath(lang, intake.code), 303);
  const raw: RawForm = await readForm(c);
  const now = ctx.clock.now();
  const read = readSignUp(raw, intake, lang, now);
  if (read.kind === 'wrong') {
    const sentences = m.errors as Readonly<Record<string, string>>;
    const errors = Object.fromEntries(
      Object.entries(read.errors).map(([field, code]) => [field, sentences[code] ?? code]),
    );
    return formPage(c, intake, typed(raw), errors);
  }
  if (read.kind === 'too_young') {
    await countTurnedAway(ctx.db, intake.crisisId, 'too_young', localDate(now, intake.timeZone));
    return plain(c, {
      title: m.too_young.title,
      exercise: intake.exercise,
      body: <SignUpNotice intake={intake} tone="info" text={m.too_young.text(intake.minimumAge)} />,
    });
  }
  const answer = await signUp(ctx, read.signUp);
  if (answer.kind === 'closed') return c.redirect(ownPath(lang, intake.code), 303);
  if (answer.kind === 'phone_known') {
    return plain(c, {
      title: m.phone_known.title,
      exercise: intake.exercise,
      body: <SignUpNotice intake={intake} tone="info" text={m.phone_known.text} />,
    });
  }
  return c.redirect(ownPath(lang, intake.code, answer.token), 303);
}

async function showOwn(c: Request, lang: Lang, problem?: string): Promise<Response> {
  c.header('Cache-Control', 'no-store');
  const ctx = c.get('ctx');
  const m = walkUpTexts(lang).visitor;
  const own = await ownOfLink(ctx, linkOf(c));
  if (!own) {
    if (c.req.query('said') !== 'erased') return notALink(c);
    return plain(c, { title: m.own.erased.title, body: <p>{m.own.erased.text}</p> });
  }
  const { crisisId } = own.intake;
  const slots = await slotsOf(ctx.db, crisisId);
  return plain(c, {
    title: m.own.states[own.leader.state].title,
    exercise: own.intake.exercise,
    body: (
      <OwnPage
        own={own}
        path={ownPath(lang, own.intake.code, linkOf(c).token)}
        token={linkOf(c).token}
        slots={slots}
        sites={await sitesOf(ctx.db, crisisId)}
        others={otherSlots(own, slots, ctx.clock.now())}
        briefing={await presentBriefing(ctx.db, crisisId)}
        acks={await acksOf(ctx.db, crisisId, [own.leader.id])}
        mayComeBack={takesPeople(own.intake)}
        said={c.req.query('said')}
        problem={problem}
      />
    ),
  });
}

async function changeOwn(c: Request, lang: Lang): Promise<Response> {
  c.header('Cache-Control', 'no-store');
  const ctx = c.get('ctx');
  const link = linkOf(c);
  const raw = await readForm(c);
  const { act, slot, version } = typed(raw);
  const done = (said: string) =>
    c.redirect(`${ownPath(lang, link.code, link.token)}?said=${said}`, 303);
  switch (act) {
    case 'change': {
      const changed = await changeOwnSlot(ctx, link, slot ?? '');
      if (!changed.ok && changed.error === 'not_found') return notALink(c);
      return done(changed.ok ? 'changed' : 'full');
    }
    case 'cancel':
      await cancelOwn(ctx, link);
      return done('cancelled');
    case 'back':
      await comeBack(ctx, link);
      return done('back');
    case 'briefed': {
      const known = await acknowledgeOwn(ctx, link, Number(version));
      return done(known.ok ? 'briefed' : 'briefing_changed');
    }
    case 'erase': {
      const erased = await eraseOwn(ctx, link);
      return done(erased.ok ? 'erased' : 'there');
    }
    default:
      return showOwn(c, lang);
  }
}

export type { Own };

function plain(c: Request, content: Omit<Page, 'shell' | 'mood'>): Response {
  return page(c, { ...content, shell: 'plain', mood: 'crisis' });
}

export function notALink(c: Request): Promise<Response> {
  const m = walkUpTexts(c.get('lang')).visitor.unknown;
  return answerWrongToken(c, () =>
    plain(c, { title: m.title, status: 404, body: <p>{m.text}</p> }),
  );
}
