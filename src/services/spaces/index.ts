import { join } from 'node:path';
import type { Context } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import type { Service } from '#platform/service.ts';
import { spacesApi } from './api.ts';
import { BOOKING_MONTHS, VISIT_YEARS } from './domain/visits.ts';
import { eraseSpacesPart } from './erase.ts';
import { jobs } from './jobs.ts';
import { texts } from './messages/index.ts';
import {
  HOST_ROLES,
  REVIEWER_ROLES,
  reachedBy,
  SUPERVISOR_ROLES,
  supervises as supervisesSpace,
} from './policy.ts';
import { countLabelled, type Space, selectSpace, spacesOf } from './queries/spaces.ts';
import { pages } from './routes.tsx';
import { todo } from './todo.ts';

export { type Visits, visitsOf } from './actions/history.ts';
export { labelledOn } from './actions/labelled.ts';
export { CRITERION_IDS as LABEL_CRITERIA } from './domain/criteria.ts';
export type { Space } from './queries/spaces.ts';

export async function spaceById(ctx: Context, id: string): Promise<Space | undefined> {
  return isUuid(id) ? selectSpace(ctx.db, id) : undefined;
}

/** For the names of roles: a role for a space has the space as its organisation. */
export async function spaceName(ctx: Context, id: string): Promise<string | undefined> {
  return (await spaceById(ctx, id))?.name;
}

/** May this person supervise certification sessions in this space? */
export async function supervises(ctx: Context, actor: Actor, spaceId: string): Promise<boolean> {
  const space = await spaceById(ctx, spaceId);
  return space !== undefined && !space.closedAt && supervisesSpace(actor, space);
}

/** Spaces in which this person may supervise certification sessions. */
export async function supervisedSpaces(ctx: Context, actor: Actor): Promise<Space[]> {
  return spacesOf(ctx.db, [], reachedBy(actor, SUPERVISOR_ROLES));
}

/** Public digital spaces: their label, their hours, who comes and who books a computer. */
export const service: Service = {
  name: 'spaces',
  migrations: { module: 'spaces', folder: join(import.meta.dirname, 'migrations') },
  pages,
  api: spacesApi,
  jobs,
  erase: eraseSpacesPart,
  todo,
  navigation: [
    {
      href: '/spaces',
      section: 'learn',
      text: (lang) => texts(lang).publicTexts.nav,
      access: 'public',
      rank: 25,
    },
    {
      href: '/spaces/mine',
      section: 'learn',
      text: (lang) => texts(lang).mine.nav,
      access: 'signed_in',
      rank: 27,
    },
    {
      href: '/spaces/manage',
      section: 'learn',
      text: (lang) => texts(lang).manage.nav,
      access: HOST_ROLES,
      rank: 26,
    },
    {
      href: '/spaces/label-queue',
      section: 'reviews',
      text: (lang) => texts(lang).review.nav,
      access: REVIEWER_ROLES,
      rank: 42,
    },
  ],
  keeps: (_, lang) => texts(lang).mine.keeps(VISIT_YEARS, BOOKING_MONTHS),
  figures: async (ctx, lang) => {
    const value = await countLabelled(ctx.db, localDate(ctx.clock.now()));
    return value > 0 ? [{ value, label: texts(lang).publicTexts.figure(value) }] : [];
  },
};
