import { type Context, transaction } from '#platform/context.ts';
import { dueReminder } from '../domain/icalendar.ts';
import { meetingsBetween } from '../queries/meetings.ts';
import { missionById } from '../queries/missions.ts';
import { writeToExpected } from './meetings.ts';

const AHEAD = 24 * 60 * 60_000;

/** One day and one hour before; each once per person, however often this runs. */
export async function remindMeetings(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  const soon = await meetingsBetween(ctx.db, now, new Date(now.getTime() + AHEAD));
  for (const meeting of soon) {
    const due = dueReminder(meeting.startsAt, now);
    const mission = due && (await missionById(ctx.db, meeting.missionId));
    if (!mission) continue;
    const key = `${due}:${meeting.sequence}`;
    await transaction(ctx, (tx) => writeToExpected(tx, mission, meeting, key, due));
  }
}
