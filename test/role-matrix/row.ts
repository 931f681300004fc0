import type { Grant } from '#platform/kernel/actor.ts';
import type { Fields, TestApp } from '#test/harness/app.ts';

/** Whom the matrix sends: each is somebody signed in with these roles. "Here" is department 30. */
export const PEOPLE = {
  person: [],
  officer_here: [{ role: 'crisis_officer', scope: { kind: 'department', code: '30' } }],
  officer_elsewhere: [{ role: 'crisis_officer', scope: { kind: 'department', code: '75' } }],
  officer_national: [{ role: 'crisis_officer', scope: { kind: 'national' } }],
  site_leader_here: [{ role: 'site_leader', scope: { kind: 'department', code: '30' } }],
  reviewer_here: [{ role: 'reviewer', scope: { kind: 'department', code: '30' } }],
  reviewer_elsewhere: [{ role: 'reviewer', scope: { kind: 'department', code: '75' } }],
  association_owner: [{ role: 'association_owner', scope: { kind: 'organisation', id: 'other' } }],
  administrator: [{ role: 'administrator', scope: { kind: 'national' } }],
  administrator_here: [{ role: 'administrator', scope: { kind: 'department', code: '30' } }],
} as const satisfies Record<string, readonly Grant[]>;

export type Who = keyof typeof PEOPLE;
export const EVERY_PERSON = Object.keys(PEOPLE) as readonly Who[];

export const OFFICERS = ['officer_here', 'officer_elsewhere', 'officer_national'] as const;
export const REVIEWERS = ['reviewer_here', 'reviewer_elsewhere'] as const;
export const ADMINISTRATORS = ['administrator', 'administrator_here'] as const;

/**
 * Who gets further than the door. `everybody`: visitors too. `signed_in`: all but visitors. `token`:
 * only programs with a bearer token, no cookie. A list: these people; visitors are sent to sign in
 * and the others refused.
 */
export type Allowed = 'everybody' | 'signed_in' | 'token' | readonly Who[];

export interface Row {
  readonly allowed: Allowed;
  /**
   * The address of a real record, made once for the row: then a refusal may also be 404. Left out,
   * parameters are filled with ids of nothing, and those allowed find 404, 410 or 422.
   */
  readonly path?: (app: TestApp) => Promise<string>;
  /** What is posted; nothing when left out. */
  readonly fields?: Fields;
}

/** By method and pattern as the route is declared: `'GET /crises/:id'`. */
export type Rows = Readonly<Record<string, Allowed | Row>>;
