import { join } from 'node:path';
import type { Context } from '#platform/context.ts';
import type { DateString } from '#platform/kernel/dates.ts';
import type { Service } from '#platform/service.ts';
import { missionsApi } from './api.ts';
import { exportMissions, importMissions } from './commands.ts';
import { eraseMissionsPart } from './erase.ts';
import { jobs } from './jobs.ts';
import { mergeMissionsPart } from './merge.ts';
import { texts } from './messages/index.ts';
import { MODERATOR_ROLES, READER_ROLES } from './policy.ts';
import { missionKind } from './proof/credential.ts';
import { minutesBetween } from './queries/hours.ts';
import { countPublished } from './queries/search.ts';
import { pages } from './routes.tsx';
import { delaysOf } from './settings.ts';
import { engagementOf } from './syndication/settings.ts';
import { syncMissions } from './syndication/sync.ts';
import { todo } from './todo.ts';

export { EVERY_MISSION, findMissions, fittingMissions, type Search } from './actions/find.ts';
export { suggestedFor } from './actions/invite.ts';
export { missionsConsentChanged } from './actions/news.ts';
export { afterSignUp } from './after-sign-up.ts';
export { onOtherEngagements } from './calendar/own-calendar.ts';
export { missionById } from './queries/missions.ts';
export { remoteTasks } from './remote-tasks.ts';

/** Minutes of a volunteer that associations confirmed, from a day to another, both included. */
export async function confirmedMinutes(
  ctx: Context,
  volunteerId: string,
  period: { readonly from: DateString; readonly to: DateString },
): Promise<number> {
  return minutesBetween(ctx.db, volunteerId, period);
}

/** Missions: online and nearby volunteering as work, from a need to confirmed hours. */
export const service: Service = {
  name: 'missions',
  migrations: { module: 'missions', folder: join(import.meta.dirname, 'migrations') },
  pages,
  api: missionsApi,
  sitemaps: ['/missions/sitemap.xml'],
  commands: [importMissions, exportMissions, syncMissions],
  credentials: [missionKind],
  jobs,
  todo,
  erase: eraseMissionsPart,
  merge: mergeMissionsPart,
  door: { way: 'association', href: '/missions/manage' },
  navigation: [
    {
      href: '/missions',
      section: 'help',
      text: (lang) => texts(lang).search.nav,
      access: 'public',
      rank: 15,
    },
    {
      href: '/missions/mine',
      section: 'help',
      text: (lang) => texts(lang).application.nav,
      access: 'signed_in',
      rank: 21,
    },
    {
      href: '/missions/manage',
      section: 'associations',
      text: (lang) => texts(lang).manage.nav,
      access: READER_ROLES,
      rank: 16,
    },
    {
      href: '/missions/moderation',
      section: 'reviews',
      text: (lang) => texts(lang).moderation.nav,
      access: MODERATOR_ROLES,
      rank: 41,
    },
  ],
  figures: async (ctx, lang) => {
    const value = await countPublished(ctx.db);
    return [{ value, label: texts(lang).search.figure(value) }];
  },
  // A wrong setting stops the start, not the first application.
  start: async (ctx) => {
    delaysOf(ctx);
    engagementOf(ctx);
    return { stop: async () => {} };
  },
};
