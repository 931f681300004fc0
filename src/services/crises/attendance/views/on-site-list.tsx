import { useFrame } from '#platform/http/frame.ts';
import type { Site } from '../../queries/needs.ts';
import { attendanceTexts } from '../messages/index.ts';
import type { OnSite } from '../on-site.ts';
import { sitePath } from '../site.ts';

export interface OnSiteListProps {
  readonly sites: readonly Site[];
  readonly onSite: ReadonlyMap<string, OnSite>;
}

/** On the board: who is where, once somebody has arrived anywhere. */
export function OnSiteList({ sites, onSite }: OnSiteListProps) {
  const m = attendanceTexts(useFrame().lang).board;
  const reached = sites.filter(({ id }) => onSite.has(id));
  if (reached.length === 0) return null;
  return (
    <section>
      <h2>{m.title}</h2>
      <ul>
        {reached.map((site) => {
          const { here, doubtful } = onSite.get(site.id) as OnSite;
          return (
            <li key={site.id}>
              <a href={sitePath(site.crisisId, site.id)}>{site.name}</a> :{' '}
              <strong>{m.here(here)}</strong>
              {doubtful > 0 ? ` · ${m.doubtful(doubtful)}` : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
