import type { NamedValue } from './alert.ts';
import type { CapDocument } from './document.ts';
import { type AreaFields, type InfoFields, readAlert } from './read-alert.ts';

type Members = Readonly<Record<string, unknown>>;

/** MeteoAlarm's JSON feed: `{"warnings":[{"uuid"?, "alert":{...}}]}`; `null` when it is not one. */
export function readMeteoAlarm(json: unknown): CapDocument | null {
  if (!isObject(json)) return null;
  const warnings = Array.isArray(json.warnings) ? json.warnings : null;
  if (warnings === null) return null;
  const alerts = warnings
    .filter(isObject)
    .map((warning) => warning.alert)
    .filter(isObject)
    .map((alert) =>
      readAlert({
        version: 'meteoalarm',
        identifier: text(alert.identifier),
        sender: text(alert.sender),
        sent: text(alert.sent),
        status: text(alert.status),
        msgType: text(alert.msgType),
        scope: text(alert.scope),
        references: text(alert.references),
        infos: list(alert.info).filter(isObject).map(infoFields),
        duplicates: [],
      }),
    );
  return { wrapper: 'meteoalarm', alerts, links: [], envelopeStatus: null };
}

function infoFields(info: Members): InfoFields {
  return {
    language: text(info.language),
    category: texts(info.category),
    event: text(info.event),
    responseType: texts(info.responseType),
    urgency: text(info.urgency),
    severity: text(info.severity),
    certainty: text(info.certainty),
    effective: text(info.effective),
    onset: text(info.onset),
    expires: text(info.expires),
    senderName: text(info.senderName),
    headline: text(info.headline),
    description: text(info.description),
    instruction: text(info.instruction),
    web: text(info.web),
    parameters: namedValues(info.parameter),
    eventCodes: namedValues(info.eventCode),
    areas: list(info.area).filter(isObject).map(areaFields),
  };
}

function areaFields(area: Members): AreaFields {
  return {
    areaDesc: text(area.areaDesc),
    polygons: texts(area.polygon),
    circles: texts(area.circle),
    geocodes: namedValues(area.geocode),
  };
}

function namedValues(value: unknown): NamedValue[] {
  return list(value)
    .filter(isObject)
    .map((item) => ({ valueName: text(item.valueName) ?? '', value: text(item.value) ?? '' }));
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function text(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? `${value}`.trim() || null : null;
}

function texts(value: unknown): string[] {
  return list(value)
    .map(text)
    .filter((item) => item !== null);
}
