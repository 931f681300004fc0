import { LEVELS } from '../domain/digcomp/referential.ts';
import type { Estimate } from '../domain/irt/posterior.ts';

const WIDTH = 320;
const STEP = WIDTH / LEVELS.length;

/** Where an ability stands over the eight levels, each a step wide. */
function place(theta: number): number {
  const levels = theta / 0.6 + 4;
  return Math.round(Math.min(WIDTH, Math.max(0, levels * STEP)) * 10) / 10;
}

/** The level as a dot, what it may be as a bar, for the eye: the words beside it say the same. */
export function LevelScale({ estimate: { theta, se } }: { readonly estimate: Estimate }) {
  const [low, high] = [place(theta - 1.96 * se), place(theta + 1.96 * se)];
  const dot = Math.min(WIDTH - 7, Math.max(7, place(theta)));
  return (
    <svg class="rf-levels" viewBox={`0 0 ${WIDTH} 34`} aria-hidden="true">
      <rect class="rf-levels__track" y="4" width={WIDTH} height="12" rx="6" />
      <rect class="rf-levels__range" x={low} y="4" width={high - low} height="12" rx="6" />
      {LEVELS.map((level) => (
        <text key={level} x={(level - 0.5) * STEP} y="31" text-anchor="middle">
          {level}
        </text>
      ))}
      <circle class="rf-levels__dot" cx={dot} cy="10" r="7" />
    </svg>
  );
}
