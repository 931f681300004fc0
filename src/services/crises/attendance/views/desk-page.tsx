import { readFileSync } from 'node:fs';
import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { deskOf, searchDesk } from '../../domain/desk.ts';
import { attendanceTexts } from '../messages/index.ts';
import type { Sheet } from '../sheet.ts';
import { FIELD, zoneOf } from '../site.ts';
import { DeskCounts } from './desk-counts.tsx';
import { DeskList } from './desk-list.tsx';

const CSS = readFileSync(new URL('desk.css', import.meta.url), 'utf8');

export function DeskStyle() {
  return <style nonce={useFrame().nonce} dangerouslySetInnerHTML={{ __html: CSS }} />;
}

export interface DeskPageProps {
  readonly sheet: Sheet;
  readonly path: string;
  readonly search: string;
  /** What the last form did. */
  readonly done: { readonly text: string; readonly undoes?: string } | undefined;
  readonly problem: string | undefined;
  /** Makes the form that is sent twice one event. */
  readonly eventId: string;
  readonly script: string;
  /** May name the leaders of this site. */
  readonly mayName: boolean;
}

/** The whole desk without a script; with one, the same page goes on without network. */
export function DeskPage(props: DeskPageProps) {
  const { sheet, path, search, done, problem, eventId, script, mayName } = props;
  const { lang, now, nonce } = useFrame();
  const m = attendanceTexts(lang).desk;
  const whole = deskOf(sheet, sheet.events, now);
  const desk = search ? searchDesk(whole, search) : whole;
  return (
    <>
      <DeskStyle />
      {problem ? <Notice tone="crisis">{problem}</Notice> : null}
      {done ? (
        <Notice tone="success">
          <Form action={`${path}/mark`}>
            <input type="hidden" name="event" value={eventId} />
            {done.text}{' '}
            {done.undoes ? (
              <Button variant="secondary" name="mark" value={`undo ${done.undoes}`}>
                {m.undo}
              </Button>
            ) : null}
          </Form>
        </Notice>
      ) : null}
      <site-desk
        data-crisis={sheet.crisisId}
        data-site={sheet.siteId}
        data-worker={`${FIELD}/worker.js`}
        data-sheet={`${path}/sheet.json`}
        data-events={`${path}/events`}
      >
        <div data-part="counts">
          <DeskCounts counts={whole.counts} lang={lang} />
        </div>
        <div data-part="tools" class="rf-desk-tools" />
        <form method="get" action={path} class="rf-desk-search">
          <div>
            <label for="q">{m.search}</label>
            <input
              id="q"
              name="q"
              type="search"
              class="govuk-input"
              value={search}
              autocomplete="off"
              spellcheck={false}
            />
          </div>
          <Button variant="secondary">{m.search_button}</Button>
        </form>
        {search ? (
          <p data-part="all">
            <a href={path}>{m.all}</a>
          </p>
        ) : null}
        <Form action={`${path}/mark`}>
          <input type="hidden" name="event" value={eventId} />
          <div data-part="list">
            <DeskList
              desk={desk}
              lang={lang}
              timeZone={zoneOf(sheet)}
              searched={search !== ''}
              leaving={false}
            />
          </div>
        </Form>
        <div data-part="said" class="rf-desk-said" aria-live="polite" />
      </site-desk>
      <p class="rf-no-print">
        <a href={`${path}/paper`}>{m.paper}</a> · <a href={`${path}/from-paper`}>{m.from_paper}</a>{' '}
        · <a href={FIELD}>{m.sites}</a>
        {mayName ? (
          <>
            {' '}
            · <a href={`${path}/leaders`}>{attendanceTexts(lang).leaders.nav}</a>
          </>
        ) : null}
      </p>
      <script type="module" src={script} nonce={nonce} />
    </>
  );
}
