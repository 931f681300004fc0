import { useFrame } from '../../http/frame.ts';
import { KM_PER_DEGREE, type Point, type Zone } from '../../kernel/geography.ts';
import { classNames } from '../class-names.ts';
import { Details } from '../details/details.tsx';
import { formatNumber } from '../format.ts';
import { type Box, CONTOURS, type Contour, middleOf } from '../map/contours.ts';
import { fitted, type Projection, pathOf } from '../map/projection.ts';
import { uiTexts } from '../messages.ts';
import { Table } from '../table/table.tsx';
import { scaleBar } from './scale-bar.ts';
import { boundingBox, outlines } from './zone-outline.ts';

export interface PlaceOnMap extends Point {
  readonly name: string;
}

export interface ZoneMapProps {
  readonly title: string;
  readonly zone: Zone;
  /** Communes of the zone, as dots whose area follows `weight` (population, or people found there). */
  readonly communes?: readonly (PlaceOnMap & { readonly weight: number })[] | undefined;
  /** Where volunteers are expected: drawn as pins, named. */
  readonly sites?: readonly PlaceOnMap[] | undefined;
  /** Heading of the weights in the table: "Habitants". Without it, no table. */
  readonly weightLabel?: string | undefined;
  /** Everyday colours, for a zone that is no crisis. */
  readonly calm?: boolean | undefined;
}

const WIDTH = 720;
const HEIGHT = 460;
const MARGIN = 28;
const LARGEST_DOT = 13;

/** The place of a crisis: the departments around, the zone, its communes and its sites. */
export function ZoneMap(props: ZoneMapProps) {
  const { title, zone, communes = [], sites = [], weightLabel, calm = false } = props;
  const { lang } = useFrame();
  const m = uiTexts(lang).map;
  const box = boundingBox(zone, [...communes, ...sites]);
  const frame = { x: MARGIN, y: MARGIN, width: WIDTH - 2 * MARGIN, height: HEIGHT - 2 * MARGIN };
  const projection = fitted(box, frame);
  const heaviest = Math.max(1, ...communes.map((one) => one.weight));
  return (
    <figure class="rf-figure">
      <figcaption class="rf-figure__title">{title}</figcaption>
      <svg
        class={classNames('rf-map', 'rf-zone', calm && 'rf-zone--calm')}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        aria-hidden="true"
      >
        <rect class="rf-zone__sea" width={WIDTH} height={HEIGHT} />
        {CONTOURS.filter((one) => meets(one.box, box)).map(({ code, name, rings }) => (
          <path key={code} class="rf-zone__land" d={pathOf(rings, projection, 2)}>
            <title>{name}</title>
          </path>
        ))}
        {CONTOURS.map((one) => (
          <DepartmentName key={one.code} contour={one} projection={projection} />
        ))}
        {outlines(zone).map((outline, index) =>
          outline.kind === 'rings' ? (
            <path key={index} class="rf-zone__area" d={pathOf(outline.rings, projection, 2)} />
          ) : (
            <Circle key={index} outline={outline} projection={projection} />
          ),
        )}
        {communes.map((one) => {
          const [x, y] = projection(one.longitude, one.latitude);
          const r = Math.max(2, LARGEST_DOT * Math.sqrt(one.weight / heaviest));
          return (
            <circle
              key={one.name + one.latitude}
              class="rf-zone__commune"
              cx={x.toFixed(1)}
              cy={y.toFixed(1)}
              r={r.toFixed(1)}
            >
              <title>{m.named(one.name, formatNumber(lang, one.weight))}</title>
            </circle>
          );
        })}
        {sites.map((site) => (
          <Pin key={site.name} site={site} projection={projection} />
        ))}
        <Scale projection={projection} box={box} />
      </svg>
      {weightLabel && communes.length > 0 ? (
        <Details summary={m.table}>
          <Table
            caption={title}
            captionHidden
            dense
            columns={[
              { key: 'name', label: m.commune },
              { key: 'weight', label: weightLabel, numeric: true },
            ]}
            rows={[...communes]
              .sort((a, b) => b.weight - a.weight)
              .slice(0, 50)
              .map((one) => ({
                key: one.name + one.latitude,
                cells: [one.name, formatNumber(lang, one.weight)],
              }))}
          />
        </Details>
      ) : null}
    </figure>
  );
}

/** Where we are, for those who do not know the shape of the department by heart. */
function DepartmentName({
  contour,
  projection,
}: {
  readonly contour: Contour;
  readonly projection: Projection;
}) {
  const [x, y] = projection(...middleOf(contour));
  const room = 70;
  if (x < room || x > WIDTH - room || y < 30 || y > HEIGHT - 40) return null;
  return (
    <text class="rf-zone__department" x={Math.round(x)} y={Math.round(y)} text-anchor="middle">
      {contour.name}
    </text>
  );
}

function Circle({
  outline,
  projection,
}: {
  readonly outline: { readonly centre: Point; readonly radiusKm: number };
  readonly projection: Projection;
}) {
  const { centre, radiusKm } = outline;
  const [x, y] = projection(centre.longitude, centre.latitude);
  const [, top] = projection(centre.longitude, centre.latitude + radiusKm / KM_PER_DEGREE);
  return (
    <circle class="rf-zone__area" cx={Math.round(x)} cy={Math.round(y)} r={Math.round(y - top)} />
  );
}

function Pin({ site, projection }: { readonly site: PlaceOnMap; readonly projection: Projection }) {
  const [x, y] = projection(site.longitude, site.latitude);
  const rightHalf = x > WIDTH * 0.6;
  return (
    <g transform={`translate(${Math.round(x)} ${Math.round(y)})`}>
      <path class="rf-zone__pin" d="M0 0C-9-12-11-15-11-21a11 11 0 0 1 22 0C11-15 9-12 0 0Z" />
      <circle class="rf-zone__pin-eye" cy="-21" r="4" />
      <text
        class="rf-zone__name"
        x={rightHalf ? -15 : 15}
        y="-16"
        text-anchor={rightHalf ? 'end' : 'start'}
      >
        {site.name}
      </text>
    </g>
  );
}

function Scale({ projection, box }: { readonly projection: Projection; readonly box: Box }) {
  const [, y0] = projection(box.west, box.south);
  const [, y1] = projection(box.west, box.south + 1 / KM_PER_DEGREE);
  const bar = scaleBar(y0 - y1);
  return (
    <g transform={`translate(${WIDTH - bar.pixels - 20} ${HEIGHT - 14})`}>
      <path class="rf-zone__scale" d={`M0-5V0H${bar.pixels}V-5`} />
      <text class="rf-zone__name" x={bar.pixels / 2} y="-8" text-anchor="middle">
        {`${bar.km} km`}
      </text>
    </g>
  );
}

function meets(a: Box, b: Box): boolean {
  const room = 0.6 * Math.max(b.east - b.west, b.north - b.south);
  return (
    a.west < b.east + room &&
    a.east > b.west - room &&
    a.south < b.north + room &&
    a.north > b.south - room
  );
}
