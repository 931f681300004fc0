import { communeByCode } from '#platform/geo/index.ts';
import { useFrame } from '#platform/http/frame.ts';
import { writtenPhone } from '#platform/messaging/index.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { assignmentTexts } from '../assignment/messages/index.ts';
import { texts } from '../messages/index.ts';
import type { Crisis } from '../queries/crises.ts';
import type { RosterLine, RosterShift, RosterSite } from '../roster.ts';
import { shiftText } from '../shift-text.ts';
import { PrintedPages } from './printed-pages.tsx';
import { departmentsText } from './words.tsx';

export interface RosterPageProps {
  readonly crisis: Crisis;
  readonly sites: readonly RosterSite[];
  readonly mayManage: boolean;
  /** People who have just been assigned. */
  readonly moved: number;
}

/** Printed, and opened on a phone at the door of a gymnasium. */
export function RosterPage({ crisis, sites, mayManage, moved }: RosterPageProps) {
  const { lang, now } = useFrame();
  const m = texts(lang).crisis;
  return (
    <>
      <PrintedPages title={m.roster.title(crisis.title)} />
      <p class="rf-print-only">
        {m.roster.printed} <Time at={now} /> · {departmentsText(crisis.departments)}
        {crisis.agencies.length > 0 ? ` · ${crisis.agencies.join(', ')}` : null}
      </p>
      {sites.length === 0 ? (
        <EmptyState
          title={m.roster.none}
          action={
            <Button variant="secondary" href={`/crises/${crisis.id}`}>
              {m.roster.to_board}
            </Button>
          }
        >
          <p>{m.roster.none_help}</p>
        </EmptyState>
      ) : (
        <div class="rf-no-print">
          {moved > 0 ? (
            <Notice tone="success">{assignmentTexts(lang).applied(moved)}</Notice>
          ) : null}
          <p>
            {m.roster.print} <a href={`/crises/${crisis.id}/roster.csv`}>{m.roster.csv}</a>
          </p>
          {mayManage && crisis.status === 'active' ? (
            <Button variant="secondary" href={`/crises/${crisis.id}/roster/assignment`}>
              {assignmentTexts(lang).link}
            </Button>
          ) : null}
        </div>
      )}
      {sites.map(({ site, shifts }) => (
        <section key={site.id} class="rf-roster-site">
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

function Shift({ need, holder, lines }: RosterShift) {
  const { lang } = useFrame();
  const m = texts(lang).crisis;
  const c = m.roster.columns;
  const caption = `${need.position}, ${shiftText(lang, need)} (${m.roster.expected(need.confirmed, need.places)})`;
  const facts = [
    holder ? m.board.holder(holder) : '',
    need.tasks,
    need.bring ? m.roster.bring(need.bring) : '',
  ];
  const about = facts.some(Boolean) ? <p>{facts.filter(Boolean).join(' · ')}</p> : null;
  if (lines.length === 0) {
    return (
      <>
        <h3>{caption}</h3>
        {about}
        <p>{m.roster.none}</p>
      </>
    );
  }
  return (
    <div class="rf-roster">
      <Table
        caption={caption}
        dense
        columns={[
          { key: 'present', label: c.present },
          { key: 'name', label: c.name },
          { key: 'phone', label: c.phone },
          { key: 'state', label: c.state },
          { key: 'distance', label: c.distance, numeric: true },
          { key: 'sign', label: c.signature },
        ]}
        rows={lines.map((line) => ({
          key: line.volunteerId,
          // The paper at the door names those who come; the reserve stays home.
          noPrint: line.state !== 'confirmed',
          cells: [
            line.state === 'confirmed' ? '☐' : '',
            <strong key="name">{nameOf(line) || m.roster.erased}</strong>,
            <Reach key="phone" {...line} />,
            m.place_states[line.state],
            line.distanceKm === null ? '' : `${Math.max(1, Math.round(line.distanceKm))}\u00a0km`,
            '',
          ],
        }))}
      />
      {about}
    </div>
  );
}

function Reach({ phone, email }: Pick<RosterLine, 'phone' | 'email'>) {
  if (phone) return <a href={`tel:${phone}`}>{writtenPhone(phone)}</a>;
  return email ? <a href={`mailto:${email}`}>{email}</a> : null;
}

function nameOf(line: RosterLine): string {
  return `${line.lastName.toUpperCase()} ${line.firstName}`.trim();
}
