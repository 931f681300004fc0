import type { Lang } from '#platform/i18n/index.ts';
import { abilityLabel, type Helper } from '#services/volunteers/index.ts';
import { kmBetween } from './actions/apply.ts';
import { type Score, scoreOf } from './domain/matching.ts';
import { texts } from './messages/index.ts';
import type { Mission } from './queries/missions.ts';

/** The parts of a score that speak for a mission, in words. */
export function reasonsFor(
  lang: Lang,
  mission: Mission,
  helper: Helper,
  score: Score = scoreOf(mission, helper, kmBetween(helper, mission)),
): string[] {
  const m = texts(lang).search.reasons;
  const km = kmBetween(helper, mission);
  const isNear = mission.remote !== 'full' && km !== null && km <= helper.radiusKm;
  return [
    ...(score.held.length > 0
      ? [m.skills(score.held.map((id) => abilityLabel(lang, id)).join(', '))]
      : []),
    ...(mission.remote === 'full' ? [m.remote] : isNear ? [m.km(km)] : []),
    ...(score.parts.languages > 0 &&
    mission.languages.every((code) => helper.languages.includes(code))
      ? [m.language]
      : []),
    ...(score.parts.effort === 20 ? [m.short] : []),
  ];
}
