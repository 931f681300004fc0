import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import { certificatePdf, issue } from '#platform/credentials/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { localDate } from '#platform/kernel/dates.ts';
import { organisationById } from '#services/associations/index.ts';
import { peopleByIds } from '#services/volunteers/index.ts';
import type { SeenApplication } from '../actions/apply.ts';
import { minutesText } from '../domain/hours.ts';
import { texts } from '../messages/index.ts';
import { engagementOf } from '../queries/hours.ts';
import { lockMission } from '../queries/missions.ts';
import { volunteeringCredential } from './credential.ts';
import { writtenDay } from './written-day.ts';

/**
 * Signs what the association confirmed, when the volunteer asks for it: before that nobody can look her
 * up. Undefined for anybody else, and while nothing is confirmed.
 */
export async function volunteeringCertificate(
  ctx: Context,
  actor: Actor,
  lang: Lang,
  { application, mission, side }: SeenApplication,
): Promise<Buffer | undefined> {
  if (side !== 'volunteer') return undefined;
  const person = (await peopleByIds(ctx, [application.volunteerId])).get(application.volunteerId);
  if (!person) return undefined;
  const m = texts(lang).proof;
  const name = `${person.firstName} ${person.lastName}`;
  const association = (await organisationById(ctx, mission.organisationId))?.name ?? 'Renfort';
  const certified = await transaction(ctx, async (tx) => {
    // A correction of the same moment comes before or after, never between the reading and the signing.
    await lockMission(tx.db, mission.id);
    const engagement = await engagementOf(tx.db, mission.id, application.id);
    if (!engagement) return undefined;
    await recordAudit(tx, actor, {
      action: 'volunteering.certified',
      subject: { kind: 'application', id: application.id },
      detail: { mission: mission.id, minutes: engagement.minutes },
    });
    const facts = { lang, application, mission, name, association, engagement };
    return { engagement, issued: await issue(tx, volunteeringCredential(facts)) };
  });
  if (!certified) return undefined;
  const { engagement, issued } = certified;
  return certificatePdf(ctx, {
    lang,
    title: m.title,
    author: association,
    warning: mission.source === 'demo' ? texts(lang).application.demoNote : undefined,
    before: [m.says(association)],
    holder: name,
    after: [m.gave(mission.title)],
    table: {
      columns: [
        { label: m.days, wide: 2 },
        { label: m.hours, numeric: true },
      ],
      rows: [
        [
          engagement.days.map((day) => writtenDay(lang, day)).join(', '),
          minutesText(engagement.minutes),
        ],
      ],
    },
    closing: [m.purpose, m.made(writtenDay(lang, localDate(issued.issuedAt)))],
    issued,
  });
}
