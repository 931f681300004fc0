/** Alerts for tests and for the demo, written as Météo-France writes them. */

export interface MeteoFranceAlert {
  readonly identifier: string;
  readonly sent: string;
  readonly level: 'green' | 'yellow' | 'orange' | 'red';
  /** MeteoAlarm's number: 1 wind, 2 snow and ice, 3 thunderstorm, 10 rain, 12 flood. */
  readonly type: number;
  readonly areas: readonly { readonly name: string; readonly nuts3: string }[];
  readonly onset: string;
  readonly expires: string;
  readonly status?: string;
  readonly event?: string;
}

const COLOUR = {
  green: { number: 1, fr: 'verte', severity: 'Minor', word: 'Minor' },
  yellow: { number: 2, fr: 'jaune', severity: 'Minor', word: 'Moderate' },
  orange: { number: 3, fr: 'orange', severity: 'Moderate', word: 'Severe' },
  red: { number: 4, fr: 'rouge', severity: 'Severe', word: 'Extreme' },
} as const;

const TYPE: Readonly<Record<number, readonly [fr: string, en: string]>> = {
  1: ['vent violent', 'Wind'],
  2: ['neige-verglas', 'snow-ice'],
  3: ['orages', 'Thunderstorm'],
  10: ['pluie', 'Rain'],
  12: ['crues', 'flooding'],
  13: ['pluie-inondation', 'rain-flood'],
};

export const GARD = { name: 'Gard', nuts3: 'FR812' } as const;
export const HERAULT = { name: 'Hérault', nuts3: 'FR813' } as const;
export const VAR = { name: 'Var', nuts3: 'FR825' } as const;

/**
 * A CAP 1.2 message in the dialect of Météo-France: level in `awareness_level` with a severity one
 * step lower, old NUTS3 codes, two languages, always `Alert`, never a reference.
 */
export function meteoFranceAlert(alert: MeteoFranceAlert): string {
  const colour = COLOUR[alert.level];
  const [fr, en] = TYPE[alert.type] ?? ['phénomène', 'hazard'];
  const french = alert.event ?? `Vigilance ${colour.fr} ${fr}`;
  const info = (language: string, event: string) => `
  <info>
    <language>${language}</language>
    <category>Met</category>
    <event>${event}</event>
    <responseType>${alert.level === 'green' ? 'AllClear' : 'Monitor'}</responseType>
    <urgency>Future</urgency>
    <severity>${colour.severity}</severity>
    <certainty>Likely</certainty>
    <onset>${alert.onset}</onset>
    <expires>${alert.expires}</expires>
    <senderName>METEO-FRANCE</senderName>
    <headline>${event}</headline>
    <web>https://vigilance.meteofrance.fr/</web>
    <parameter><valueName>awareness_level</valueName><value>${colour.number}; ${alert.level}; ${colour.word}</value></parameter>
    <parameter><valueName>awareness_type</valueName><value>${alert.type}; ${en}</value></parameter>${alert.areas
      .map(
        (area) => `
    <area><areaDesc>${area.name}</areaDesc><geocode><valueName>NUTS3</valueName><value>${area.nuts3}</value></geocode></area>`,
      )
      .join('')}
  </info>`;
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>${alert.identifier}</identifier>
  <sender>vigilance@meteo.fr</sender>
  <sent>${alert.sent}</sent>
  <status>${alert.status ?? 'Actual'}</status>
  <msgType>Alert</msgType>
  <scope>Public</scope>${info('fr-FR', french)}${info('en-GB', `${alert.level} ${en} warning`)}
</alert>
`;
}
