import { createHash } from 'node:crypto';
import type { Context } from '#platform/context.ts';
import { exchanged } from '../actions/exchange.ts';
import {
  keepPushed,
  type MissionToPush,
  missionsToPush,
  type Pushed,
  touchPushed,
} from '../queries/syndication.ts';
import type { Answer, EngagementServer } from './engagement-server.ts';

export interface PushReport {
  sent: number;
  /** Sent, and not accepted by the automatic moderation there; the association reads why. */
  refused: number;
  removed: number;
}

const PAGE = 200;
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * Tells the server of every mission that was published, changed or ended since the last time. Each is
 * kept as soon as it is told, so that a run that is cut goes on where it stopped.
 * @throws EngagementError
 */
export async function pushMissions(ctx: Context, server: EngagementServer): Promise<PushReport> {
  const report: PushReport = { sent: 0, refused: 0, removed: 0 };
  for (let after = FIRST; ; ) {
    const page = await missionsToPush(ctx.db, after, PAGE);
    for (const mission of page) await pushOne(ctx, server, mission, report);
    const last = page.at(-1);
    if (!last || page.length < PAGE) return report;
    after = last.id;
  }
}

async function pushOne(
  ctx: Context,
  server: EngagementServer,
  mission: MissionToPush,
  report: PushReport,
): Promise<void> {
  // Before asking: what changes meanwhile is newer.
  const readAt = ctx.clock.now();
  if (mission.state !== 'published') {
    await server.ask('DELETE', `/v2/mission/${mission.id}`);
    await keepPushed(ctx.db, { missionId: mission.id, digest: null, ...SILENT }, readAt);
    report.removed += 1;
    return;
  }
  const fields = await exchanged(ctx, mission, null);
  const digest = createHash('sha256').update(JSON.stringify(fields)).digest('hex');
  if (digest === mission.digest) return touchPushed(ctx.db, mission.id, readAt);
  const change = () => server.ask('PUT', `/v2/mission/${mission.id}`, fields);
  const create = () => server.ask('POST', '/v2/mission', fields);
  const isThere = typeof mission.digest === 'string';
  let answer = await (isThere ? change() : create());
  if (isThere && answer.status === 404) answer = await create();
  if (!isThere && answer.status === 409) answer = await change();
  const said = verdictOf(answer);
  await keepPushed(ctx.db, { missionId: mission.id, digest, ...said }, readAt);
  report.sent += 1;
  if (said.status !== 'ACCEPTED') report.refused += 1;
}

const SILENT = { status: '', comment: '' } as const;

function verdictOf({ status, body }: Answer): Pick<Pushed, 'status' | 'comment'> {
  const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, 500) : '');
  if (status >= 400) {
    const comment = [text(body?.code), text(body?.message)].filter(Boolean).join(': ');
    return { status: 'REFUSED', comment: comment || String(status) };
  }
  const mission = (body?.data ?? {}) as Readonly<Record<string, unknown>>;
  return { status: text(mission.statusCode), comment: text(mission.statusComment) };
}
