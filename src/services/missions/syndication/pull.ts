import type { Context } from '#platform/context.ts';
import { type ImportReport, importFeed } from '../actions/exchange.ts';
import type { ExchangeMission } from '../domain/exchange.ts';
import { readMission } from '../exchange/json.ts';
import { ownMissionIds } from '../queries/syndication.ts';
import { EngagementError, type EngagementServer } from './engagement-server.ts';

/** Whose missions they are, whatever partner published them there. */
const PUBLISHER = 'API Engagement';
const PAGE = 1000;

/**
 * Takes in every mission that the server shows us; those that it no longer shows are closed.
 * @throws EngagementError before anything is closed when the list cannot be read to its end.
 */
export function pullMissions(ctx: Context, server: EngagementServer): Promise<ImportReport> {
  const feed = missionsShown(ctx, server);
  return importFeed(ctx, feed, { publisher: PUBLISHER, dryRun: false, mayLoseMany: false });
}

async function* missionsShown(
  ctx: Context,
  server: EngagementServer,
): AsyncGenerator<ExchangeMission> {
  for (let skip = 0; ; skip += PAGE) {
    const { status, body } = await server.ask('GET', `/v0/mission?limit=${PAGE}&skip=${skip}`);
    if (status !== 200 || !Array.isArray(body?.data)) {
      throw new EngagementError(`/v0/mission answered ${status} without missions`);
    }
    const items = body.data as readonly Readonly<Record<string, unknown>>[];
    const clientIds = items.map(({ clientId }) => String(clientId));
    const own = await ownMissionIds(ctx.db, clientIds);
    for (const item of items) if (!own.has(String(item.clientId))) yield shown(item);
    if (items.length < PAGE) return;
  }
}

/**
 * As it is read there (v0). The clientIds of two publishers may be the same: the server's own id is
 * kept instead. Its address to apply counts the click for whoever shows the mission.
 */
function shown(item: Readonly<Record<string, unknown>>): ExchangeMission {
  const { clientId: _, ...mission } = readMission(item);
  const image = mission.image ?? (typeof item.domainLogo === 'string' ? item.domainLogo : '');
  return {
    ...mission,
    ...(image ? { image } : {}),
    clientId: String(item.id ?? item._id ?? ''),
  };
}
