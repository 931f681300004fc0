import { communeByCode, communes } from '#platform/geo/index.ts';
import { plainName } from '../domain/plain-name.ts';
import type { Places } from '../domain/register-entry.ts';

interface Place {
  readonly code: string;
  readonly department: string;
}

/** The communes of today, asked a few million times: each answer is kept. */
export function knownPlaces(): Places {
  const byCode = new Map<string, Place | undefined>();
  const table = communes();
  const byPost = new Map<string, { readonly key: string; readonly place: Place }[]>();
  for (let i = 0; i < table.count; i++) {
    const place = { code: table.codes[i] as string, department: table.departments[i] as string };
    const key = plainName(table.names[i] as string);
    for (const postal of table.postalCodes[i] as readonly string[]) {
      const list = byPost.get(postal);
      if (list) list.push({ key, place });
      else byPost.set(postal, [{ key, place }]);
    }
  }
  return {
    byCode(code) {
      if (byCode.has(code)) return byCode.get(code);
      const commune = communeByCode(code);
      const place = commune && { code: commune.code, department: commune.department };
      byCode.set(code, place);
      return place;
    },
    byPostalCode(postalCode, name) {
      const list = byPost.get(postalCode);
      if (!list) return undefined;
      if (list.length === 1) return list[0]?.place;
      const key = plainName(name).replace(/ cedex.*$/, '');
      return list.find((candidate) => candidate.key === key)?.place;
    },
  };
}
