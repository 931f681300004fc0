import { z } from 'zod';
import { type Commune, communeNamed, departmentByCode } from '#platform/geo/index.ts';
import type { RawForm } from '#platform/http/form.ts';
import type { Zone } from '#platform/kernel/geography.ts';
import type { NewCrisis } from '../actions/crisis.ts';
import { HAZARDS } from '../domain/hazard.ts';

const text = z.string().trim().default('');

const zoneFields = z.object({
  zone_kind: z.enum(['departments', 'communes', 'circle'], 'zone_missing'),
  departments: text,
  communes: text,
  centre: text,
  radius: text,
});

/** What is wrong with the zone, by field, whatever else is wrong with the form. */
export function zoneErrors(raw: RawForm): Readonly<Record<string, string>> {
  const parsed = zoneFields.safeParse(raw);
  const errors: Record<string, string> = {};
  if (parsed.success)
    zoneOf(parsed.data, (field, code) => Object.assign(errors, { [field]: code }));
  return errors;
}

/** The field that says where, for a zone that is right as written and refused all the same. */
export function fieldOfZone(zone: Zone): 'departments' | 'communes' | 'centre' | 'zone_kind' {
  if (zone.kind === 'departments' || zone.kind === 'communes') return zone.kind;
  return zone.kind === 'circle' ? 'centre' : 'zone_kind';
}

/** The form that opens a crisis; gives the crisis, and what was typed in case it is refused later. */
export const newCrisis = z
  .object({
    ...zoneFields.shape,
    title: z.string().trim().min(1, 'title_missing').max(80, 'title_long'),
    hazard: z.enum(HAZARDS, 'hazard_missing'),
    agency: z.string().trim().min(1, 'agency_missing').max(80, 'title_long'),
    summary: z.string().trim().max(2_000, 'text_long').default(''),
    exercise: z.literal('on').optional(),
    draft: z.literal('on').optional(),
  })
  .transform((form, check) => {
    const zone = zoneOf(form, (field, code) =>
      check.addIssue({ code: 'custom', path: [field], message: code }),
    );
    if (!zone) return z.NEVER;
    const crisis: NewCrisis = {
      title: form.title,
      hazard: form.hazard,
      zone,
      summary: form.summary,
      agencies: [form.agency],
      exercise: form.exercise === 'on',
      draft: form.draft === 'on',
    };
    const typed = Object.fromEntries(
      Object.entries(form).filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
    return { crisis, typed };
  });

function zoneOf(
  form: z.output<typeof zoneFields>,
  refuse: (field: string, code: string) => void,
): Zone | undefined {
  switch (form.zone_kind) {
    case 'departments': {
      const codes = form.departments
        .split(/[\s,;]+/)
        .filter(Boolean)
        .map((code) => code.toUpperCase().padStart(2, '0'));
      if (codes.length > 0 && codes.every((code) => departmentByCode(code))) {
        return { kind: 'departments', codes: [...new Set(codes)] };
      }
      refuse('departments', codes.length === 0 ? 'zone_missing' : 'departments_unknown');
      return undefined;
    }
    case 'communes': {
      const lines = form.communes.split(/[\n;]+/).filter((line) => line.trim() !== '');
      const found = lines.map(communeNamed);
      if (found.length > 0 && found.every((commune): commune is Commune => commune !== undefined)) {
        return { kind: 'communes', codes: [...new Set(found.map(({ code }) => code))] };
      }
      refuse('communes', found.length === 0 ? 'zone_missing' : 'communes_unknown');
      return undefined;
    }
    case 'circle': {
      const centre = communeNamed(form.centre);
      const radiusKm = Number(form.radius.replace(',', '.'));
      if (!centre) refuse('centre', form.centre === '' ? 'zone_missing' : 'communes_unknown');
      if (!(radiusKm >= 1 && radiusKm <= 200)) {
        refuse('radius', 'radius_wrong');
        return undefined;
      }
      if (!centre) return undefined;
      const { latitude, longitude } = centre;
      return { kind: 'circle', centre: { latitude, longitude }, radiusKm };
    }
  }
}
