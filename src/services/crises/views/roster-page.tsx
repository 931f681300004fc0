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
  const a = assignmentTexts(lang);
  const lines = sites.flatMap(({ shifts }) => shifts.flatMap((shift) => shift.lines));
  const conflicts = lines.reduce((sum, line) => sum + line.conflicts.length, 0);
  const briefed = lines.filter(
    ({ state, briefed }) => state === 'confirmed' && briefed !== undefined,
  );
  const unread = briefed.filter((line) => !line.briefed).length;
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
          {moved > 0 ? <Notice tone="success">{a.applied(moved)}</Notice> : null}
          <p>
            {m.roster.print} <a href={`/crises/${crisis.id}/roster.csv`}>{m.roster.csv}</a>
          </p>
          {mayManage && crisis.status === 'active' ? (
            <p class="rf-actions">
              <Button variant="secondary" href={`/crises/${crisis.id}/roster/assignment`}>
                {a.link}
              </Button>
              <Button variant="secondary" href={`/crises/${crisis.id}/needs/copy`}>
                {a.copy.link}
              </Button>
              <Button variant="secondary" href={`/crises/${crisis.id}/briefing`}>
                {briefed.length > 0 ? a.briefing.edit : a.briefing.link}
              </Button>
            </p>
          ) : null}
          {conflicts > 0 ? <Notice tone="caution">{a.conflicts_title(conflicts)}</Notice> : null}
          {briefed.length > 0 ? (
            <p>{unread > 0 ? a.briefing.not_read(unread) : a.briefing.all_read}</p>
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
  const a = assignmentTexts(lang);
  const missing = need.places - need.confirmed;
  const gap = missing > 0 && need.status === 'open' ? `. ${a.gap(missing)}` : '';
  const caption = `${need.position}, ${shiftText(lang, need)} (${m.roster.expected(need.confirmed, need.places)})${gap}`;
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
            <Who key="name" line={line} />,
            <Reach key="phone" {...line} />,
            <State key="state" line={line} />,
            line.distanceKm === null ? '' : `${Math.max(1, Math.round(line.distanceKm))}\u00a0km`,
            '',
          ],
        }))}
      />
      {about}
    </div>
  );
}

function Who({ line }: { readonly line: RosterLine }) {
  const { lang } = useFrame();
  const m = assignmentTexts(lang).conflict;
  return (
    <>
      <strong>{nameOf(line) || texts(lang).crisis.roster.erased}</strong>
      {line.conflicts.map(({ kind, position = '' }) => (
        <span key={kind + position} class="rf-conflict">
          {m[kind](position)}
        </span>
      ))}
    </>
  );
}

function State({ line }: { readonly line: RosterLine }) {
  const { lang } = useFrame();
  const m = assignmentTexts(lang).briefing;
  const shown = line.state === 'confirmed' && line.briefed !== undefined;
  return (
    <>
      {texts(lang).crisis.place_states[line.state]}
      {shown ? (
        <span class="rf-soft rf-block">
          {m.column.toLowerCase()} {line.briefed ? m.read : m.unread}
        </span>
      ) : null}
    </>
  );
}

function Reach({ phone, email }: Pick<RosterLine, 'phone' | 'email'>) {
  if (phone) return <a href={`tel:${phone}`}>{writtenPhone(phone)}</a>;
  return email ? <a href={`mailto:${email}`}>{email}</a> : null;
}

function nameOf(line: RosterLine): string {
  return `${line.lastName.toUpperCase()} ${line.firstName}`.trim();
}
