import { z } from 'zod';
import type { Request } from '#platform/http/env.ts';
import { parseForm } from '#platform/http/form.ts';
import { forbiddenPage, notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import {
  DEFAULT_PARAMETERS,
  moveCallOut,
  previewAudience,
  startCallOut,
} from '../actions/call-out.ts';
import { texts } from '../messages/index.ts';
import { PAGE_ROLES } from '../policy.ts';
import type { CallOutParameters } from '../queries/call-outs.ts';
import { callsOf } from '../queries/needs.ts';
import { CallPage, isLive } from '../views/call-page.tsx';
import { crumbs } from './crises.tsx';
import { NEED_PATH, needKeyOf } from './forms.ts';
import { needOfPage } from './needs.tsx';

/** A number of a form within bounds; anything else is the default. */
const bounded = (low: number, high: number, otherwise: number) =>
  z.coerce.number().min(low).max(high).catch(otherwise);

/** What a form says of the settings; those of the running call, else the usual ones, where it is silent. */
function settingsOf(fields: Readonly<Record<string, unknown>>, usual: CallOutParameters) {
  const said = fields.extra !== undefined;
  return z
    .object({
      extra: bounded(0, 200, usual.extraKm),
      no_show: bounded(0, 50, Math.round(usual.noShow * 100)),
      budget: bounded(1, 50, usual.alertBudget.max),
      night: z.literal('on').optional().catch(undefined),
    })
    .transform(
      ({ extra, no_show, budget, night }): CallOutParameters => ({
        extraKm: extra,
        noShow: no_show / 100,
        alertBudget: { ...usual.alertBudget, max: Math.floor(budget) },
        // A box that is not ticked is not sent.
        night: said ? night === 'on' : usual.night,
      }),
    )
    .parse(fields);
}

const start = z.object({
  policy: z.enum(['adaptive', 'everyone']),
  justification: z.string().max(500).default(''),
  extra: z.string().optional(),
  no_show: z.string().optional(),
  budget: z.string().optional(),
  night: z.string().optional(),
});

export function callPages(pages: Routes): void {
  pages.get(`${NEED_PATH}/call`, PAGE_ROLES.manage, (c) => callPage(c, c.req.query(), {}, ''));

  pages.post(`${NEED_PATH}/call`, PAGE_ROLES.manage, async (c) => {
    const parsed = await parseForm(c, start);
    const key = needKeyOf(c);
    const self = `/crises/${key.crisisId}/needs/${key.needId}/call`;
    if (!parsed.ok) return c.redirect(self, 303);
    const { policy, justification, ...fields } = parsed.value;
    const parameters = settingsOf(fields, DEFAULT_PARAMETERS);
    const started = await startCallOut(c.get('ctx'), c.get('actor'), {
      ...key,
      policy,
      justification,
      parameters,
    });
    if (started.ok) return c.redirect(`/crises/${key.crisisId}`, 303);
    const m = texts(c.get('lang')).need;
    switch (started.error) {
      case 'not_found':
        return notFoundPage(c);
      case 'out_of_territory':
        return forbiddenPage(c);
      case 'justification_missing':
        return callPage(
          c,
          fields,
          { justification: m.call.errors.justification_missing },
          justification,
        );
      case 'already_calling':
      case 'already_full':
      case 'crisis_not_active':
      case 'shift_over':
        return callPage(c, fields, { policy: m.call.errors[started.error] }, justification);
      case 'crisis_over':
      case 'need_over':
      case 'transition_not_allowed':
        return callPage(c, fields, { policy: m.errors[started.error] }, justification);
    }
  });

  pages.post(`${NEED_PATH}/call/move`, PAGE_ROLES.manage, async (c) => {
    const parsed = await parseForm(c, z.object({ move: z.enum(['pause', 'resume', 'stop']) }));
    const key = needKeyOf(c);
    const self = `/crises/${key.crisisId}/needs/${key.needId}/call`;
    if (!parsed.ok) return c.redirect(self, 303);
    const moved = await moveCallOut(c.get('ctx'), c.get('actor'), { ...key, ...parsed.value });
    if (!moved.ok && moved.error === 'not_found') return notFoundPage(c);
    if (!moved.ok && moved.error === 'out_of_territory') return forbiddenPage(c);
    return c.redirect(moved.ok ? self : `/crises/${key.crisisId}?problem=state`, 303);
  });
}

async function callPage(
  c: Request,
  fields: Readonly<Record<string, unknown>>,
  errors: Readonly<Record<string, string>>,
  justification: string,
): Promise<Response> {
  const found = await needOfPage(c);
  if (found instanceof Response) return found;
  const ctx = c.get('ctx');
  const key = needKeyOf(c);
  const calls = await callsOf(ctx.db, key.crisisId);
  const call = calls.find(({ needId }) => needId === key.needId);
  const live = call !== undefined && isLive(call);
  const parameters = settingsOf(fields, live ? call.parameters : DEFAULT_PARAMETERS);
  const ways = c.req.queries('ways[]') ?? [];
  const preview = await previewAudience(ctx, c.get('actor'), key, parameters, ways);
  if (!preview.ok) return notFoundPage(c);
  const m = texts(c.get('lang')).need.call;
  return page(c, {
    title: found.need.position,
    ...(live ? {} : { lead: m.lead }),
    wide: true,
    breadcrumbs: crumbs(c, found.crisis),
    mood: 'crisis',
    exercise: found.crisis.exercise,
    status: Object.keys(errors).length > 0 ? 422 : 200,
    body: (
      <CallPage
        crisis={found.crisis}
        preview={preview.value}
        parameters={parameters}
        call={call}
        now={ctx.clock.now()}
        errors={errors}
        justification={justification}
      />
    ),
  });
}
