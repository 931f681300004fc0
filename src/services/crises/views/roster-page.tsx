import { communeByCode } from '#platform/geo/index.ts';
import { useFrame } from '#platform/http/frame.ts';
import { writtenPhone } from '#platform/messaging/index.ts';
import { Table } from '#platform/ui/table/table.tsx';
import { texts } from '../messages/index.ts';
import type { Crisis } from '../queries/crises.ts';
import type { RosterLine, RosterShift, RosterSite } from '../roster.ts';
import { shiftText } from '../shift-text.ts';

export interface RosterPageProps {
  readonly crisis: Crisis;
  readonly sites: readonly RosterSite[];
}

/** Printed, and opened on a phone at the door of a gymnasium. */
export function RosterPage({ crisis, sites }: RosterPageProps) {
  const { lang } = useFrame();
  const m = texts(lang).crisis;
  return (
    <>
      <p class="rf-no-print">
        <a href={`/crises/${crisis.id}/roster.csv`}>{m.roster.csv}</a>
      </p>
      {sites.length === 0 ? <p>{m.roster.none}</p> : null}
      {sites.map(({ site, shifts }) => (
        <section key={site.id}>
          <h2>
            {site.name}, {communeByCode(site.commune)?.name ?? site.commune}
          </h2>
          {site.address || site.accessNote ? (
            <p>{[site.address, site.accessNote].filter(Boolean).join('. ')}</p>
          ) : null}
          {shifts.map((shift) => (
            <Shift key={shift.need.id} {...shift} />
          ))}
        </section>
      ))}
    </>
  );
}

function Shift({ need, lines }: RosterShift) {
  const { lang } = useFrame();
  const m = texts(lang).crisis;
  const c = m.roster.columns;
  const caption = `${need.position}, ${shiftText(lang, need)} (${m.roster.expected(need.confirmed, need.places)})`;
  if (lines.length === 0) {
    return (
      <>
        <h3>{caption}</h3>
        <p>{m.roster.none}</p>
      </>
    );
  }
  return (
    <Table
      caption={caption}
      dense
      columns={[
        { key: 'present', label: c.present },
        { key: 'name', label: c.name },
        { key: 'phone', label: c.phone },
        { key: 'state', label: c.state },
        { key: 'distance', label: c.distance, numeric: true },
      ]}
      rows={lines.map((line) => ({
        key: line.volunteerId,
        // The paper at the door names those who come; the reserve stays home.
        noPrint: line.state !== 'confirmed',
        cells: [
          line.state === 'confirmed' ? '☐' : '',
          nameOf(line) || m.roster.erased,
          line.phone ? (
            <a key="phone" href={`tel:${line.phone}`}>
              {writtenPhone(line.phone)}
            </a>
          ) : (
            (line.email ?? '')
          ),
          m.place_states[line.state],
          line.distanceKm === null ? '' : `${Math.max(1, Math.round(line.distanceKm))} km`,
        ],
      }))}
    />
  );
}

function nameOf(line: RosterLine): string {
  return `${line.lastName.toUpperCase()} ${line.firstName}`.trim();
}
