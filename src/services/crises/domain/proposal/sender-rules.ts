/** What is known of a sender's dialect. Times in hours. */
export interface SenderRules {
  readonly name: string;
  /** How long an alert without `expires` holds after it begins; shown to the officer. */
  readonly defaultHours: number;
  /** Zone of times sent without one. */
  readonly timeZone: string;
  readonly french: boolean;
  /**
   * What `expires` at or before `onset` means: for Météo-France nothing is to be expected (three
   * quarters of its feed); for others the text expires before the event, as the NWS does.
   */
  readonly expiresBeforeOnset: 'nothing_expected' | 'text_expires';
}

const METEO_FRANCE: SenderRules = {
  name: 'Météo-France',
  defaultHours: 24,
  timeZone: 'Europe/Paris',
  french: true,
  expiresBeforeOnset: 'nothing_expected',
};

const OTHER: SenderRules = {
  name: '',
  defaultHours: 24,
  timeZone: 'UTC',
  french: false,
  expiresBeforeOnset: 'text_expires',
};

/** 2.49.0.0.250 is the WMO arc of France: .0 Météo-France, .1 Vigicrues. */
const FRENCH_OID = '2.49.0.0.250.';

const BY_SENDER: readonly (readonly [RegExp, SenderRules])[] = [
  [/@meteo(france)?\.fr$/i, METEO_FRANCE],
  [/vigicrues/i, { ...METEO_FRANCE, name: 'Vigicrues', expiresBeforeOnset: 'text_expires' }],
  [/usgs\.gov/i, { ...OTHER, name: 'USGS', defaultHours: 6 }],
  [/@gdacs\.org$/i, { ...OTHER, name: 'GDACS', defaultHours: 48 }],
  [/@noaa\.gov$/i, { ...OTHER, name: 'NWS' }],
];

export function rulesFor(sender: string): SenderRules {
  return BY_SENDER.find(([pattern]) => pattern.test(sender))?.[1] ?? OTHER;
}

/** The sender of a message that does not name it (MeteoAlarm JSON), by its identifier. */
export function senderByIdentifier(identifier: string): string | null {
  if (identifier.includes(`${FRENCH_OID}1.`)) return 'vigicrues';
  return identifier.includes(FRENCH_OID) ? 'vigilance@meteo.fr' : null;
}

/** Météo-France writes the local time of issue in the identifier: ...FR.20251119160107.266025 */
export function sentByIdentifier(identifier: string): string | null {
  const match = /\.FR\.(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})\./.exec(identifier);
  if (!match) return null;
  const [, year, month, day, hour, minute, second] = match;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}`;
}
