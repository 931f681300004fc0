import type { Context } from '#platform/context.ts';
import { activityStatus } from '../domain/activity-status.ts';
import { applicationsToTell, keepActivity, type SentApplication } from '../queries/syndication.ts';
import type { EngagementServer } from './engagement-server.ts';

/**
 * Tells the server what became of the people whom it sent: that they applied, then each new status.
 * Nothing about them is said. Answers how many were told.
 * @throws EngagementError
 */
export async function tellActivities(ctx: Context, server: EngagementServer): Promise<number> {
  const readAt = ctx.clock.now();
  let told = 0;
  for (const application of await applicationsToTell(ctx.db)) {
    const status = activityStatus(application.state);
    if (status === undefined) continue;
    const activityId = application.activityId ?? (await create(server, application));
    // An application is pending from its creation.
    const known = application.status ?? 'PENDING';
    const isNews = activityId !== '' && status !== known;
    if (isNews) await server.ask('PUT', `/v2/activity/${activityId}`, { status });
    await keepActivity(ctx.db, application, { activityId, status, sentAt: readAt });
    if (isNews || application.activityId === null) told += 1;
  }
  return told;
}

/** The number of the activity, or '' when the server does not know the click any more. */
async function create(
  server: EngagementServer,
  { missionId, clickId }: SentApplication,
): Promise<string> {
  const body = { type: 'apply', clickId, missionClientId: missionId };
  const answer = await server.ask('POST', '/v2/activity', body);
  const data = (answer.body?.data ?? {}) as Readonly<Record<string, unknown>>;
  return answer.status < 400 ? String(data.id ?? data._id ?? '') : '';
}
