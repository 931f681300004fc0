import { stringify } from 'csv-stringify/sync';
import type { Context } from '#platform/context.ts';
import { communeByCode } from '#platform/geo/index.ts';
import { findSpaces } from './find.ts';

const EVERYWHERE = { near: null, service: null, accessibility: null, department: '' } as const;

/** Every labelled space, one a line; codes are those of the interface. */
export async function spacesCsv(ctx: Context): Promise<string> {
  const found = await findSpaces(ctx, EVERYWHERE);
  const rows = found.map(({ space }) => ({
    id: space.id,
    name: space.name,
    address: space.address,
    commune_code: space.communeCode,
    commune: communeByCode(space.communeCode)?.name ?? '',
    department: space.department,
    phone: space.phone,
    email: space.email,
    website: space.website,
    services: space.services.join(' '),
    equipment: space.equipment.join(' '),
    accessibility: space.accessibility.join(' '),
    languages: space.languages.join(' '),
    labelled_until: space.labelUntil,
  }));
  const columns = [
    'id',
    'name',
    'address',
    'commune_code',
    'commune',
    'department',
    'phone',
    'email',
    'website',
    'services',
    'equipment',
    'accessibility',
    'languages',
    'labelled_until',
  ];
  return stringify(rows, { header: true, columns, escape_formulas: true });
}
