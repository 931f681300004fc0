import assert from 'node:assert/strict';
import { GARD, type MeteoFranceAlert, meteoFranceAlert } from '#services/crises/alerts/fixtures.ts';
import { readCap } from '#services/crises/alerts/read-cap.ts';
import { departmentsOfShapes } from '#services/crises/alerts/shapes.ts';
import { IntakeMemory } from '#services/crises/domain/proposal/memory.ts';

// Alerts written in a few words, and what the intake decides of them, from bytes, with the real map.

export const NOW = Date.parse('2026-11-24T08:00:00+01:00');
export const memory = () =>
  new IntakeMemory({ minimumLevel: 'yellow', shapes: departmentsOfShapes });

export function judgements(bytes: string | Uint8Array, m = memory(), at = NOW) {
  const read = readCap(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes);
  assert.ok(read.ok, JSON.stringify(read));
  const { signature, envelopeStatus } = read.value;
  return read.value.alerts.flatMap(
    (alert) => m.receive({ alert, signature, envelopeStatus, at }).decisions,
  );
}

export function decisions(bytes: string | Uint8Array, m = memory(), at = NOW): string[] {
  return judgements(bytes, m, at).map((d) =>
    [d.action, d.reason, d.level, d.hazard, d.departments.join('+'), d.notes.join('+')]
      .filter(Boolean)
      .join(' '),
  );
}

export function refusal(bytes: string | Uint8Array): string {
  const read = readCap(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes);
  return read.ok ? 'read' : read.error;
}

export interface Message {
  readonly sender?: string;
  readonly id?: string;
  readonly sent?: string;
  readonly type?: string;
  readonly references?: string;
  /** `area` elements' inside. */
  readonly area?: string;
  /** Instead of the one info made of `area` and `fields`. */
  readonly infos?: string;
  readonly fields?: string;
}

export const info = (event: string, inside: string, language = '') =>
  `<info>${language && `<language>${language}</language>`}<category>Met</category><event>${event}</event>
  <urgency>Immediate</urgency><severity>Severe</severity><certainty>Likely</certainty>${inside}</info>`;

export function cap(message: Message = {}): string {
  const { fields = '', area = geocode('NUTS3', 'FR812') } = message;
  const inside = `${fields}<area><areaDesc>Zone</areaDesc>${area}</area>`;
  return `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${message.id ?? 'a'}</identifier>
  <sender>${message.sender ?? 'cap@example.org'}</sender><sent>${message.sent ?? '2026-11-24T07:00:00+01:00'}</sent>
  <status>Actual</status><msgType>${message.type ?? 'Alert'}</msgType><scope>Public</scope>
  ${message.references ? `<references>${message.references}</references>` : ''}
  ${message.infos ?? info('Flood', inside)}</alert>`;
}

export const geocode = (name: string, value: string) =>
  `<geocode><valueName>${name}</valueName><value>${value}</value></geocode>`;
export const polygon = (points: string) => `<polygon>${points}</polygon>`;
export const NIMES = '43.7,4.2 43.9,4.2 43.9,4.5 43.7,4.5 43.7,4.2';
export const FRENCH = 'vigilance@meteo.fr';
export const PROPOSED = ['propose new_alert orange flood 30 end_assumed'];

export const mf = (change: Partial<MeteoFranceAlert> = {}) =>
  meteoFranceAlert({
    identifier: 'one',
    sent: '2026-11-24T06:01:07+01:00',
    level: 'orange',
    type: 12,
    areas: [GARD],
    onset: '2026-11-24T06:00:00+01:00',
    expires: '2026-11-25T00:00:00+01:00',
    ...change,
  });

export function departmentsOf(area: string): readonly string[] {
  return judgements(cap({ area })).flatMap((d) => d.departments);
}
