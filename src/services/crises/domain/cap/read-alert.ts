import {
  type CapAlert,
  type CapArea,
  type CapInfo,
  type CapProblem,
  type CapProblemCode,
  type CapReference,
  MESSAGE_TYPES,
  type NamedValue,
  REQUIRED,
  SCOPES,
  STATUSES,
} from './alert.ts';
import { readCircle, readPolygon } from './shapes.ts';
import { capInstant, lacksZone } from './times.ts';
import { childrenNamed, childText, type XmlElement } from './xml-element.ts';

export const NAMESPACES: Readonly<Record<string, CapAlert['version']>> = {
  'http://www.incident.com/cap/1.0': '1.0',
  'urn:oasis:names:tc:emergency:cap:1.0': '1.0',
  'urn:oasis:names:tc:emergency:cap:1.1': '1.1',
  'urn:oasis:names:tc:emergency:cap:1.2': '1.2',
};

/** Text by name, whatever the message was written in: XML elements or JSON members. */
export interface AlertFields {
  readonly version: CapAlert['version'];
  readonly identifier: string | null;
  readonly sender: string | null;
  readonly sent: string | null;
  readonly status: string | null;
  readonly msgType: string | null;
  readonly scope: string | null;
  readonly references: string | null;
  readonly infos: readonly InfoFields[];
  /** Elements that occur twice where the standard allows one. */
  readonly duplicates: readonly string[];
}

export interface InfoFields extends Omit<CapInfo, 'areas'> {
  readonly areas: readonly AreaFields[];
}

export interface AreaFields {
  readonly areaDesc: string | null;
  readonly polygons: readonly string[];
  readonly circles: readonly string[];
  readonly geocodes: readonly NamedValue[];
}

/** Reads an `alert` element of a CAP namespace. */
export function readAlertElement(element: XmlElement): CapAlert {
  return readAlert({
    version: NAMESPACES[element.namespace] ?? '1.2',
    identifier: childText(element, 'identifier'),
    sender: childText(element, 'sender'),
    sent: childText(element, 'sent'),
    status: childText(element, 'status'),
    msgType: childText(element, 'msgType'),
    scope: childText(element, 'scope'),
    references: childText(element, 'references'),
    infos: childrenNamed(element, 'info').map(infoFields),
    duplicates: REQUIRED.filter((name) => childrenNamed(element, name).length > 1),
  });
}

/** Turns texts into values and lists every problem; nothing is refused here. */
export function readAlert(fields: AlertFields): CapAlert {
  const problems: CapProblem[] = [];
  const report = (code: CapProblemCode, at: string) => void problems.push({ code, at });
  for (const name of REQUIRED) if (fields[name] === null) report('missing', name);
  for (const name of fields.duplicates) report('duplicate', name);
  checkWord(fields.status, STATUSES, 'status', report);
  checkWord(fields.msgType, MESSAGE_TYPES, 'msgType', report);
  checkWord(fields.scope, SCOPES, 'scope', report);
  checkTime(fields.sent, 'sent', report);
  return {
    version: fields.version,
    identifier: fields.identifier,
    sender: fields.sender,
    sent: fields.sent,
    status: fields.status,
    msgType: fields.msgType,
    scope: fields.scope,
    references: readReferences(fields.references, report),
    infos: fields.infos.map((info) => {
      for (const name of ['effective', 'onset', 'expires'] as const) {
        checkTime(info[name], name, report);
      }
      return { ...info, areas: info.areas.map((area) => readArea(area, report)) };
    }),
    problems,
  };
}

type Report = (code: CapProblemCode, at: string) => void;

function checkWord(text: string | null, words: readonly string[], at: string, report: Report) {
  if (text !== null && !words.includes(text)) report('not_in_the_standard', at);
}

function checkTime(text: string | null, at: string, report: Report) {
  if (text === null) return;
  if (capInstant(text) === null) report('not_a_date', at);
  else if (lacksZone(text)) report('without_time_zone', at);
}

function readReferences(text: string | null, report: Report): CapReference[] {
  const references: CapReference[] = [];
  for (const triple of (text ?? '').split(/\s+/).filter(Boolean)) {
    const [sender, identifier, sent, ...more] = triple.split(',');
    if (sender && identifier && sent && more.length === 0) {
      references.push({ sender, identifier, sent });
    } else report('bad_reference', 'references');
  }
  return references;
}

function readArea(area: AreaFields, report: Report): CapArea {
  return {
    areaDesc: area.areaDesc,
    polygons: area.polygons.map((text) => {
      const { polygon, problem } = readPolygon(text);
      if (problem) report(problem, 'polygon');
      return polygon;
    }),
    circles: area.circles.map((text) => {
      const circle = readCircle(text);
      if (circle.centre === null) report('bad_circle', 'circle');
      return circle;
    }),
    geocodes: area.geocodes,
  };
}

function infoFields(info: XmlElement): InfoFields {
  return {
    language: childText(info, 'language'),
    category: texts(info, 'category'),
    event: childText(info, 'event'),
    responseType: texts(info, 'responseType'),
    urgency: childText(info, 'urgency'),
    severity: childText(info, 'severity'),
    certainty: childText(info, 'certainty'),
    effective: childText(info, 'effective'),
    onset: childText(info, 'onset'),
    expires: childText(info, 'expires'),
    senderName: childText(info, 'senderName'),
    headline: childText(info, 'headline'),
    description: childText(info, 'description'),
    // AlertSwiss sends several instructions where the standard has one.
    instruction: texts(info, 'instruction').join('\n') || null,
    web: childText(info, 'web'),
    parameters: namedValues(info, 'parameter'),
    eventCodes: namedValues(info, 'eventCode'),
    areas: childrenNamed(info, 'area').map((area) => ({
      areaDesc: childText(area, 'areaDesc'),
      polygons: childrenNamed(area, 'polygon').map((polygon) => polygon.text),
      circles: texts(area, 'circle'),
      geocodes: namedValues(area, 'geocode'),
    })),
  };
}

function texts(parent: XmlElement, name: string): string[] {
  return childrenNamed(parent, name)
    .map((child) => child.text.trim())
    .filter(Boolean);
}

/** CAP 1.0 wrote `<geocode>name=value</geocode>`; later versions have two elements. */
export function namedValues(
  parent: XmlElement,
  name: string,
  namespace = parent.namespace,
): NamedValue[] {
  return childrenNamed(parent, name, namespace).map((child) => {
    const inner = (wanted: string) =>
      child.children.find((c) => c.name === wanted)?.text.trim() ?? '';
    if (child.children.length > 0) return { valueName: inner('valueName'), value: inner('value') };
    const [valueName = '', ...value] = child.text.trim().split('=');
    return value.length > 0
      ? { valueName, value: value.join('=') }
      : { valueName: '', value: valueName };
  });
}
