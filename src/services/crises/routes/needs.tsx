import { z } from 'zod';
import type { Request } from '#platform/http/env.ts';
import { parseForm } from '#platform/http/form.ts';
import { forbiddenPage, notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { isDateString, localDate } from '#platform/kernel/dates.ts';
import { addNeed, changeNeed, moveNeed, type NeedRefusal } from '../actions/need.ts';
import { zoneOfCrisis } from '../crisis-zone.ts';
import { holdersIn } from '../holders.ts';
import { texts } from '../messages/index.ts';
import { PAGE_ROLES } from '../policy.ts';
import type { Crisis } from '../queries/crises.ts';
import { callsOf, type Need, needById, sitesOf } from '../queries/needs.ts';
import type { FormState } from '../views/crisis-form.tsx';
import { NeedEnding, NeedForm } from '../views/need-form.tsx';
import { crumbs, viewed } from './crises.tsx';
import { CRISIS_PATH, NEED_PATH, needKeyOf, translated, typed } from './forms.ts';
import { emptyNeed, needFields, needFrom, valuesOf } from './need-form.ts';

export function needPages(pages: Routes): void {
  pages.get(`${CRISIS_PATH}/needs/new`, PAGE_ROLES.manage, async (c) => {
    const crisis = await viewed(c, 'manage');
    if (crisis instanceof Response) return crisis;
    const sites = await sitesOf(c.get('ctx').db, crisis.id);
    return needPage(c, crisis, undefined, {
      values: emptyNeed(c.get('ctx'), crisis, sites),
      errors: {},
    });
  });

  pages.post(`${CRISIS_PATH}/needs/new`, PAGE_ROLES.manage, async (c) => {
    const crisis = await viewed(c, 'manage');
    if (crisis instanceof Response) return crisis;
    return saveNeed(c, crisis, undefined);
  });

  pages.get(`${NEED_PATH}/edit`, PAGE_ROLES.manage, async (c) => {
    const found = await needOfPage(c);
    if (found instanceof Response) return found;
    const { crisis, need } = found;
    return needPage(c, crisis, need, { values: valuesOf(c.get('lang'), need), errors: {} });
  });

  pages.post(`${NEED_PATH}/edit`, PAGE_ROLES.manage, async (c) => {
    const found = await needOfPage(c);
    return found instanceof Response ? found : saveNeed(c, found.crisis, found.need);
  });

  pages.post(`${NEED_PATH}/move`, PAGE_ROLES.manage, async (c) => {
    const parsed = await parseForm(c, z.object({ move: z.enum(['close', 'cancel', 'reopen']) }));
    const key = needKeyOf(c);
    if (!parsed.ok) return c.redirect(`/crises/${key.crisisId}`, 303);
    const moved = await moveNeed(c.get('ctx'), c.get('actor'), { ...key, ...parsed.value });
    if (!moved.ok && moved.error === 'not_found') return notFoundPage(c);
    if (!moved.ok && moved.error === 'out_of_territory') return forbiddenPage(c);
    return c.redirect(`/crises/${key.crisisId}${moved.ok ? '' : '?problem=state'}`, 303);
  });
}

/** The crisis and the need of the address, or the answer that says why not. */
export async function needOfPage(c: Request): Promise<{ crisis: Crisis; need: Need } | Response> {
  const crisis = await viewed(c, 'manage');
  if (crisis instanceof Response) return crisis;
  const { crisisId, needId } = needKeyOf(c);
  const need = await needById(c.get('ctx').db, crisisId, needId);
  return need ? { crisis, need } : notFoundPage(c);
}

async function saveNeed(c: Request, crisis: Crisis, before: Need | undefined): Promise<Response> {
  const ctx = c.get('ctx');
  const m = texts(c.get('lang')).need;
  const parsed = await parseForm(c, needFields);
  if (!parsed.ok) {
    return needPage(c, crisis, before, {
      values: typed(parsed.raw),
      errors: translated(parsed.errors, m.errors),
    });
  }
  const values = typed(await repeat(parsed.value));
  const made = needFrom(ctx, crisis, parsed.value, before);
  if ('problems' in made) {
    return needPage(c, crisis, before, { values, errors: translated(made.problems, m.errors) });
  }
  const { version } = parsed.value;
  const key = before && {
    crisisId: before.crisisId,
    needId: before.id,
    ...(version === undefined ? {} : { version }),
  };
  const saved = key
    ? await changeNeed(ctx, c.get('actor'), key, made.input)
    : await addNeed(ctx, c.get('actor'), crisis.id, made.input);
  if (saved.ok) {
    // A new need leads to the people who can be called for it.
    return c.redirect(
      saved.value ? `/crises/${crisis.id}/needs/${saved.value}/call` : `/crises/${crisis.id}`,
      303,
    );
  }
  if (saved.error === 'changed_meanwhile') {
    const now = (await needById(ctx.db, crisis.id, before?.id ?? '')) as Need;
    const saved = valuesOf(c.get('lang'), now);
    return needPage(
      c,
      crisis,
      now,
      { values: { ...values, version: String(now.version) }, errors: {} },
      saved,
    );
  }
  const sentence =
    saved.error === 'fewer_than_confirmed'
      ? m.errors.fewer_than_confirmed(Number(saved.detail?.confirmed ?? 0))
      : m.errors[saved.error];
  return needPage(c, crisis, before, { values, errors: { [FIELD_OF[saved.error]]: sentence } });
}

const FIELD_OF: Readonly<Record<NeedRefusal, string>> = {
  not_found: 'position',
  out_of_territory: 'position',
  crisis_over: 'position',
  need_over: 'position',
  site_unknown: 'site',
  commune_unknown: 'site_commune',
  shift_backwards: 'ends',
  shift_over: 'date',
  shift_fixed: 'starts',
  deadline_after_end: 'deadline',
  fewer_than_confirmed: 'places',
  holder_not_accredited: 'holder',
  changed_meanwhile: 'position',
};

/** The accepted fields as they were typed, for a page that refuses them later. */
async function repeat(fields: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(String) : String(value ?? ''),
    ]),
  );
}

/** The agréments are looked at on the day that the form says, else today. */
function dayOf(c: Request, crisis: Crisis, { values }: FormState): string {
  const said = values.date ?? '';
  return isDateString(said) ? said : localDate(c.get('ctx').clock.now(), zoneOfCrisis(crisis));
}

async function needPage(
  c: Request,
  crisis: Crisis,
  need: Need | undefined,
  state: FormState,
  /** What somebody else has saved since this form was opened. */
  meanwhile?: FormState['values'],
): Promise<Response> {
  const ctx = c.get('ctx');
  const m = texts(c.get('lang')).need.form;
  const calls = need ? await callsOf(ctx.db, crisis.id) : [];
  return page(c, {
    title: need ? m.edit : m.add,
    lead: m.lead,
    breadcrumbs: crumbs(c, crisis),
    mood: 'crisis',
    exercise: crisis.exercise,
    status: meanwhile ? 409 : Object.keys(state.errors).length > 0 ? 422 : 200,
    body: (
      <>
        <NeedForm
          {...state}
          meanwhile={meanwhile}
          sites={await sitesOf(ctx.db, crisis.id)}
          need={need}
          holders={await holdersIn(ctx, crisis.departments, dayOf(c, crisis, state))}
          timeZone={zoneOfCrisis(crisis)}
          locked={calls.some((call) => call.needId === need?.id && call.alerted > 0)}
        />
        {need ? <NeedEnding need={need} /> : null}
      </>
    ),
  });
}
