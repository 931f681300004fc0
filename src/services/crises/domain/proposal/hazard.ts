import type { CapInfo } from '../cap/alert.ts';

export const HAZARDS = [
  'wind',
  'snow_ice',
  'thunderstorm',
  'fog',
  'heat',
  'cold',
  'coastal',
  'fire',
  'avalanche',
  'rain',
  'flood',
  'rain_flood',
  'earthquake',
  'landslide',
  'tsunami',
  'volcano',
  'cyclone',
  'industrial',
  'other',
] as const;
export type Hazard = (typeof HAZARDS)[number];

/** MeteoAlarm's `awareness_type` numbers, used by Météo-France too; 11 does not exist. */
const AWARENESS: Readonly<Record<string, Hazard>> = {
  1: 'wind',
  2: 'snow_ice',
  3: 'thunderstorm',
  4: 'fog',
  5: 'heat',
  6: 'cold',
  7: 'coastal',
  8: 'fire',
  9: 'avalanche',
  10: 'rain',
  12: 'flood',
  13: 'rain_flood',
};

/** In order: the first that matches the event's text, without accents, in French, English or German. */
const WORDS: readonly (readonly [RegExp, Hazard])[] = [
  [/\b(pluie.?inondation|rain.?flood)/, 'rain_flood'],
  [/\b(tsunami|raz.de.maree)/, 'tsunami'],
  [/\b(cyclone|hurricane|ouragan|typhoon|tropical storm)/, 'cyclone'],
  [/\b(orages?|thunderstorms?|lightning)|gewitter/, 'thunderstorm'],
  [/\b(avalanches?)|lawine/, 'avalanche'],
  [/\b(neige|verglas|snow|ice|icing|blizzard)|schnee|glatteis/, 'snow_ice'],
  [/\b(vagues?|submersion|coastal|storm surge|high seas)/, 'coastal'],
  [/\b(crues?|inondations?|floods?|flooding)|hochwasser/, 'flood'],
  [/\b(pluies?|precipitations?|rain|rainfall)|regen/, 'rain'],
  [/\b(canicule|chaleur|heat|high.temperature)|hitze/, 'heat'],
  [/\b(grand froid|froid|cold|low.temperature|frost)/, 'cold'],
  [/\b(feux?|incendies?|fire|wildfire)/, 'fire'],
  [/\b(brouillard|fog)|nebel/, 'fog'],
  [/\b(seisme|tremblement de terre|earthquake)|erdbeben/, 'earthquake'],
  [/\b(glissement|eboulement|landslide|falling rocks|mudslide)/, 'landslide'],
  [/\b(volcan|volcanique|volcano|volcanic)/, 'volcano'],
  [/\b(chimique|industriel|industrielle|nucleaire|chemical|nuclear|radiological)/, 'industrial'],
  [/\b(vents?|tempete|winds?|storm|gale|tornado)|sturm/, 'wind'],
];

export interface HazardKey {
  readonly hazard: Hazard;
  /** Tells two hazards of one sender apart: the awareness type, the hazard, or the event's words. */
  readonly key: string;
}

export function hazardOf(info: CapInfo): HazardKey {
  const awareness = info.parameters.find((p) => p.valueName === 'awareness_type')?.value;
  const number = /^\s*(\d+)/.exec(awareness ?? '')?.[1];
  const byNumber = number === undefined ? undefined : AWARENESS[number];
  if (byNumber) return { hazard: byNumber, key: byNumber };
  const words = plain(`${(info.event ?? '').slice(0, 300)} ${(awareness ?? '').slice(0, 100)}`);
  const byWords = WORDS.find(([pattern]) => pattern.test(words))?.[1];
  if (byWords) return { hazard: byWords, key: byWords };
  return { hazard: 'other', key: `other ${plain((info.event ?? '').slice(0, 300))}`.slice(0, 80) };
}

function plain(text: string): string {
  const letters = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return letters.replace(/[^a-z0-9]+/g, ' ').trim();
}
