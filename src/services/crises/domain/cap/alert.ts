/** A CAP message (OASIS CAP 1.0, 1.1, 1.2) as sent, in CAP's own words. `null` = the element is absent. */

export const STATUSES = ['Actual', 'Exercise', 'System', 'Test', 'Draft'] as const;
export type Status = (typeof STATUSES)[number];
export const MESSAGE_TYPES = ['Alert', 'Update', 'Cancel', 'Ack', 'Error'] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];
export const SCOPES = ['Public', 'Restricted', 'Private'] as const;
export type Scope = (typeof SCOPES)[number];

export interface CapAlert {
  readonly version: '1.0' | '1.1' | '1.2' | 'meteoalarm' | 'summary';
  readonly identifier: string | null;
  readonly sender: string | null;
  readonly sent: string | null;
  /** As written: a value outside the standard is kept for the reader and refused by the rules. */
  readonly status: string | null;
  readonly msgType: string | null;
  readonly scope: string | null;
  readonly references: readonly CapReference[];
  readonly infos: readonly CapInfo[];
  /** What is wrong and was tolerated or will be refused, for the person who reads the record. */
  readonly problems: readonly CapProblem[];
}

export interface CapReference {
  readonly sender: string;
  readonly identifier: string;
  readonly sent: string;
}

export interface CapInfo {
  /** CAP says en-US when absent. */
  readonly language: string | null;
  readonly category: readonly string[];
  readonly event: string | null;
  readonly responseType: readonly string[];
  readonly urgency: string | null;
  readonly severity: string | null;
  readonly certainty: string | null;
  readonly effective: string | null;
  readonly onset: string | null;
  readonly expires: string | null;
  readonly senderName: string | null;
  readonly headline: string | null;
  readonly description: string | null;
  readonly instruction: string | null;
  readonly web: string | null;
  readonly parameters: readonly NamedValue[];
  readonly eventCodes: readonly NamedValue[];
  readonly areas: readonly CapArea[];
}

export interface CapArea {
  readonly areaDesc: string | null;
  readonly polygons: readonly CapPolygon[];
  readonly circles: readonly CapCircle[];
  readonly geocodes: readonly NamedValue[];
}

export interface NamedValue {
  /** Empty when the sender gives none (MeteoAlarm JSON). */
  readonly valueName: string;
  readonly value: string;
}

/** Degrees WGS 84, latitude first as CAP writes it (GeoJSON is the reverse). */
export type LatLon = readonly [latitude: number, longitude: number];

export interface CapPolygon {
  /** Closed: the last point is the first. Empty when the text is not a polygon. */
  readonly points: readonly LatLon[];
  readonly valid: boolean;
}

export interface CapCircle {
  readonly text: string;
  readonly centre: LatLon | null;
  /** 0 is legal and common: a point. */
  readonly radiusKm: number | null;
}

export interface CapProblem {
  readonly code: CapProblemCode;
  /** The element concerned. */
  readonly at: string;
}

export type CapProblemCode =
  | 'missing'
  | 'duplicate'
  | 'not_in_the_standard'
  | 'not_a_date'
  | 'without_time_zone'
  | 'bad_reference'
  | 'bad_polygon'
  | 'polygon_was_open'
  | 'crosses_antimeridian'
  | 'bad_circle';

/** The elements without which a message can be shown but never followed. */
export const REQUIRED = ['identifier', 'sender', 'sent', 'status', 'msgType', 'scope'] as const;
