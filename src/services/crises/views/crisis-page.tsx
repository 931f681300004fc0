import { communeAt, communeByCode, reach } from '#platform/geo/index.ts';
import { useFrame } from '#platform/http/frame.ts';
import { allows } from '#platform/kernel/transitions.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { RecordHeader } from '#platform/ui/record-header/record-header.tsx';
import { TextArea } from '#platform/ui/text-area/text-area.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import { ZoneMap } from '#platform/ui/zone-map/zone-map.tsx';
import type { Board } from '../board.ts';
import { CRISIS, type CrisisEvent } from '../domain/states.ts';
import { texts } from '../messages/index.ts';
import type { Crisis } from '../queries/crises.ts';
import { reportTexts } from '../report/messages/index.ts';
import { walkUpTexts } from '../walkups/messages/index.ts';
import { LiveBoard } from './live-board.tsx';
import { CRISIS_TONES, departmentsText, hazardText, isOver } from './words.tsx';

export interface CrisisPageProps {
  readonly board: Board;
  readonly mayManage: boolean;
  readonly notice: string | undefined;
  readonly problem: string | undefined;
  readonly noteError: string | undefined;
  readonly noteText: string;
  /** The island that keeps the board live; the page is whole without it. */
  readonly script: string;
  /** On a wall screen: what is read from two metres, nothing to press. */
  readonly wall: number | undefined;
  /** Whether the screens of a wall follow one another; undefined: there is one. */
  readonly turns: 'running' | 'stopped' | undefined;
}

const EVENTS: readonly CrisisEvent[] = ['activate', 'stand_down', 'resume', 'close', 'cancel'];

export function CrisisPage(props: CrisisPageProps) {
  const { board, mayManage, notice, problem, wall, turns } = props;
  const { crisis } = board;
  const { lang } = useFrame();
  const m = texts(lang).crisis;
  const over = isOver(crisis);
  return (
    <div class={wall ? 'rf-wall' : undefined}>
      {notice ? <Notice tone="success">{notice}</Notice> : null}
      {problem ? <Notice tone="crisis">{problem}</Notice> : null}
      <RecordHeader
        kind={hazardText(lang, crisis.hazard)}
        title={crisis.title}
        state={{ text: m.states[crisis.status], tone: CRISIS_TONES[crisis.status] }}
        facts={
          <>
            {departmentsText(crisis.departments)} · <Time at={crisis.createdAt} />
            {crisis.agencies.length > 0 ? ` · ${crisis.agencies.join(', ')}` : null}
          </>
        }
      >
        {wall ? null : (
          <>
            {mayManage && !over ? (
              <Button href={`/crises/${crisis.id}/needs/new`}>{m.board.add_need}</Button>
            ) : null}
            <Button variant="secondary" href={`/crises/${crisis.id}/roster`}>
              {m.board.roster}
            </Button>
            <Button variant="secondary" href={`/crises/${crisis.id}/report`}>
              {reportTexts(lang).short}
            </Button>
            <Button
              variant="secondary"
              href={`/crises/${crisis.id}/${mayManage ? 'intake' : 'desk'}`}
            >
              {walkUpTexts(lang).intake.nav}
            </Button>
          </>
        )}
      </RecordHeader>
      {crisis.summary && !wall ? <p>{crisis.summary}</p> : null}
      {wall ? (
        <div class="rf-wall__columns">
          <Live {...props} />
          <CrisisMap board={board} />
        </div>
      ) : (
        <>
          <Live {...props} />
          <div class="rf-columns">
            <div>
              {mayManage ? <NoteForm {...props} /> : null}
              {mayManage && !over ? <Moves crisis={crisis} /> : null}
            </div>
            <CrisisMap board={board} />
          </div>
        </>
      )}
      <p class="rf-no-print">
        {wall && turns ? <TurnLink {...props} wall={wall} /> : null}{' '}
        <a href={`/crises/${crisis.id}${wall ? '' : '?wall'}`}>
          {wall ? m.board.wall_leave : m.board.wall}
        </a>
      </p>
    </div>
  );
}

/** Whoever needs more time stops the screens (WCAG 2.2.2), and starts them again. */
function TurnLink({ board, wall, turns }: CrisisPageProps & { readonly wall: number }) {
  const m = texts(useFrame().lang).crisis.board;
  const here = `/crises/${board.crisis.id}?wall=${wall}`;
  return turns === 'running' ? (
    <a href={`${here}&still`}>{m.wall_stop}</a>
  ) : (
    <a href={here}>{m.wall_go}</a>
  );
}

/** What changes by itself, until the crisis is over. */
function Live({ board, mayManage, script, wall }: CrisisPageProps) {
  const { lang, nonce } = useFrame();
  const m = texts(lang).crisis.board;
  const fragment = <LiveBoard board={board} mayManage={mayManage && !wall} wall={wall} />;
  if (isOver(board.crisis)) return <div>{fragment}</div>;
  return (
    <>
      <live-board
        src={`/crises/${board.crisis.id}/events${wall ? `?wall=${wall}` : ''}`}
        data-live={m.live}
      >
        <p class="rf-no-print">
          {m.still}{' '}
          <a href={`/crises/${board.crisis.id}${wall ? `?wall=${wall}` : ''}`}>{m.refresh}</a>
        </p>
        <div>{fragment}</div>
      </live-board>
      <script type="module" src={script} nonce={nonce} />
    </>
  );
}

function Moves({ crisis }: { readonly crisis: Crisis }) {
  const m = texts(useFrame().lang).crisis.board;
  return (
    <Details summary={m.change_state}>
      {EVENTS.filter((event) => allows(CRISIS, crisis.status, event)).map((event) => (
        <Form key={event} action={`/crises/${crisis.id}/move`}>
          <p>{m.act_hints[event]}</p>
          <Button variant={event === 'cancel' ? 'warning' : 'secondary'} name="event" value={event}>
            {m.acts[event]}
          </Button>
        </Form>
      ))}
    </Details>
  );
}

function NoteForm({ board, noteError, noteText }: CrisisPageProps) {
  const m = texts(useFrame().lang).crisis.board;
  return (
    <Form action={`/crises/${board.crisis.id}/notes`}>
      <TextArea name="text" label={m.note_label} rows={2} value={noteText} error={noteError} />
      <Button variant="secondary">{m.note_button}</Button>
    </Form>
  );
}

const DOTS = 60;

function CrisisMap({ board }: { readonly board: Board }) {
  const { lang } = useFrame();
  const m = texts(lang).crisis.board;
  const { zone, title } = board.crisis;
  const communes = [...reach(zone).indexes]
    .map((index) => communeAt(index))
    .sort((a, b) => b.population - a.population)
    .slice(0, DOTS)
    .map(({ name, latitude, longitude, population }) => ({
      name,
      latitude,
      longitude,
      weight: population,
    }));
  // Sites of one commune share its point, so they share a label.
  const byCommune = Map.groupBy(board.sites, (site) => site.commune);
  const sites = [...byCommune].flatMap(([code, here]) => {
    const commune = communeByCode(code);
    const name = [...new Set(here.map((site) => site.name))].join(', ');
    return commune ? [{ name, latitude: commune.latitude, longitude: commune.longitude }] : [];
  });
  return <ZoneMap title={m.zone_map(title)} zone={zone} communes={communes} sites={sites} />;
}
