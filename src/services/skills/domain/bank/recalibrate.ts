import { ok, type Result, refuse } from '#platform/kernel/result.ts';
import { type CalibrationError, calibrate, SLOPE_PRIOR } from '../calibration/calibrate.ts';
import { itemFit } from '../calibration/item-fit.ts';
import { link, onScale } from '../calibration/linking.ts';
import { type PilotLack, pilotLacks } from '../calibration/pilot.ts';
import type { Responses } from '../calibration/responses.ts';

/** An item as the present version measures with it. */
export interface PresentItem {
  readonly id: string;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly seB: number | null;
  readonly status: 'provisional' | 'calibrated' | 'pilot';
}

export interface Remeasured<Item extends PresentItem> {
  readonly item: Item;
  readonly answered: number;
  /** Why it keeps its parameters; empty for an item that has new ones. */
  readonly lacks: readonly PilotLack[];
}

export type RecalibrationError = CalibrationError | 'too_few_common_items';

/** Fewer items on both scales would tie them badly. */
const LEAST_COMMON = 5;

/**
 * New parameters from answers, on the scale of the present version. Every item that was answered takes
 * part, so that what the engine chose to ask biases nothing; the chance of guessing stays that of its kind.
 * An item gets new parameters when it lacks nothing that a pilot item must have; the others stay as they are.
 */
export function recalibrate<Item extends PresentItem>(
  present: readonly Item[],
  responses: Responses,
): Result<readonly Remeasured<Item>[], RecalibrationError> {
  const fixedGuess = new Map(present.map(({ id, c }) => [id, c]));
  const calibration = calibrate(responses, { model: '3pl', fixedGuess, slopePrior: SLOPE_PRIOR });
  if (!calibration.ok) return calibration;
  const infits = new Map(itemFit(calibration.value).map(({ id, infit }) => [id, infit]));
  const found = new Map(
    calibration.value.items.flatMap((item, column) => {
      if (!item) return [];
      const { answered } = calibration.value.tallies[column]!;
      const lacks = pilotLacks({ ...item, answered, infit: infits.get(item.id) ?? 1 });
      return [[item.id, { ...item, answered, lacks }] as const];
    }),
  );
  const common = present.filter(
    ({ id, status }) => status !== 'pilot' && found.get(id)?.lacks.length === 0,
  );
  if (common.length < LEAST_COMMON) return refuse('too_few_common_items', { least: LEAST_COMMON });
  const scale = link(
    common.map(({ id }) => found.get(id)!),
    common,
  );
  return ok(
    present.map((item) => {
      const measured = found.get(item.id);
      if (!measured) return { item, answered: 0, lacks: ['too_few_answers'] };
      const { answered, lacks, seB } = measured;
      if (lacks.length > 0) return { item, answered, lacks };
      const moved = onScale(measured, scale);
      const known = { ...moved, seB: (seB ?? 0) * scale.slope, status: 'calibrated' as const };
      return { item: { ...item, ...known }, answered, lacks };
    }),
  );
}
