import { join } from 'node:path';
import type { Context } from '#platform/context.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import type { Service } from '#platform/service.ts';
import { spacesApi } from './api.ts';
import { texts } from './messages/index.ts';
import { supervises as supervisesSpace } from './policy.ts';
import { countLabelled, type Space, selectSpace } from './queries/spaces.ts';
import { pages } from './routes.tsx';

export { type Visits, visitsOf } from './actions/history.ts';
export { labelledOn } from './actions/labelled.ts';
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

/** Public digital spaces: their label, their hours, who comes and who books a computer. */
export const service: Service = {
  name: 'spaces',
  migrations: { module: 'spaces', folder: join(import.meta.dirname, 'migrations') },
  pages,
  api: spacesApi,
  navigation: [
    { href: '/spaces', text: (lang) => texts(lang).publicTexts.nav, access: 'public', rank: 25 },
  ],
  figures: async (ctx, lang) => {
    const value = await countLabelled(ctx.db, localDate(ctx.clock.now()));
    return value > 0 ? [{ value, label: texts(lang).publicTexts.figure(value) }] : [];
  },
};
