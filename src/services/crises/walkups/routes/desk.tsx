import { render } from 'preact-render-to-string';
import { z } from 'zod';
import { recordAudit } from '#platform/audit/index.ts';
import { plainText } from '#platform/geo/index.ts';
import type { Request } from '#platform/http/env.ts';
import { parseForm } from '#platform/http/form.ts';
import { FrameProvider } from '#platform/http/frame.ts';
import { forbiddenPage, frameOf, notFoundPage, page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { readPhone } from '#platform/messaging/index.ts';
import { REFUSALS } from '../../domain/walk-up.ts';
import { PAGE_ROLES } from '../../policy.ts';
import { acksOf, presentBriefing } from '../../queries/briefing.ts';
import type { Crisis } from '../../queries/crises.ts';
import { intakeOf, slotsOf, turnedAway } from '../../queries/intake.ts';
import { sitesOf } from '../../queries/needs.ts';
import {
  groupMembers,
  listWalkUps,
  maybeSameWalkUps,
  type WalkUp,
  walkUpById,
  walkUpCounts,
  walkUpsInStates,
} from '../../queries/walk-ups.ts';
import { crumbs, LIVE_SCRIPT, viewed } from '../../routes/crises.tsx';
import { CRISIS_PATH, crisisIdOf, translated, typed } from '../../routes/forms.ts';
import { streamFragments } from '../../routes/live.tsx';
import {
  addAtDesk,
  type DeskRefusal,
  makePair,
  moveAtDesk,
  refuseAtDesk,
  sendToSite,
  undoPair,
} from '../actions/desk.ts';
import { walkUpTexts } from '../messages/index.ts';
import { sizeField } from '../sign-up-form.ts';
import { DeskCounts, type DeskCountsProps } from '../views/desk-counts.tsx';
import { DeskPage, MaybeSame } from '../views/desk-page.tsx';
import { WalkUpPage } from '../views/walk-up-page.tsx';
import { DESK_FILTERS, type DeskFilter, walkUpName } from '../views/walk-up-words.ts';

const UUID = '[0-9a-f]{8}-[0-9a-f-]{27}';
const DESK_PATH = `${CRISIS_PATH}/desk`;
export const PERSON_PATH = `${DESK_PATH}/:person{${UUID}}`;
const LIST = 200;

const name = (missing: string) => z.string(missing).trim().min(1, missing).max(80, 'name_long');
const addForm = z
  .object({
    first_name: name('first_name_missing'),
    last_name: name('last_name_missing'),
    phone: z
      .string()
      .trim()
      .default('')
      .transform((text) => (text === '' ? null : (readPhone(text)?.e164 ?? 'wrong')))
      .refine((phone) => phone !== 'wrong', 'phone_wrong'),
    size: sizeField,
    adult: z.string().optional(),
    agreed: z.string('agreed_missing'),
    too_young: z.string().optional(),
    somebody_else: z.string().optional(),
  })
  .refine(({ adult, too_young }) => adult !== undefined || too_young !== undefined, {
    path: ['adult'],
    message: 'adult_missing',
  });

const actForm = z.object({
  act: z.enum(['arrive', 'leave', 'refuse', 'send', 'pair', 'unpair']),
  group: z.string().optional(),
  reason: z.enum(REFUSALS).optional().catch(undefined),
  slot: z.string().default(''),
  briefed: z.coerce.number().int().optional().catch(undefined),
  partner: z.string().default(''),
});

/** The agent's desk, on a tablet at the door of the town hall. */
export function receptionPages(pages: Routes): void {
  pages.get(DESK_PATH, PAGE_ROLES.read_roster, async (c) => {
    const crisis = await viewed(c, 'read_roster');
    return crisis instanceof Response ? crisis : showDesk(c, crisis);
  });

  pages.get(`${DESK_PATH}/events`, PAGE_ROLES.read_roster, async (c) => {
    const crisis = await viewed(c, 'read_roster');
    if (crisis instanceof Response) return crisis;
    const frame = frameOf(c, crisis.exercise);
    return streamFragments(c, crisis.id, `desk:${frame.lang}`, async () => {
      const counts = await countsOf(c, crisis);
      return (
        counts &&
        render(
          <FrameProvider value={{ ...frame, now: c.get('ctx').clock.now() }}>
            <DeskCounts {...counts} />
          </FrameProvider>,
        )
      );
    });
  });

  pages.post(DESK_PATH, PAGE_ROLES.read_roster, async (c) => {
    const crisis = await viewed(c, 'read_roster');
    if (crisis instanceof Response) return crisis;
    const m = walkUpTexts(c.get('lang')).desk;
    const form = await parseForm(c, addForm);
    if (!form.ok) {
      return showDesk(c, crisis, {
        values: typed(form.raw),
        errors: translated(form.errors, m.errors),
      });
    }
    const { value } = form;
    const added = await addAtDesk(c.get('ctx'), c.get('actor'), crisis.id, {
      firstName: value.first_name,
      lastName: value.last_name,
      phone: value.phone,
      size: value.size,
      tooYoung: value.too_young !== undefined && value.adult === undefined,
      lang: c.get('lang'),
      isSomebodyElse: value.somebody_else !== undefined,
    });
    if (!added.ok) return refusal(c, crisis, added.error);
    if (added.value.kind === 'added')
      return c.redirect(`/crises/${crisis.id}/desk?done=added`, 303);
    return page(c, {
      title: m.same_title,
      lead: m.same_text,
      breadcrumbs: deskCrumbs(c, crisis),
      mood: 'crisis',
      exercise: crisis.exercise,
      status: 409,
      body: (
        <MaybeSame
          crisis={crisis}
          people={added.value.people}
          values={{
            first_name: value.first_name,
            last_name: value.last_name,
            phone: value.phone ?? '',
            size: String(value.size),
            agreed: 'on',
            ...(value.adult && { adult: 'on' }),
            ...(value.too_young && { too_young: 'on' }),
          }}
        />
      ),
    });
  });

  pages.get(PERSON_PATH, PAGE_ROLES.read_roster, async (c) => {
    const crisis = await viewed(c, 'read_roster');
    return crisis instanceof Response ? crisis : showPerson(c, crisis);
  });

  pages.post(PERSON_PATH, PAGE_ROLES.read_roster, async (c) => {
    const crisis = await viewed(c, 'read_roster');
    if (crisis instanceof Response) return crisis;
    const form = await parseForm(c, actForm);
    if (!form.ok) return showPerson(c, crisis);
    const done = await act(c, form.value);
    if (done.ok) return c.redirect(`/crises/${crisis.id}/desk?done=${form.value.act}`, 303);
    return refusal(c, crisis, done.error);
  });
}

async function act(c: Request, value: z.output<typeof actForm>) {
  const ctx = c.get('ctx');
  const actor = c.get('actor');
  const whom = {
    crisisId: crisisIdOf(c),
    id: c.req.param('person') ?? '',
    wholeGroup: value.group !== undefined,
  };
  switch (value.act) {
    case 'arrive':
    case 'leave':
      return moveAtDesk(ctx, actor, whom, value.act);
    case 'refuse':
      return value.reason
        ? refuseAtDesk(ctx, actor, whom, value.reason)
        : ({ ok: false, error: 'refusal_missing' } as const);
    case 'send':
      return value.slot
        ? sendToSite(ctx, actor, {
            ...whom,
            slotId: value.slot,
            briefingVersion: value.briefed ?? null,
          })
        : ({ ok: false, error: 'slot_missing' } as const);
    case 'pair':
      return makePair(ctx, actor, { ...whom, partnerId: value.partner });
    case 'unpair':
      return undoPair(ctx, actor, whom);
  }
}

type Problem = DeskRefusal | 'refusal_missing' | 'slot_missing';

function refusal(c: Request, crisis: Crisis, error: Problem): Response | Promise<Response> {
  if (error === 'out_of_territory') return forbiddenPage(c);
  if (error === 'not_found' || c.req.param('person') === undefined) {
    return error === 'crisis_over' ? showDesk(c, crisis) : notFoundPage(c);
  }
  return showPerson(c, crisis, error);
}

async function countsOf(c: Request, crisis: Crisis): Promise<DeskCountsProps | undefined> {
  const { db } = c.get('ctx');
  const intake = await intakeOf(db, crisis.id);
  if (!intake) return undefined;
  return {
    intake,
    counts: await walkUpCounts(db, crisis.id),
    turnedAway: await turnedAway(db, crisis.id),
    slots: await slotsOf(db, crisis.id),
    sites: await sitesOf(db, crisis.id),
  };
}

async function showDesk(
  c: Request,
  crisis: Crisis,
  refused: {
    readonly values?: Readonly<Record<string, string>>;
    readonly errors?: Readonly<Record<string, string>>;
  } = {},
): Promise<Response> {
  const ctx = c.get('ctx');
  const m = walkUpTexts(c.get('lang')).desk;
  const shared = { breadcrumbs: crumbs(c, crisis), exercise: crisis.exercise, wide: true };
  const counts = await countsOf(c, crisis);
  if (!counts) {
    return page(c, {
      ...shared,
      title: m.title(crisis.title),
      mood: 'crisis',
      body: (
        <p>
          {m.closed}{' '}
          <a href={`/crises/${crisis.id}/intake`}>{walkUpTexts(c.get('lang')).intake.nav}</a>
        </p>
      ),
    });
  }
  const asked = c.req.query('show') ?? '';
  const filter = asked in DESK_FILTERS ? (asked as DeskFilter) : 'here';
  const search = (c.req.query('name') ?? '').slice(0, 80);
  const states = search === '' ? DESK_FILTERS[filter] : Object.values(DESK_FILTERS).flat();
  await auditReading(c, crisis);
  return page(c, {
    ...shared,
    title: m.title(crisis.title),
    lead: m.lead,
    mood: 'crisis',
    ...(refused.errors && { status: 422 as const }),
    body: (
      <DeskPage
        crisis={crisis}
        counts={counts}
        people={
          await listWalkUps(ctx.db, crisis.id, {
            states,
            name: plainText(search),
            limit: LIST,
          })
        }
        filter={search === '' ? filter : undefined}
        search={search}
        values={refused.values ?? {}}
        errors={refused.errors ?? {}}
        added={c.req.query('done') === 'added'}
        script={LIVE_SCRIPT()}
      />
    ),
  });
}

async function showPerson(c: Request, crisis: Crisis, problem?: Problem): Promise<Response> {
  const { db } = c.get('ctx');
  const m = walkUpTexts(c.get('lang')).desk;
  const id = c.req.param('person') ?? '';
  const walkUp = await walkUpById(db, crisis.id, id);
  const intake = await intakeOf(db, crisis.id);
  if (!walkUp || !intake) return notFoundPage(c);
  const group = await groupMembers(db, crisis.id, walkUp.groupId);
  const there = await walkUpsInStates(db, crisis.id, ['arrived', 'on_site']);
  const alone = (one: WalkUp) => one.id !== id && one.pairId === null;
  await auditReading(c, crisis);
  return page(c, {
    title: walkUpName(c.get('lang'), walkUp, group[0]),
    breadcrumbs: deskCrumbs(c, crisis),
    mood: 'crisis',
    exercise: crisis.exercise,
    ...(problem && { status: 422 as const }),
    body: (
      <WalkUpPage
        crisis={crisis}
        intake={intake}
        walkUp={walkUp}
        group={group}
        partner={there.find((one) => one.id !== id && one.pairId && one.pairId === walkUp.pairId)}
        partners={there.filter((one) => one.state === 'arrived' && alone(one))}
        same={
          await maybeSameWalkUps(db, crisis.id, {
            phone: walkUp.phone,
            nameKey: walkUp.nameKey,
            exceptGroup: walkUp.groupId,
          })
        }
        slots={await slotsOf(db, crisis.id)}
        sites={await sitesOf(db, crisis.id)}
        briefing={await presentBriefing(db, crisis.id)}
        acks={await acksOf(db, crisis.id, [id])}
        problem={problem ? m.errors[problem as keyof typeof m.errors] : undefined}
      />
    ),
  });
}

function deskCrumbs(c: Request, crisis: Crisis) {
  const m = walkUpTexts(c.get('lang')).desk;
  return [
    ...crumbs(c, crisis),
    { text: m.title('').replace(/\s*:\s*$/, ''), href: `/crises/${crisis.id}/desk` },
  ];
}

/** A list of people with their numbers: who reads it is kept. */
async function auditReading(c: Request, crisis: Crisis): Promise<void> {
  await recordAudit(c.get('ctx'), c.get('actor'), {
    action: 'walk_ups.read',
    subject: { kind: 'crisis', id: crisis.id },
  });
}
