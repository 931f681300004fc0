import { renderSVG } from 'uqr';
import { useFrame } from '#platform/http/frame.ts';
import { uiTexts } from '#platform/ui/messages.ts';
import type { IntakeOfCrisis } from '../../queries/intake.ts';
import type { Site } from '../../queries/needs.ts';
import { PrintedPages } from '../../views/printed-pages.tsx';
import { walkUpTexts } from '../messages/index.ts';
import { ownPath } from '../notices.ts';
import { siteText } from './own-page.tsx';

export interface PosterPageProps {
  readonly intake: IntakeOfCrisis;
  readonly holder: string;
  readonly reception: Site | undefined;
  readonly publicUrl: string;
}

/** Read at three metres, on a wall: the code fills the width of the sheet. */
const STYLE =
  '.poster{text-align:center}.poster h1{font-size:2.6rem;margin-bottom:4px}.poster svg{width:min(100%,11cm);height:auto}' +
  '.poster__address{font:700 1.9rem/1.3 ui-monospace,monospace;overflow-wrap:anywhere}.poster ol{text-align:left;width:fit-content;margin:0 auto 14px;font-size:1.25rem}' +
  '.poster__no{border:3px solid;padding:8px 12px;font-weight:700;font-size:1.25rem}.poster__exercise{font-size:2.2rem;font-weight:800;letter-spacing:.1em}';

export function PosterPage({ intake, holder, reception, publicUrl }: PosterPageProps) {
  const { lang, nonce, exercise } = useFrame();
  const t = walkUpTexts(lang);
  const m = t.intake.poster_page;
  const url = publicUrl + ownPath(lang, intake.code);
  const other = lang === 'fr' ? 'en' : 'fr';
  return (
    <>
      <style nonce={nonce} dangerouslySetInnerHTML={{ __html: STYLE }} />
      <PrintedPages title={intake.title} />
      <p class="rf-no-print">
        {m.print} <a href={`?in=${other}`}>{other === 'fr' ? m.french : m.english}</a>
      </p>
      <div class="poster">
        {exercise ? <p class="poster__exercise">{uiTexts(lang).layout.exercise}</p> : null}
        <p>{intake.title}</p>
        <h1>{m.heading}</h1>
        <div
          role="img"
          aria-label={m.qr(url)}
          dangerouslySetInnerHTML={{ __html: renderSVG(url, { ecc: 'Q', border: 2 }) }}
        />
        <p class="poster__address">{url.replace(/^https?:\/\//, '')}</p>
        <ol>
          <li>{m.step1}</li>
          <li>{m.step2}</li>
          <li>{m.step3}</li>
        </ol>
        <p class="poster__no">{m.no}</p>
        <p>
          {intake.tasks.map((task) => t.tasks[task]).join(', ')}. {m.age(intake.minimumAge)}{' '}
          {intake.note}
        </p>
        {reception ? <p>{m.no_phone(siteText(reception), intake.opens, intake.closes)}</p> : null}
        <p>
          {t.visitor.holder(holder)}
          {intake.agencies.length > 0 ? ` ${intake.agencies.join(', ')}` : null}
        </p>
      </div>
    </>
  );
}
