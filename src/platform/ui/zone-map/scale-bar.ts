export interface ScaleBar {
  readonly km: number;
  readonly pixels: number;
}

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500];

/** The longest round distance that stays under 140 pixels. */
export function scaleBar(pixelsPerKm: number): ScaleBar {
  const km = STEPS.findLast((step) => step * pixelsPerKm <= 140) ?? STEPS[0]!;
  return { km, pixels: Math.round(km * pixelsPerKm) };
}
