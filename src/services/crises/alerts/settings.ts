import { type Config, ConfigError } from '#platform/config.ts';
import type { Context } from '#platform/context.ts';
import { LEVELS, type Level } from '../domain/proposal/level.ts';
import { feedSettings } from './feeds/settings.ts';
import { alertSigners } from './signers.ts';

export interface AlertSettings {
  /** Below it, an alert is kept and proposes nothing: RENFORT_ALERT_MIN_LEVEL, default yellow. */
  readonly minimumLevel: Level;
  /** From it, officers are written to: RENFORT_ALERT_NOTIFY_LEVEL, default orange. */
  readonly notifyLevel: Level;
}

export function alertSettings(config: Config): AlertSettings {
  return {
    minimumLevel: level(config, 'RENFORT_ALERT_MIN_LEVEL', 'yellow'),
    notifyLevel: level(config, 'RENFORT_ALERT_NOTIFY_LEVEL', 'orange'),
  };
}

function level(config: Config, name: string, fallback: Level): Level {
  const text = config.setting(name);
  if (text === undefined || text === '') return fallback;
  const found = LEVELS.find((one) => one === text && one !== 'green');
  if (!found) throw new ConfigError(`${name} must be yellow, orange or red, not "${text}".`);
  return found;
}

/** A wrong setting is told when Renfort starts, not by the first alert that it loses. */
export async function checkAlertSettings({ config, clock, log }: Context) {
  alertSettings(config);
  feedSettings(config);
  const signers = alertSigners(config, clock.now());
  if (signers.size > 0) log.info({ signers: [...signers.values()] }, 'trusted alert signers');
  return { stop: async () => {} };
}
