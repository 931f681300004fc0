import { useFrame } from '../../http/frame.ts';
import { Details } from '../details/details.tsx';
import { formatNumber } from '../format.ts';
import { uiTexts } from '../messages.ts';
import { Table } from '../table/table.tsx';
import { ticks } from './ticks.ts';

export interface LineChartProps {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  /** In order of x. Two series at most stay readable. */
  readonly series: readonly {
    readonly label: string;
    readonly points: readonly { readonly x: number; readonly y: number }[];
  }[];
  readonly formatX?: ((x: number) => string) | undefined;
  readonly formatY?: ((y: number) => string) | undefined;
  /** The top of the scale, when it has a meaning: 1 for a share, the places of a need. */
  readonly maxY?: number | undefined;
  /** A point worth a word: "84 alertes : 95 %". */
  readonly marker?: { readonly x: number; readonly y: number; readonly label: string } | undefined;
}

const WIDTH = 680;
const HEIGHT = 320;
const LEFT = 92;
const RIGHT = 20;
const TOP = 18;
const BOTTOM = 56;

/** A curve on the server's paper: forecast, latency, filling over time. The figures are one click away. */
export function LineChart(props: LineChartProps) {
  const { title, series, xLabel, yLabel, marker } = props;
  const { lang } = useFrame();
  const formatX = props.formatX ?? ((x: number) => formatNumber(lang, x));
  const formatY = props.formatY ?? ((y: number) => formatNumber(lang, y));
  const all = series.flatMap((one) => one.points);
  const x0 = Math.min(...all.map((p) => p.x));
  const x1 = Math.max(...all.map((p) => p.x), x0 + 1e-9);
  const yTicks = ticks(0, props.maxY ?? Math.max(...all.map((p) => p.y), 0), 4);
  const top = yTicks.at(-1) ?? 1;
  const px = (x: number) => round(LEFT + ((x - x0) / (x1 - x0)) * (WIDTH - LEFT - RIGHT));
  const py = (y: number) => round(HEIGHT - BOTTOM - (y / top) * (HEIGHT - TOP - BOTTOM));
  return (
    <figure class="rf-figure">
      <figcaption class="rf-figure__title">{title}</figcaption>
      {/* For the eye: the caption names the figure, and the table below says it all. */}
      <svg class="rf-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        {yTicks.map((y) => (
          <g key={y}>
            <path class="rf-chart__grid" d={`M${LEFT} ${py(y)}H${WIDTH - RIGHT}`} />
            <text x={LEFT - 10} y={py(y) + 5} text-anchor="end">
              {formatY(y)}
            </text>
          </g>
        ))}
        {ticks(x0, x1, 5)
          .filter((x) => x >= x0 && x <= x1)
          .map((x) => (
            <text key={x} x={px(x)} y={HEIGHT - BOTTOM + 24} text-anchor="middle">
              {formatX(x)}
            </text>
          ))}
        <text class="rf-chart__axis" x={WIDTH - RIGHT} y={HEIGHT - 6} text-anchor="end">
          {xLabel}
        </text>
        {series.map((one, index) => (
          <path
            key={one.label}
            class={`rf-chart__line rf-chart__line--${index + 1}`}
            d={one.points.map((p, i) => `${i === 0 ? 'M' : 'L'}${px(p.x)} ${py(p.y)}`).join('')}
          />
        ))}
        {marker ? (
          <g>
            <path class="rf-chart__drop" d={`M${px(marker.x)} ${py(marker.y)}V${py(0)}`} />
            <circle class="rf-chart__dot" cx={px(marker.x)} cy={py(marker.y)} r="7" />
            <text class="rf-chart__word" {...wordPlace(px(marker.x), py(marker.y), marker.label)}>
              {marker.label}
            </text>
          </g>
        ) : null}
      </svg>
      {series.length > 1 ? (
        <ul class="rf-legend">
          {series.map((one, index) => (
            <li key={one.label}>
              <span class={`rf-chart__key rf-chart__key--${index + 1}`} />
              {one.label}
            </li>
          ))}
        </ul>
      ) : null}
      <Details summary={uiTexts(lang).map.table}>
        <Table
          caption={title}
          captionHidden
          dense
          columns={[
            { key: 'x', label: xLabel },
            ...series.map((one) => ({
              key: one.label,
              label: series.length > 1 ? one.label : yLabel,
              numeric: true,
            })),
          ]}
          rows={(series[0]?.points ?? []).map((point) => ({
            key: String(point.x),
            cells: [
              formatX(point.x),
              ...series.map((one) => {
                const same = one.points.find((other) => other.x === point.x);
                return same ? formatY(same.y) : '';
              }),
            ],
          }))}
        />
      </Details>
    </figure>
  );
}

/** Below right of the point when there is room, else above left: a rising curve leaves both free. */
function wordPlace(x: number, y: number, label: string) {
  const fits = x + 14 + label.length * 10 < WIDTH - RIGHT;
  return fits
    ? ({ x: x + 14, y: y + 30, 'text-anchor': 'start' } as const)
    : ({ x: x - 14, y: Math.max(20, y - 14), 'text-anchor': 'end' } as const);
}

const round = (value: number) => Math.round(value * 10) / 10;
