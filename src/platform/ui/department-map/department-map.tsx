import type { ComponentChildren } from 'preact';
import { useFrame } from '../../http/frame.ts';
import { classNames } from '../class-names.ts';
import { Details } from '../details/details.tsx';
import { formatNumber } from '../format.ts';
import { CONTOURS, isOverseas } from '../map/contours.ts';
import { fitted, pathOf } from '../map/projection.ts';
import { uiTexts } from '../messages.ts';
import { Table } from '../table/table.tsx';
import { bands } from './bands.ts';

export interface DepartmentMapProps {
  /** Says what the shades mean: it is the caption, and the name of the picture. */
  readonly title: string;
  /** Departments left out count zero. Codes are INSEE codes: '30', '2A', '974'. */
  readonly values: readonly { readonly code: string; readonly value: number }[];
  /** Heading of the figures in the table: "Bénévoles". */
  readonly valueLabel: string;
  /** When a value is a rank among a few named levels: their words and colours, in place of shades. */
  readonly levels?: readonly MapLevel[] | undefined;
  /** Where a department leads. */
  readonly href?: ((code: string) => string) | undefined;
  /** Outlined: the departments of a crisis. */
  readonly highlighted?: readonly string[] | undefined;
}

export interface MapLevel {
  readonly value: number;
  readonly word: string;
  /** A colour of an official scale, as it is known: '#ffb82b'. */
  readonly fill: string;
}

const WIDTH = 600;
const HEIGHT = 660;

/** France by department, in five shades; overseas departments in a row below, each at its own scale. */
export function DepartmentMap(props: DepartmentMapProps) {
  const { title, values, valueLabel, levels = [], highlighted = [] } = props;
  const { lang } = useFrame();
  const m = uiTexts(lang).map;
  const byCode = new Map(values.map((one) => [one.code, one.value]));
  const scale = bands(levels.length > 0 ? [] : values.map((one) => one.value));
  const levelOf = (value: number) => levels.find((level) => level.value === value);
  const said = (value: number) => levelOf(value)?.word ?? formatNumber(lang, value);
  return (
    <figure class="rf-figure">
      <figcaption class="rf-figure__title">{title}</figcaption>
      {/* For the eye: the caption names the figure, and the table below says it all. */}
      <svg class="rf-map" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        {shapes().map((shape) => {
          const value = byCode.get(shape.code) ?? 0;
          return (
            <MapLink key={shape.code} href={props.href?.(shape.code)}>
              <path
                class={classNames(
                  'rf-map__area',
                  !levelOf(value) && `rf-map__area--${scale.band(value)}`,
                )}
                data-on={highlighted.includes(shape.code) ? '' : undefined}
                fill={levelOf(value)?.fill}
                d={shape.d}
              >
                <title>{m.named(shape.name, said(value))}</title>
              </path>
            </MapLink>
          );
        })}
      </svg>
      <ul class="rf-legend">
        {levels.map((level) => (
          <li key={level.word}>
            <svg class="rf-legend__key" viewBox="0 0 1 1" aria-hidden="true" focusable="false">
              <rect width="1" height="1" fill={level.fill} />
            </svg>
            {level.word}
          </li>
        ))}
        {scale.ranges.map((range) => (
          <li key={range.band}>
            <span class={`rf-legend__key rf-legend__key--${range.band}`} />
            {m.range(formatNumber(lang, range.from), formatNumber(lang, range.to))}
          </li>
        ))}
      </ul>
      <Details summary={m.table}>
        <Table
          caption={title}
          captionHidden
          dense
          columns={[
            { key: 'name', label: m.department },
            { key: 'value', label: valueLabel, numeric: levels.length === 0 },
          ]}
          rows={[...values]
            .sort((a, b) => b.value - a.value)
            .map((one) => ({
              key: one.code,
              cells: [
                <DepartmentName key="name" code={one.code} href={props.href?.(one.code)} />,
                said(one.value),
              ],
            }))}
        />
      </Details>
    </figure>
  );
}

function MapLink({
  href,
  children,
}: {
  readonly href?: string | undefined;
  readonly children: ComponentChildren;
}): ComponentChildren {
  // The table carries the same links for the keyboard.
  return href ? (
    <a href={href} tabIndex={-1}>
      {children}
    </a>
  ) : (
    children
  );
}

function DepartmentName({
  code,
  href,
}: {
  readonly code: string;
  readonly href?: string | undefined;
}): ComponentChildren {
  const name = CONTOURS.find((one) => one.code === code)?.name;
  const text = name ? `${name} (${code})` : code;
  return href ? <a href={href}>{text}</a> : text;
}

interface Shape {
  readonly code: string;
  readonly name: string;
  readonly d: string;
}

let drawn: readonly Shape[] | undefined;

/** Computed at the first map, then kept: 101 short paths. */
function shapes(): readonly Shape[] {
  drawn ??= drawAll();
  return drawn;
}

function drawAll(): readonly Shape[] {
  const mainland = CONTOURS.filter((one) => !isOverseas(one.code));
  const box = {
    west: Math.min(...mainland.map((one) => one.box.west)),
    east: Math.max(...mainland.map((one) => one.box.east)),
    south: Math.min(...mainland.map((one) => one.box.south)),
    north: Math.max(...mainland.map((one) => one.box.north)),
  };
  const projection = fitted(box, { x: 4, y: 4, width: WIDTH - 8, height: 570 });
  const overseas = CONTOURS.filter((one) => isOverseas(one.code));
  return [
    ...mainland.map(({ code, name, rings }) => ({ code, name, d: pathOf(rings, projection, 4) })),
    ...overseas.map(({ code, name, rings, box: own }, index) => {
      const frame = { x: 20 + index * 116, y: 594, width: 84, height: 60 };
      return { code, name, d: pathOf(rings, fitted(own, frame), 3) };
    }),
  ];
}
