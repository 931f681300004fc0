import { communeByCode } from '#platform/geo/index.ts';
import { useFrame } from '#platform/http/frame.ts';
import type { Lang } from '#platform/i18n/index.ts';
import { BigNumber, Numbers } from '#platform/ui/big-number/big-number.tsx';
import { Button } from '#platform/ui/button/button.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { FillBar } from '#platform/ui/fill-bar/fill-bar.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { Timeline } from '#platform/ui/timeline/timeline.tsx';
import { OnSiteList } from '../attendance/views/on-site-list.tsx';
import type { Board } from '../board.ts';
import type { CallOutState } from '../domain/states.ts';
import { wallScreens } from '../domain/wall.ts';
import { texts } from '../messages/index.ts';
import type { Need } from '../queries/needs.ts';
import { momentText, shiftText } from '../shift-text.ts';
import { isLive } from './call-page.tsx';
import { CALL_TONES, isOver, logText } from './words.tsx';

export interface LiveBoardProps {
  readonly board: Board;
  readonly mayManage: boolean;
  /** Number of the screen on a wall, from 1; undefined: the page of an officer. */
  readonly wall?: number | undefined;
}

/** The part of the board that changes: rendered alike in the page and in each live update. No form in it. */
export function LiveBoard({ board, mayManage, wall }: LiveBoardProps) {
  const { lang } = useFrame();
  const m = texts(lang).crisis.board;
  const screens = wall === undefined ? [board.needs] : wallScreens(board.needs);
  const screen = Math.min(wall ?? 1, screens.length);
  return (
    <>
      <Figures board={board} />
      <OnSiteList sites={board.sites} onSite={board.onSite} />
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
          {screens[screen - 1]?.map((need) => (
            <NeedCard key={need.id} need={need} board={board} mayManage={mayManage} />
          ))}
        </ul>
      )}
      {screens.length > 1 ? (
        <p class="rf-wall__screen">{m.screen(screen, screens.length)}</p>
      ) : null}
      <div class="rf-columns rf-board-past">
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

/** How many are still to find and by when, then who comes. */
function Figures({ board }: { readonly board: Board }) {
  const { lang, now } = useFrame();
  const m = texts(lang).crisis.board;
  const needs = board.needs.filter(({ status }) => status !== 'cancelled');
  if (needs.length === 0) return null;
  const sum = (value: (need: Need) => number) =>
    needs.reduce((total, one) => total + value(one), 0);
  const calls = [...board.calls.values()];
  const places = sum((need) => need.places);
  const confirmed = sum((need) => need.confirmed);
  const lacking = needs.filter((need) => need.status === 'open' && need.confirmed < need.places);
  const missing = lacking.reduce((total, need) => total + need.places - need.confirmed, 0);
  const [first] = [...lacking].sort((a, b) => a.deadline.getTime() - b.deadline.getTime());
  return (
    <Numbers>
      {isOver(board.crisis) ? null : (
        <BigNumber
          value={missing}
          label={m.missing(missing)}
          hint={first ? deadlineText(lang, first, now) : m.nothing_missing}
          tone={missing > 0 ? 'crisis' : 'success'}
        />
      )}
      <BigNumber
        value={confirmed}
        label={m.confirmed}
        hint={m.confirmed_hint(places)}
        tone={confirmed >= places ? 'success' : 'neutral'}
      />
      <BigNumber value={sum((need) => need.reserve + need.offered)} label={m.reserve} />
      <BigNumber
        value={calls.reduce((total, call) => total + call.alerted, 0)}
        label={m.alerted}
        hint={m.answered(calls.reduce((total, call) => total + call.answered, 0))}
      />
    </Numbers>
  );
}

/** "à pourvoir avant 15:53", with its day when it is not today; once it has passed, since when. */
function deadlineText(lang: Lang, need: Need, now: Date): string {
  const m = texts(lang).crisis.board;
  const time = momentText(lang, need.deadline, now, need.timeZone);
  return need.deadline < now ? m.late(time) : m.deadline(time);
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
  const { lang, now } = useFrame();
  const { crisis: m } = texts(lang);
  const site = board.sites.find(({ id }) => id === need.siteId);
  const call = board.calls.get(need.id);
  const path = `/crises/${board.crisis.id}/needs/${need.id}`;
  const live = call && isLive(call);
  const holder = need.holderId === null ? undefined : board.holders.get(need.holderId);
  // Nobody was left after the last wave, and places are.
  const exhausted =
    call?.state === 'running' && call.leftAfterWave === 0 && need.confirmed < need.places;
  return (
    <li class="rf-need">
      <FillBar
        label={need.position}
        confirmed={need.confirmed}
        reserve={need.reserve + need.offered}
        places={need.places}
      />
      {need.status === 'open' && need.confirmed < need.places && !isOver(board.crisis) ? (
        <p class={`rf-need__deadline${need.deadline < now ? ' rf-need__deadline--late' : ''}`}>
          {deadlineText(lang, need, now)}
        </p>
      ) : null}
      <p class="rf-need__call">
        {need.status === 'open' ? (
          <Tag tone={call ? CALL_TONES[call.state] : 'neutral'}>
            {call ? callText(m, call.state, need) : m.not_called}
          </Tag>
        ) : (
          <Tag tone="neutral">{m.need_states[need.status]}</Tag>
        )}{' '}
        {exhausted ? <Tag tone="caution">{m.board.exhausted}</Tag> : null}{' '}
        {call ? m.board.alerts(call.alerted, call.answered) : null}
      </p>
      <p class="rf-need__facts">
        {site ? `${site.name}, ${communeByCode(site.commune)?.name ?? site.commune}` : null}
        <br />
        {shiftText(lang, need)}
        {holder ? (
          <>
            <br />
            {m.board.holder(holder)}
          </>
        ) : null}
      </p>
      {mayManage ? (
        <p class="rf-need__acts rf-no-print">
          {need.status === 'open' ? (
            <a href={`${path}/call`}>
              {exhausted ? m.board.widen : live ? m.board.follow : m.board.call}
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
