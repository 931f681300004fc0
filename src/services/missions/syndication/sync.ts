import type { Command } from '#platform/cli/command.ts';
import type { Context } from '#platform/context.ts';
import type { ImportReport } from '../actions/exchange.ts';
import { reportText } from '../commands.ts';
import { tellActivities } from './activities.ts';
import { EngagementError, type EngagementServer, engagementServer } from './engagement-server.ts';
import { pullMissions } from './pull.ts';
import { type PushReport, pushMissions } from './push.ts';
import { type Direction, type EngagementSettings, engagementOf } from './settings.ts';

const HELP = `renfort missions sync

Exchanges missions with the server of API Engagement now; the jobs do the same by themselves (push every
ten minutes, pull every hour). Push: our published missions, and what became of the people that it sent.
Pull: the missions that it shows us; those that it no longer shows are closed, unless too many go at once.

Settings:
  RENFORT_API_ENGAGEMENT       pull, push, or pull,push
  RENFORT_API_ENGAGEMENT_URL   https://api.api-engagement.beta.gouv.fr
  RENFORT_API_ENGAGEMENT_KEY   the key that it issued (or RENFORT_API_ENGAGEMENT_KEY_FILE)

Exit codes: 0 done, 1 the server is away or refused the key, 2 no server is set.
`;

type Wait = (ms: number) => Promise<unknown>;

/** Pushes what changed and tells of applications. Undefined when no server takes our missions. */
export async function push(ctx: Context, wait?: Wait): Promise<PushReport | undefined> {
  const server = serverFor(ctx, 'push', wait);
  if (!server) return undefined;
  const report = await pushMissions(ctx, server);
  const told = await tellActivities(ctx, server);
  if (report.sent + report.removed + told > 0) {
    ctx.log.info({ ...report, told }, 'missions pushed to API Engagement');
  }
  return report;
}

/** Undefined when no server gives us missions. */
export async function pull(ctx: Context, wait?: Wait): Promise<ImportReport | undefined> {
  const server = serverFor(ctx, 'pull', wait);
  if (!server) return undefined;
  const report = await pullMissions(ctx, server);
  const { read, added, changed, removed, kept } = report;
  ctx.log.info({ read, added, changed, removed, kept }, 'missions pulled from API Engagement');
  return report;
}

function serverFor(
  ctx: Context,
  direction: Direction,
  wait: Wait | undefined,
): EngagementServer | undefined {
  const settings: EngagementSettings | undefined = engagementOf(ctx);
  return settings?.directions.includes(direction)
    ? engagementServer(settings, ctx.clock, wait)
    : undefined;
}

export const syncMissions: Command = {
  name: 'missions sync',
  summary: 'Exchange missions with the server of API Engagement now',
  help: HELP,
  async run(_args, cli) {
    const ctx = await cli.open();
    if (!engagementOf(ctx)) {
      cli.stderr.write(`No server is set.\n\n${HELP}`);
      return 2;
    }
    try {
      const pushed = await push(ctx);
      if (pushed) {
        const { sent, refused, removed } = pushed;
        cli.stdout.write(`Pushed: sent ${sent} (refused there: ${refused}), removed ${removed}\n`);
      }
      const pulled = await pull(ctx);
      if (pulled) cli.stdout.write(reportText(pulled));
      return 0;
    } catch (error) {
      if (!(error instanceof EngagementError)) throw error;
      cli.stderr.write(`${error.message}\n`);
      return 1;
    }
  },
};
