import { renderSVG } from 'uqr';
import { useFrame } from '#platform/http/frame.ts';
import type { CallView } from '../../queries/links.ts';
import { dayText, shiftText, timeText } from '../../shift-text.ts';
import { attendanceTexts } from '../messages/index.ts';
import { DeskStyle } from './desk-page.tsx';

export interface BadgePageProps {
  readonly call: CallView;
  readonly back: string;
  /** Undefined when no place is confirmed. */
  readonly badge:
    | { readonly address: string; readonly code: string; readonly expires: Date }
    | undefined;
}

/** Shown on a telephone at the door, or printed; no script. */
export function BadgePage({ call, back, badge }: BadgePageProps) {
  const { lang } = useFrame();
  const m = attendanceTexts(lang).badge;
  if (!badge) {
    return (
      <>
        <p>{m.not_yet}</p>
        <p>
          <a href={back}>{m.back}</a>
        </p>
      </>
    );
  }
  const until = `${dayText(lang, badge.expires, call.timeZone, 'short')} ${timeText(lang, badge.expires, call.timeZone)}`;
  // In capital letters a QR code packs an address into a third less.
  const svg = renderSVG(badge.address.toUpperCase(), { ecc: 'L', border: 4 });
  return (
    <>
      <DeskStyle />
      <p>{m.lead}</p>
      <div
        class="rf-badge"
        role="img"
        aria-label={m.alt}
        dangerouslySetInnerHTML={{ __html: svg }}
      />
      <p>
        {m.code} : <br />
        <span class="rf-badge__code">{badge.code}</span>
      </p>
      <p>
        <strong>
          {call.position}, {call.siteName}
        </strong>
        <br />
        {shiftText(lang, call)}
        <br />
        {m.until(until)}
      </p>
      <p class="rf-no-print">
        {m.print} <a href={back}>{m.back}</a>
      </p>
    </>
  );
}
