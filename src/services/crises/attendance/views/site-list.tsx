import { communeByCode } from '#platform/geo/index.ts';
import { useFrame } from '#platform/http/frame.ts';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import type { SiteUnderWay } from '../../queries/attendance.ts';
import { attendanceTexts } from '../messages/index.ts';
import type { OnSite } from '../on-site.ts';
import { sitePath } from '../site.ts';

export interface SiteListProps {
  readonly sites: readonly SiteUnderWay[];
  /** By site id. */
  readonly here: ReadonlyMap<string, OnSite>;
}

export function SiteList({ sites, here }: SiteListProps) {
  const m = attendanceTexts(useFrame().lang).list;
  if (sites.length === 0) {
    return (
      <EmptyState title={m.none}>
        <p>{m.none_help}</p>
      </EmptyState>
    );
  }
  return (
    <ul>
      {sites.map((site) => (
        <li key={site.id}>
          <p>
            <a href={sitePath(site.crisisId, site.id)}>
              <strong>
                {site.name}, {communeByCode(site.commune)?.name ?? site.commune}
              </strong>
            </a>
            <br />
            {site.exercise ? <strong>{m.exercise} · </strong> : null}
            {site.title} · {m.here(here.get(site.id)?.here ?? 0)}
          </p>
        </li>
      ))}
    </ul>
  );
}
