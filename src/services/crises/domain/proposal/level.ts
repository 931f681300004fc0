import type { CapInfo } from '../cap/alert.ts';

/** The colours of French vigilance, in order; `green` means nothing to do. */
export const LEVELS = ['green', 'yellow', 'orange', 'red'] as const;
export type Level = (typeof LEVELS)[number];

export function isAtLeast(level: Level, floor: Level): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(floor);
}

export function highest(levels: readonly Level[]): Level {
  return LEVELS.findLast((level) => levels.includes(level)) ?? 'green';
}

const COLOURS: Readonly<Record<string, Level>> = {
  green: 'green',
  vert: 'green',
  verte: 'green',
  yellow: 'yellow',
  jaune: 'yellow',
  orange: 'orange',
  red: 'red',
  rouge: 'red',
  violet: 'red',
  violette: 'red',
};

const SEVERITIES: Readonly<Record<string, Level>> = {
  Minor: 'green',
  Moderate: 'yellow',
  Severe: 'orange',
  Extreme: 'red',
};

export interface ReadLevel {
  readonly level: Level;
  /** How sure: 3 a colour field, 2 a colour word in the event, 1 the severity. */
  readonly evidence: 1 | 2 | 3;
}

/**
 * The colour, not the severity, says the level where there is one: Météo-France sends `Minor` with
 * yellow. An unknown severity is yellow: a person looks at it.
 */
export function levelOf(info: CapInfo): ReadLevel {
  const parameter = (name: string) =>
    info.parameters.find((p) => p.valueName.toLowerCase() === name)?.value.toLowerCase() ?? '';
  const [number, colour] = parameter('awareness_level')
    .split(';')
    .map((part) => part.trim());
  const byColour = COLOURS[colour ?? ''] ?? LEVELS[Number(number || 0) - 1];
  if (byColour) return { level: byColour, evidence: 3 };
  const gdacs = COLOURS[parameter('alertlevel')];
  if (gdacs) return { level: gdacs, evidence: 3 };
  const event = (info.event ?? '').slice(0, 300).toLowerCase();
  // The town of Orange is in Vaucluse: only the phrases that name a level count.
  const word =
    /\bvigilance\s+(?:\S+\s+)?(verte?|jaune|orange|rouge|violette?)\b/.exec(event)?.[1] ??
    /^(green|yellow|orange|red)\b.*\b(?:warning|alert|advisory)\b/.exec(event)?.[1];
  if (word) return { level: COLOURS[word] ?? 'yellow', evidence: 2 };
  return { level: SEVERITIES[info.severity ?? ''] ?? 'yellow', evidence: 1 };
}
