import type { Lang } from '#platform/i18n/index.ts';
import type { Desk } from '../../domain/desk.ts';
import { deviceTexts } from '../messages/device/index.ts';

/** Who is here, and whom to ask about: what a leader must be able to say at any moment. */
export function DeskCounts({
  counts,
  lang,
}: {
  readonly counts: Desk['counts'];
  readonly lang: Lang;
}) {
  const m = deviceTexts(lang).desk;
  return (
    <p class="rf-desk-counts">
      <span>
        <strong data-count="here">{counts.here}</strong> {m.here}
      </span>
      <span class={counts.late > 0 ? 'rf-desk-counts__ask' : undefined}>
        <strong>{counts.late}</strong> {m.late}
      </span>
      <span class={counts.stayed > 0 ? 'rf-desk-counts__ask' : undefined}>
        <strong>{counts.stayed}</strong> {m.stayed}
      </span>
    </p>
  );
}
