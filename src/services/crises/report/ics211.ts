import { stringify } from 'csv-stringify/sync';
import type { Context } from '#platform/context.ts';
import { communeByCode } from '#platform/geo/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { peopleByIds } from '#services/volunteers/index.ts';
import { holderNames } from '../holders.ts';
import { presencesOf } from '../queries/attendance.ts';
import type { Crisis } from '../queries/crises.ts';
import { walkUpNames } from '../queries/hours.ts';
import { type Need, needsOf, sitesOf } from '../queries/needs.ts';
import { reportRows } from '../queries/report.ts';
import { reportTexts } from './messages/index.ts';

const HOUR = 3_600_000;

/**
 * Everybody who arrived, in the columns of the incident check-in list ICS 211, for the software of
 * other services. Nobody here checks in as a strike team, nor says how they travelled: left empty.
 */
export async function ics211(ctx: Context, lang: Lang, crisis: Crisis): Promise<string> {
  const m = reportTexts(lang);
  const [presences, needs, sites, { places }] = [
    await presencesOf(ctx.db, crisis.id),
    await needsOf(ctx.db, crisis.id),
    await sitesOf(ctx.db, crisis.id),
    await reportRows(ctx.db, crisis.id),
  ];
  const holders = await holderNames(ctx, needs);
  const volunteers = presences.filter(({ personKind }) => personKind === 'volunteer');
  const people = await peopleByIds(ctx, [...new Set(volunteers.map(({ personId }) => personId))]);
  const walkUps = await walkUpNames(ctx.db, crisis.id);
  const siteNames = new Map(sites.map((site) => [site.id, site]));
  const made = ctx.clock.now().toISOString();
  const rows = presences.map((presence) => {
    const person = people.get(presence.personId);
    const named = person ?? walkUps.get(presence.personId);
    const site = siteNames.get(presence.siteId);
    const need = shiftOf(presence, needs, places);
    const holder = need?.holderId ? holders.get(need.holderId) : undefined;
    const values: Record<keyof typeof m.ics, string> = {
      exercise: crisis.exercise ? m.exercise : '',
      crisis: crisis.title,
      site: site ? `${site.name}, ${communeByCode(site.commune)?.name ?? site.commune}` : '',
      agency: crisis.agencies.join(', '),
      category: 'Personnel',
      kind: need?.position ?? '',
      type: m.person_kinds[presence.personKind],
      name: named ? `${named.lastName.toUpperCase()} ${named.firstName}` : m.erased,
      st_tf: '',
      order: need?.id ?? '',
      check_in: presence.from.toISOString(),
      leader: holder ?? '',
      people: '1',
      contact: named?.phone ?? person?.email ?? '',
      home_unit: person?.department ?? '',
      departure: presence.to?.toISOString() ?? '',
      travel: '',
      assignment: need ? `${need.position}, ${site?.name ?? ''}` : (site?.name ?? ''),
      qualifications: '',
      resources: made,
    };
    return (Object.keys(m.ics) as (keyof typeof m.ics)[]).map((column) => values[column]);
  });
  return stringify([Object.values(m.ics), ...rows], {
    bom: true,
    delimiter: ';',
    escape_formulas: true,
  });
}

/** The shift that somebody came for: a place they held whose time is around that of their arrival. */
function shiftOf(
  presence: { readonly personId: string; readonly from: Date },
  needs: readonly Need[],
  places: readonly { readonly needId: string; readonly personId: string; readonly state: string }[],
): Need | undefined {
  const held = new Set(
    places.flatMap(({ needId, personId, state }) =>
      personId === presence.personId && state === 'confirmed' ? [needId] : [],
    ),
  );
  const at = presence.from.getTime();
  const distance = (need: Need) =>
    Math.max(need.startsAt.getTime() - at, at - need.endsAt.getTime(), 0);
  return needs
    .filter((need) => held.has(need.id) && distance(need) < 6 * HOUR)
    .toSorted((a, b) => distance(a) - distance(b))[0];
}
