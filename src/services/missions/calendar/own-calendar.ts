import { createHash } from 'node:crypto';
import type { Context } from '#platform/context.ts';
import { communeByCode } from '#platform/geo/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { addDays, localDate } from '#platform/kernel/dates.ts';
import { type CalendarEvent, overlaps, type Span } from '../domain/icalendar.ts';
import { type ApplicationState, ON_BOARD } from '../domain/states.ts';
import { texts } from '../messages/index.ts';
import { applicationPath } from '../notices.ts';
import {
  dropFeed,
  feedOwner,
  keepFeed,
  type OwnMeeting,
  ownDeadlines,
  ownMeetings,
} from '../queries/meetings.ts';
import { zoneOfMission } from './meetings.ts';

/** Something of another service that takes somebody's time. */
export interface OtherEngagement extends Span {
  readonly title: string;
}

type OtherEngagements = (
  ctx: Context,
  volunteerId: string,
  span: Span,
) => Promise<readonly OtherEngagement[]>;

let otherEngagements: OtherEngagements = async () => [];

/** Called by app.ts with what crises know: a confirmed place there takes time too. */
export function onOtherEngagements(source: OtherEngagements): void {
  otherEngagements = source;
}

/** What is past stays readable in calendars for a while. */
const KEPT_DAYS = 90;

/** Everything that somebody's calendar shows: meetings, and the last day of each mission. */
export async function ownEvents(
  ctx: Context,
  lang: Lang,
  volunteerId: string,
): Promise<readonly CalendarEvent[]> {
  const since = addDays(localDate(ctx.clock.now()), -KEPT_DAYS);
  const meetings = await ownMeetings(ctx.db, volunteerId, new Date(`${since}T00:00:00Z`));
  const deadlines = await ownDeadlines(ctx.db, volunteerId, since);
  const { publicUrl } = ctx.config;
  return [
    ...meetings.map((meeting) => eventOf(publicUrl, meeting)),
    ...deadlines.map((deadline) => ({
      uid: uidOf(publicUrl, 'mission', deadline.missionId),
      sequence: deadline.version,
      changedAt: deadline.updatedAt,
      cancelled: isOver(deadline),
      when: { day: deadline.day },
      title: texts(lang).calendar.deadline(deadline.title),
      place: '',
      link: publicUrl + applicationPath(deadline.missionId, deadline.applicationId),
    })),
  ];
}

export function eventOf(publicUrl: string, meeting: OwnMeeting): CalendarEvent {
  const { startsAt, endsAt } = meeting;
  return {
    uid: uidOf(publicUrl, 'meeting', meeting.id),
    sequence: meeting.sequence,
    changedAt: meeting.changedAt,
    cancelled: meeting.cancelledAt !== null || isOver(meeting),
    when: { startsAt, endsAt, timeZone: zoneOfMission(meeting) },
    title: meeting.title,
    place: meeting.place || (communeByCode(meeting.communeCode ?? '')?.name ?? ''),
    link: publicUrl + applicationPath(meeting.missionId, meeting.applicationId),
  };
}

function isOver(part: { readonly state: ApplicationState; readonly missionState: string }) {
  return !ON_BOARD.has(part.state) || part.missionState === 'cancelled';
}

function uidOf(publicUrl: string, kind: 'meeting' | 'mission', id: string): string {
  return `${kind}-${id}@${new URL(publicUrl).hostname}`;
}

export interface Conflict {
  readonly meeting: Span;
  readonly other: OtherEngagement;
}

/** Where these meetings fall at the same time as something else that somebody is expected at. */
export async function conflictsOf(
  ctx: Context,
  volunteerId: string,
  missionId: string,
  meetings: readonly Span[],
): Promise<readonly Conflict[]> {
  const now = ctx.clock.now();
  const coming = meetings.filter(({ endsAt }) => endsAt > now);
  if (coming.length === 0) return [];
  const own = (await ownMeetings(ctx.db, volunteerId, now)).filter(
    (meeting) => meeting.missionId !== missionId && !meeting.cancelledAt && !isOver(meeting),
  );
  const conflicts: Conflict[] = [];
  for (const meeting of coming) {
    const others = [...own, ...(await otherEngagements(ctx, volunteerId, meeting))];
    for (const other of others) if (overlaps(meeting, other)) conflicts.push({ meeting, other });
  }
  return conflicts;
}

/** A new secret address; the one before ends. Answers the secret, which nobody can read again. */
export async function renewFeed(ctx: Context, volunteerId: string): Promise<string> {
  const token = Buffer.from(ctx.random.bytes(32)).toString('base64url');
  await keepFeed(ctx.db, volunteerId, hashOf(token), ctx.clock.now());
  return token;
}

export async function stopFeed(ctx: Context, volunteerId: string): Promise<void> {
  await dropFeed(ctx.db, volunteerId);
}

export async function ownerOfFeed(ctx: Context, token: string): Promise<string | undefined> {
  return feedOwner(ctx.db, hashOf(token));
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
