import { recordAudit } from '#platform/audit/index.ts';
import { type Context, transaction } from '#platform/context.ts';
import { departmentByCode } from '#platform/geo/index.ts';
import type { Actor } from '#platform/kernel/actor.ts';
import { DEFAULT_TIME_ZONE, localDate } from '#platform/kernel/dates.ts';
import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { ENTRY_MINUTES } from '../domain/hours.ts';
import type { Span } from '../domain/icalendar.ts';
import { texts } from '../messages/index.ts';
import { applicationPath, writeToVolunteers } from '../notices.ts';
import { confirmHours, insertHours } from '../queries/hours.ts';
import {
  expectedAt,
  insertPresence,
  keepMeeting,
  type Meeting,
  meetingsOf,
} from '../queries/meetings.ts';
import { lockMission, type Mission } from '../queries/missions.ts';
import { writtenMoment } from './written-moment.ts';

export type MeetingRefusal =
  | 'not_possible_now'
  | 'meeting_reversed'
  | 'meeting_past'
  | 'meeting_long'
  | 'meeting_not_begun';

const LONGEST = 24 * 60 * 60_000;

/** Overseas departments have their own time. */
export function zoneOfMission({ department }: Pick<Mission, 'department'>): string {
  return departmentByCode(department)?.timeZone ?? DEFAULT_TIME_ZONE;
}

/** Adds a meeting, or moves one (`id`); the people of the mission are told. */
export async function setMeeting(
  ctx: Context,
  actor: Actor,
  mission: Mission,
  input: Span & { readonly id?: string; readonly place: string },
): Promise<Result<undefined, MeetingRefusal>> {
  const { startsAt, endsAt } = input;
  if (endsAt <= startsAt) return refuse('meeting_reversed');
  if (endsAt.getTime() - startsAt.getTime() > LONGEST) return refuse('meeting_long');
  if (startsAt <= ctx.clock.now()) return refuse('meeting_past');
  return change(ctx, actor, mission, input.id, 'set', (before) =>
    before?.cancelledAt
      ? undefined
      : {
          missionId: mission.id,
          id: input.id ?? ctx.ids.next<'meeting'>(),
          startsAt,
          endsAt,
          place: input.place.trim(),
          cancelledAt: null,
        },
  );
}

/** For good: it stays in calendars, struck out. */
export async function cancelMeeting(
  ctx: Context,
  actor: Actor,
  mission: Mission,
  id: string,
): Promise<Result<undefined, MeetingRefusal>> {
  const now = ctx.clock.now();
  return change(ctx, actor, mission, id, 'cancel', (before) =>
    before && !before.cancelledAt && before.startsAt > now
      ? { ...before, cancelledAt: now }
      : undefined,
  );
}

type Kept = Pick<Meeting, 'missionId' | 'id' | 'startsAt' | 'endsAt' | 'place' | 'cancelledAt'>;

async function change(
  ctx: Context,
  actor: Actor,
  mission: Mission,
  id: string | undefined,
  act: 'set' | 'cancel',
  decide: (before: Meeting | undefined) => Kept | undefined,
): Promise<Result<undefined, MeetingRefusal>> {
  return transaction(ctx, async (tx): Promise<Result<undefined, MeetingRefusal>> => {
    const locked = await lockMission(tx.db, mission.id);
    if (!locked || locked.state === 'cancelled') return refuse('not_possible_now');
    const before = (await meetingsOf(tx.db, mission.id)).find((meeting) => meeting.id === id);
    if (id !== undefined && !before) return refuse('not_possible_now');
    const kept = decide(before);
    if (!kept) return refuse('not_possible_now');
    await keepMeeting(tx.db, kept, tx.clock.now());
    await recordAudit(tx, actor, {
      action: `meeting.${act}`,
      subject: { kind: 'mission', id: mission.id },
      detail: { meeting: kept.id, startsAt: kept.startsAt.toISOString() },
    });
    const sequence = before ? before.sequence + 1 : 0;
    await writeToExpected(
      tx,
      mission,
      kept,
      `set:${sequence}`,
      act === 'set' ? 'set' : 'cancelled',
    );
    return ok();
  });
}

export type MeetingNews = 'set' | 'cancelled' | 'day' | 'hour';

/** To those who hold a place; a reminder that comes too late is not sent. */
export async function writeToExpected(
  tx: Context,
  mission: Mission,
  meeting: Kept,
  key: string,
  news: MeetingNews,
): Promise<void> {
  const people = (await expectedAt(tx.db, mission.id, meeting.id)).filter(
    ({ came }) => came === null,
  );
  const timeZone = zoneOfMission(mission);
  await writeToVolunteers(
    tx,
    people.map(({ volunteerId, applicationId }) => ({
      volunteerId,
      key: `meeting:${meeting.id}:${key}`,
      timeZone,
      expiresAt: meeting.startsAt,
      mail: (lang, firstName) =>
        texts(lang).calendar.mail(news, {
          firstName,
          mission: mission.title,
          moment: writtenMoment(lang, meeting, timeZone),
          place: meeting.place,
          link: tx.config.publicUrl + applicationPath(mission.id, applicationId),
        }),
    })),
  );
}

/**
 * Who came, said once per person when it has begun: whoever came has the hours of the meeting,
 * confirmed. Somebody of whom nothing is said stays open.
 */
export async function markPresence(
  ctx: Context,
  actor: Actor,
  mission: Mission,
  meetingId: string,
  said: ReadonlyMap<string, boolean>,
): Promise<Result<undefined, MeetingRefusal>> {
  return transaction(ctx, async (tx): Promise<Result<undefined, MeetingRefusal>> => {
    await lockMission(tx.db, mission.id);
    const meeting = (await meetingsOf(tx.db, mission.id)).find(({ id }) => id === meetingId);
    if (!meeting || meeting.cancelledAt) return refuse('not_possible_now');
    const now = tx.clock.now();
    if (meeting.startsAt > now) return refuse('meeting_not_begun');
    const by = actor.kind === 'person' ? actor.accountId : null;
    let [present, absent] = [0, 0];
    for (const { applicationId, volunteerId } of await expectedAt(tx.db, mission.id, meetingId)) {
      const came = said.get(applicationId);
      if (came === undefined) continue;
      const presence = { missionId: mission.id, meetingId, applicationId, came };
      if (!(await insertPresence(tx.db, presence, now))) continue;
      if (!came) {
        absent += 1;
        continue;
      }
      present += 1;
      const minutes = minutesOf(meeting);
      const id = tx.ids.next<'hours'>();
      await insertHours(tx.db, {
        id,
        missionId: mission.id,
        applicationId,
        volunteerId,
        organisationId: mission.organisationId,
        day: localDate(meeting.startsAt, zoneOfMission(mission)),
        minutes,
        now,
      });
      await confirmHours(tx.db, mission.id, [{ id, minutes }], by, now);
    }
    if (present + absent === 0) return refuse('not_possible_now');
    await recordAudit(tx, actor, {
      action: 'meeting.presence',
      subject: { kind: 'mission', id: mission.id },
      detail: { meeting: meetingId, present, absent },
    });
    return ok();
  });
}

function minutesOf({ startsAt, endsAt }: Span): number {
  const minutes = Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000);
  return Math.min(ENTRY_MINUTES.max, Math.max(1, minutes));
}
