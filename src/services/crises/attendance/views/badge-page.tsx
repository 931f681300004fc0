import { renderSVG } from 'uqr';
import { useFrame } from '#platform/http/frame.ts';
import { dayText, shiftText, timeText } from '../../shift-text.ts';
import { attendanceTexts } from '../messages/index.ts';
import { DeskStyle } from './desk-page.tsx';

export interface OwnBadge {
  readonly address: string;
  readonly code: string;
  readonly expires: Date;
}

export interface BadgePageProps {
  /** The position, or whose badge it is, and the site. */
  readonly heading: string;
  readonly shift: { readonly startsAt: Date; readonly endsAt: Date; readonly timeZone: string };
  readonly badge: OwnBadge;
  readonly back: { readonly href: string; readonly text: string };
}

/** Shown on a telephone at the door, or printed; no script. */
export function BadgePage({ heading, shift, badge, back }: BadgePageProps) {
  const { lang } = useFrame();
  const m = attendanceTexts(lang).badge;
  const until = `${dayText(lang, badge.expires, shift.timeZone, 'short')} ${timeText(lang, badge.expires, shift.timeZone)}`;
  return (
    <>
      <DeskStyle />
      <p>{m.lead}</p>
      <div
        class="rf-badge"
        role="img"
        aria-label={m.alt}
        dangerouslySetInnerHTML={{ __html: badgeSvg(badge.address) }}
      />
      <p>
        {m.code} : <br />
        <span class="rf-badge__code">{badge.code}</span>
      </p>
      <p>
        <strong>{heading}</strong>
        <br />
        {shiftText(lang, shift)}
        <br />
        {m.until(until)}
      </p>
      <p class="rf-no-print">
        {m.print} <a href={back.href}>{back.text}</a>
      </p>
    </>
  );
}

/** In capital letters a QR code packs an address into a third less. */
export function badgeSvg(address: string): string {
  return renderSVG(address.toUpperCase(), { ecc: 'L', border: 4 });
}

/** Instead of a badge, for whoever holds no place. */
export function NoBadge({ back }: Pick<BadgePageProps, 'back'>) {
  return (
    <>
      <p>{attendanceTexts(useFrame().lang).badge.not_yet}</p>
      <p>
        <a href={back.href}>{back.text}</a>
      </p>
    </>
  );
}
