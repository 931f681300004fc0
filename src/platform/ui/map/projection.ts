import type { Box } from './contours.ts';

/** From degrees to pixels of the drawing. */
export type Projection = (longitude: number, latitude: number) => readonly [x: number, y: number];

export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const RADIANS = Math.PI / 180;

/** Mercator, fitted and centred in a frame: at the scale of a country or less nobody sees the stretch. */
export function fitted(box: Box, frame: Frame): Projection {
  const [left, top] = mercator(box.west, box.north);
  const [right, bottom] = mercator(box.east, box.south);
  const scale = Math.min(frame.width / (right - left), frame.height / (bottom - top));
  const offsetX = frame.x + (frame.width - (right - left) * scale) / 2;
  const offsetY = frame.y + (frame.height - (bottom - top) * scale) / 2;
  return (longitude, latitude) => {
    const [x, y] = mercator(longitude, latitude);
    return [offsetX + (x - left) * scale, offsetY + (y - top) * scale];
  };
}

function mercator(longitude: number, latitude: number): readonly [number, number] {
  return [longitude * RADIANS, -Math.log(Math.tan(Math.PI / 4 + (latitude * RADIANS) / 2))];
}

/**
 * The `d` of a path, in whole pixels and relative steps; vertices closer than `step` pixels to the
 * last one are left out, so that a small drawing stays a small download.
 */
export function pathOf(
  rings: readonly (readonly number[])[],
  projection: Projection,
  step = 1,
): string {
  let d = '';
  for (const ring of rings) {
    let [lastX, lastY] = [Number.NaN, Number.NaN];
    let vertices = 0;
    let part = '';
    for (let i = 0; i < ring.length; i += 2) {
      const at = projection(ring[i]! / 1000, ring[i + 1]! / 1000);
      const [x, y] = [Math.round(at[0]), Math.round(at[1])];
      if (i === 0) {
        part = `M${x} ${y}`;
      } else {
        if (Math.abs(x - lastX) < step && Math.abs(y - lastY) < step) continue;
        part += `l${x - lastX} ${y - lastY}`;
      }
      [lastX, lastY] = [x, y];
      vertices++;
    }
    if (vertices > 2) d += `${part.replaceAll(' -', '-')}z`;
  }
  return d;
}
