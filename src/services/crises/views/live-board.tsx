import { communeByCode } from '#platform/geo/index.ts';
import { useFrame } from '#platform/http/frame.ts';
import { BigNumber, Numbers } from '#platform/ui/big-number/big-number.tsx';
import { Button } from '#platform/ui/button/button.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { FillBar } from '#platform/ui/fill-bar/fill-bar.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { Timeline } from '#platform/ui/timeline/timeline.tsx';
import type { Board } from '../board.ts';
import type { CallOutState } from '../domain/states.ts';
import { texts } from '../messages/index.ts';
import type { Need } from '../queries/needs.ts';
import { shiftText, timeText } from '../shift-text.ts';
import { CALL_TONES, logText } from './words.tsx';

export interface LiveBoardProps {
  readonly board: Board;
  readonly mayManage: boolean;
}

/** The part of the board that changes: rendered alike in the page and in each live update. No form in it. */
export function LiveBoard({ board, mayManage }: LiveBoardProps) {
  const { lang } = useFrame();
  const m = texts(lang).crisis.board;
  const open = board.needs.filter(({ status }) => status !== 'cancelled');
  const sum = (value: (need: Need) => number) => open.reduce((total, one) => total + value(one), 0);
  const calls = [...board.calls.values()];
  return (
    <>
      {open.length > 0 ? (
        <Numbers>
          <BigNumber
            value={sum((need) => need.confirmed)}
            label={m.confirmed}
            hint={m.confirmed_hint(sum((need) => need.places))}
            tone={open.length > 0 && open.every(isFull) ? 'success' : 'crisis'}
          />
          <BigNumber value={sum((need) => need.reserve + need.offered)} label={m.reserve} />
          <BigNumber
            value={calls.reduce((total, call) => total + call.alerted, 0)}
            label={m.alerted}
            hint={m.answered(calls.reduce((total, call) => total + call.answered, 0))}
          />
        </Numbers>
      ) : null}
      <h2>{m.needs}</h2>
      {board.needs.length === 0 ? (
        <EmptyState
          title={m.no_needs_title}
          action={
            mayManage ? (
              <Button href={`/crises/${board.crisis.id}/needs/new`}>{m.add_need}</Button>
            ) : null
          }
        >
          <p>{m.no_needs}</p>
        </EmptyState>
      ) : (
        <ul class="rf-needs">
          {board.needs.map((need) => (
            <NeedCard key={need.id} need={need} board={board} mayManage={mayManage} />
          ))}
        </ul>
      )}
      <div class="rf-columns">
        <section>
          <h2>{m.waves}</h2>
          {board.waves.length === 0 ? (
            <p class="rf-soft">{m.no_waves}</p>
          ) : (
            <Timeline
              items={board.waves.map((wave) => ({
                time: wave.at,
                title: m.wave(wave.size, wave.position),
                text: m.wave_text(wave.number, Math.round(wave.fillProbability * 100)),
                tone: 'info',
              }))}
            />
          )}
        </section>
        <section>
          <h2>{m.log}</h2>
          <Timeline
            items={board.log.map((entry) => ({
              time: entry.at,
              title: logText(lang, entry),
              ...(entry.kind === 'call_everyone' ? { text: entry.text } : {}),
              tone: entry.kind === 'note' ? 'neutral' : 'brand',
            }))}
          />
          <p>
            <a href={`/crises/${board.crisis.id}/log`}>{m.all_log}</a>
          </p>
        </section>
      </div>
    </>
  );
}

function isFull(need: Need): boolean {
  return need.status !== 'open' || need.confirmed >= need.places;
}

function NeedCard({
  need,
  board,
  mayManage,
}: {
  readonly need: Need;
  readonly board: Board;
  readonly mayManage: boolean;
}) {
  const { lang } = useFrame();
  const { crisis: m } = texts(lang);
  const site = board.sites.find(({ id }) => id === need.siteId);
  const call = board.calls.get(need.id);
  const path = `/crises/${board.crisis.id}/needs/${need.id}`;
  const live = call && ['running', 'paused', 'filled'].includes(call.state);
  return (
    <li class="rf-need">
      <FillBar
        label={need.position}
        confirmed={need.confirmed}
        reserve={need.reserve + need.offered}
        places={need.places}
      />
      <p class="rf-need__facts">
        {site ? `${site.name}, ${communeByCode(site.commune)?.name ?? site.commune}` : null}
        <br />
        {shiftText(lang, need)}
        {need.status === 'open'
          ? ` (${m.board.deadline(timeText(lang, need.deadline, need.timeZone))})`
          : null}
      </p>
      <p class="rf-need__call">
        {need.status === 'open' ? (
          <Tag tone={call ? CALL_TONES[call.state] : 'neutral'}>
            {call ? callText(m, call.state, need) : m.not_called}
          </Tag>
        ) : (
          <Tag tone="neutral">{m.need_states[need.status]}</Tag>
        )}{' '}
        {call ? m.board.alerts(call.alerted, call.answered) : null}
      </p>
      {mayManage ? (
        <p class="rf-need__acts rf-no-print">
          {need.status === 'open' ? (
            <a href={`${path}/call`}>
              {live ? m.board.follow : m.board.call}
              <span class="govuk-visually-hidden"> : {need.position}</span>
            </a>
          ) : null}{' '}
          <a href={`${path}/edit`}>
            {m.board.edit}
            <span class="govuk-visually-hidden"> : {need.position}</span>
          </a>
        </p>
      ) : null}
    </li>
  );
}

/** "All places are taken" would be wrong while one of them waits for an answer of the reserve. */
function callText(m: ReturnType<typeof texts>['crisis'], state: CallOutState, need: Need): string {
  return state === 'filled' && need.offered > 0 ? m.place_states.offered : m.call_states[state];
}
