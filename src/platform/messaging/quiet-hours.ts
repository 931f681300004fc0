import { recordAudit } from '../audit/index.ts';
import { type Context, transaction } from '../context.ts';
import { departments } from '../geo/departments.ts';
import type { Actor } from '../kernel/actor.ts';
import { DEFAULT_TIME_ZONE } from '../kernel/dates.ts';
import type { QuietHours } from './domain/quiet-hours.ts';
import { wakeDispatchers } from './queries/outbox.ts';
import {
  deleteQuietRule,
  reconsiderQuiet,
  saveQuietRule,
  selectQuietRules,
} from './queries/quiet-hours.ts';
import { readSettings } from './settings.ts';

/** Everywhere that has no hours of its own. */
export const EVERYWHERE = '';

export interface Territory {
  readonly timeZone: string;
  readonly name: string;
}

/** Territories that live at another time than Paris: a message knows the time zone of its reader. */
export function territories(): readonly Territory[] {
  return departments()
    .filter(({ timeZone }) => timeZone !== DEFAULT_TIME_ZONE)
    .map(({ timeZone, name }) => ({ timeZone, name }));
}

export interface QuietRules {
  /** `null`: never quiet. */
  readonly national: QuietHours | null;
  /** Does the national rule come from QUIET_HOURS? */
  readonly fromSetting: boolean;
  readonly own: ReadonlyMap<string, QuietHours>;
}

export async function quietRules(ctx: Context): Promise<QuietRules> {
  const own = await selectQuietRules(ctx.db);
  const decided = own.get(EVERYWHERE);
  return {
    national: decided ?? readSettings(ctx.config).quietHours,
    fromSetting: decided === undefined,
    own,
  };
}

/** Decides the hours of everywhere or of a territory; `undefined` takes the decision back. */
export async function changeQuietHours(
  ctx: Context,
  actor: Actor,
  timeZone: string,
  hours: QuietHours | undefined,
): Promise<void> {
  await transaction(ctx, async (tx) => {
    const now = tx.clock.now();
    if (hours) await saveQuietRule(tx.db, timeZone, hours, now);
    else if (!(await deleteQuietRule(tx.db, timeZone))) return;
    await recordAudit(tx, actor, {
      action: hours ? 'quiet_hours.changed' : 'quiet_hours.removed',
      subject: { kind: 'quiet_hours', id: timeZone || 'national' },
      detail: hours ? { from: hours.from, until: hours.until } : {},
    });
    await reconsiderQuiet(tx.db, now);
    await wakeDispatchers(tx.db);
  });
}
