import type { Context } from '#platform/context.ts';
import type { Request } from '#platform/http/env.ts';
import { forbiddenPage, notFoundPage } from '#platform/http/pages.tsx';
import type { Actor } from '#platform/kernel/actor.ts';
import { DEFAULT_TIME_ZONE } from '#platform/kernel/dates.ts';
import { type SiteUnderWay, sitesUnderWay } from '../queries/attendance.ts';
import { type Crisis, crisisById } from '../queries/crises.ts';
import { type Site, sitesOf } from '../queries/needs.ts';
import { mayRunSite } from './policy.ts';
import type { Sheet } from './sheet.ts';

const UUID = '[0-9a-f]{8}-[0-9a-f-]{27}';
export const FIELD = '/field';
export const SITE_PATH = `${FIELD}/:crisis{${UUID}}/:site{${UUID}}`;

export interface Place {
  readonly crisis: Crisis;
  readonly site: Site;
  readonly path: string;
}

/** The site of the address when the actor receives people there; else the answer that says why not. */
export async function placeOf(c: Request): Promise<Place | Response> {
  // A page of one crisis speaks of it alone, an exercise above all.
  c.set('banner', undefined);
  const { db } = c.get('ctx');
  const crisis = await crisisById(db, c.req.param('crisis') as string);
  const sites = crisis ? await sitesOf(db, crisis.id) : [];
  const site = sites.find(({ id }) => id === c.req.param('site'));
  if (!crisis || !site) return notFoundPage(c);
  if (!mayRunSite(c.get('actor'), crisis, site)) return forbiddenPage(c);
  return { crisis, site, path: sitePath(crisis.id, site.id) };
}

export function sitePath(crisisId: string, siteId: string): string {
  return `${FIELD}/${crisisId}/${siteId}`;
}

/** The sites where the actor may receive people now. */
export async function ownSites({ db }: Context, actor: Actor): Promise<SiteUnderWay[]> {
  return (await sitesUnderWay(db)).filter((site) => mayRunSite(actor, site, site));
}

export function zoneOf({ lines }: Pick<Sheet, 'lines'>): string {
  return lines[0]?.timeZone ?? DEFAULT_TIME_ZONE;
}
