import { useFrame } from '#platform/http/frame.ts';
import { formatNumber } from '#platform/ui/format.ts';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import type { DirectoryFigures } from '../actions/figures.ts';
import { texts } from '../messages/index.ts';

/** Four counts of a staff member's territory, for a page that shows what is going on. */
export function DirectoryFiguresView({ figures }: { readonly figures: DirectoryFigures }) {
  const { lang } = useFrame();
  const { figures: m } = texts(lang).staff;
  return (
    <SummaryList
      rows={(['registered', 'reachable', 'callable', 'certificates'] as const).map((key) => ({
        key: m[key],
        value: formatNumber(lang, figures[key]),
      }))}
    />
  );
}
