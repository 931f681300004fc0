import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { DepartmentMap } from '#platform/ui/department-map/department-map.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Tabs } from '#platform/ui/tabs/tabs.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { LEVELS } from '../../domain/proposal/level.ts';
import { isOpen } from '../../domain/proposal/states.ts';
import { alertTexts } from '../messages/index.ts';
import type { Proposal } from '../queries/proposals.ts';
import { FILLS, LevelMark, SignatureTag, STATE_TONES } from './level.tsx';

export interface ProposalListProps {
  readonly proposals: readonly Proposal[];
  readonly departmentName: (code: string) => string;
  readonly showing: 'waiting' | 'all';
}

type AlertTab = 'waiting' | 'all' | 'messages' | 'feeds';

export function AlertTabs({ current }: { readonly current: AlertTab }) {
  const m = alertTexts(useFrame().lang);
  const items = [
    { href: '/crises/alerts', text: m.list.waiting, current: current === 'waiting' },
    { href: '/crises/alerts?show=all', text: m.list.all, current: current === 'all' },
    { href: '/crises/alerts/messages', text: m.list.messages, current: current === 'messages' },
    { href: '/crises/alerts/feeds', text: m.list.feeds, current: current === 'feeds' },
  ];
  return <Tabs items={items} label={m.title} />;
}

export function ProposalList({ proposals, departmentName, showing }: ProposalListProps) {
  const { now, lang } = useFrame();
  const m = alertTexts(lang);
  const open = proposals.filter(({ state, expires }) => isOpen(state) && expires > now);
  const upload = (
    <Button href="/crises/alerts/upload" variant="secondary">
      {m.list.upload}
    </Button>
  );
  return (
    <>
      <AlertTabs current={showing} />
      {proposals.length === 0 ? (
        <EmptyState title={m.list.empty} action={upload}>
          {m.list.emptyText}
        </EmptyState>
      ) : (
        <>
          <p>{m.list.count(open.length)}</p>
          <ProposalTable proposals={proposals} departmentName={departmentName} />
          <p>{upload}</p>
          {open.length > 0 ? (
            <DepartmentMap
              title={m.list.mapTitle}
              values={mapValues(open)}
              valueLabel={m.list.mapValue}
              levels={LEVELS.slice(1).map((level) => ({
                value: LEVELS.indexOf(level),
                word: m.levels[level],
                fill: FILLS[level],
              }))}
            />
          ) : null}
        </>
      )}
    </>
  );
}

function ProposalTable({
  proposals,
  departmentName,
}: Pick<ProposalListProps, 'proposals' | 'departmentName'>) {
  const m = alertTexts(useFrame().lang);
  const { list } = m;
  return (
    <Table
      caption={list.caption}
      captionHidden
      columns={[
        { key: 'alert', label: list.alert },
        { key: 'department', label: list.department },
        { key: 'ends', label: list.ends },
        { key: 'state', label: list.state },
        { key: 'sender', label: list.sender },
        { key: 'signature', label: list.signature },
      ]}
      rows={proposals.map((proposal) => ({
        key: proposal.id,
        cells: [
          <>
            <LevelMark level={proposal.level} />{' '}
            <a href={`/crises/alerts/${proposal.id}`}>
              {m.hazards[proposal.episode.hazard]}
              <span class="govuk-visually-hidden">
                {`, ${departmentName(proposal.episode.department)}`}
              </span>
            </a>
          </>,
          departmentName(proposal.episode.department),
          <Time key="ends" at={proposal.expires} format="day_time" />,
          <>
            <Tag tone={STATE_TONES[proposal.state]}>{m.states[proposal.state]}</Tag>{' '}
            {proposal.episode.exercise ? <Tag tone="caution">{list.exercise}</Tag> : null}
          </>,
          proposal.senderName,
          <SignatureTag signature={proposal.signature} />,
        ],
      }))}
    />
  );
}

function mapValues(proposals: readonly Proposal[]) {
  const highest = new Map<string, number>();
  for (const { episode, level } of proposals) {
    const value = LEVELS.indexOf(level);
    highest.set(episode.department, Math.max(value, highest.get(episode.department) ?? 0));
  }
  return [...highest].map(([code, value]) => ({ code, value }));
}
