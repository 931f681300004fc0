import { KM_PER_DEGREE, type Point, type Zone } from '../../kernel/geography.ts';
import { type Box, CONTOURS } from '../map/contours.ts';

export type Outline =
  | { readonly kind: 'rings'; readonly rings: readonly (readonly number[])[] }
  | { readonly kind: 'circle'; readonly centre: Point; readonly radiusKm: number };

/** The lines to draw; communes have none, they are the dots. */
export function outlines(zone: Zone): readonly Outline[] {
  switch (zone.kind) {
    case 'departments':
      return CONTOURS.filter((one) => zone.codes.includes(one.code)).map(({ rings }) => ({
        kind: 'rings',
        rings,
      }));
    case 'polygon':
      return [{ kind: 'rings', rings: [zone.outer, ...(zone.holes ?? [])].map(thousandths) }];
    case 'circle':
      return [zone];
    case 'union':
      return zone.zones.flatMap(outlines);
    case 'communes':
      return [];
  }
}

/** What the map must show, never narrower than about 20 km. */
export function boundingBox(zone: Zone, places: readonly Point[]): Box {
  const boxes = [...zoneBoxes(zone), ...places.map((place) => around(place, 2))];
  if (boxes.length === 0) return { west: -5, east: 9.6, south: 41.3, north: 51.1 };
  const box = {
    west: Math.min(...boxes.map((one) => one.west)),
    east: Math.max(...boxes.map((one) => one.east)),
    south: Math.min(...boxes.map((one) => one.south)),
    north: Math.max(...boxes.map((one) => one.north)),
  };
  const room = Math.max(0, 0.1 - (box.north - box.south) / 2);
  return {
    west: box.west - room,
    east: box.east + room,
    south: box.south - room,
    north: box.north + room,
  };
}

function zoneBoxes(zone: Zone): readonly Box[] {
  switch (zone.kind) {
    case 'departments':
      return CONTOURS.filter((one) => zone.codes.includes(one.code)).map((one) => one.box);
    case 'polygon':
      return zone.outer.map((point) => around(point, 0));
    case 'circle':
      return [around(zone.centre, zone.radiusKm)];
    case 'union':
      return zone.zones.flatMap(zoneBoxes);
    case 'communes':
      return [];
  }
}

function around({ latitude, longitude }: Point, km: number): Box {
  const dLat = km / KM_PER_DEGREE;
  const dLon = dLat / Math.cos((latitude * Math.PI) / 180);
  return {
    west: longitude - dLon,
    east: longitude + dLon,
    south: latitude - dLat,
    north: latitude + dLat,
  };
}

function thousandths(ring: readonly Point[]): readonly number[] {
  return ring.flatMap(({ latitude, longitude }) => [longitude * 1000, latitude * 1000]);
}
