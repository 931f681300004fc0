import { useFrame } from '../../http/frame.ts';
import { uiTexts } from '../messages.ts';

export interface FillBarProps {
  readonly label: string;
  readonly confirmed: number;
  readonly reserve?: number | undefined;
  readonly places: number;
}

/** How full a need is: "7 / 12", the bar, and the reserve behind it. */
export function FillBar({ label, confirmed, reserve = 0, places }: FillBarProps) {
  const m = uiTexts(useFrame().lang).fill_bar;
  const share = places === 0 ? 0 : Math.min(1, confirmed / places);
  const full = confirmed >= places;
  return (
    <div class={full ? 'rf-fill rf-fill--full' : 'rf-fill'}>
      <div class="rf-fill__head">
        <span class="rf-fill__label">{label}</span>
        <span class="rf-fill__figure">
          <span aria-hidden="true">
            <strong>{confirmed}</strong> / {places}
          </span>
          <span class="govuk-visually-hidden">{m.spoken(confirmed, places)}</span>
        </span>
      </div>
      <svg class="rf-fill__bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect class="rf-fill__track" width="100" height="4" />
        <rect class="rf-fill__value" width={Math.round(share * 1000) / 10} height="4" />
      </svg>
      <p class="rf-fill__foot">
        {full ? m.full : m.missing(places - confirmed)}
        {reserve > 0 ? ` · ${m.reserve(reserve)}` : ''}
      </p>
    </div>
  );
}
