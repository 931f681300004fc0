const COLOURS = ['brand', 'ember', 'ink', 'sun'] as const;

interface Pair {
  readonly x: number;
  readonly height: number;
  readonly left: (typeof COLOURS)[number];
  readonly right: (typeof COLOURS)[number];
}

const GROUND = 330;
const PAIRS: readonly Pair[] = [
  { x: 48, height: 128, left: 'sun', right: 'brand' },
  { x: 132, height: 196, left: 'brand', right: 'ember' },
  { x: 236, height: 256, left: 'ink', right: 'sun' },
  { x: 350, height: 150, left: 'ember', right: 'brand' },
  { x: 452, height: 216, left: 'brand', right: 'ink' },
  { x: 538, height: 112, left: 'sun', right: 'ember' },
];

/** The mark, many times: people of all sizes leaning on each other. */
export function HeroDrawing() {
  return (
    <svg class="rf-hero__drawing" viewBox="0 0 600 360" aria-hidden="true" focusable="false">
      {PAIRS.map((pair) => (
        <Leaning key={pair.x} {...pair} />
      ))}
      <path class="rf-hero__ground" d={`M0 ${GROUND}H600`} />
    </svg>
  );
}

/** Two bars that hold each other up, each with a head. */
function Leaning({ x, height: h, left, right }: Pair) {
  const width = h * 0.17;
  const lean = h * 0.27;
  const top = GROUND - h;
  const rightTop = GROUND - h * 0.8;
  const foot = x - lean;
  return (
    <g>
      <path
        class={`rf-hero__bar--${right}`}
        d={`M${n(x + width * 0.62)} ${n(rightTop)}l${n(width * 0.75)} ${n(-h * 0.02)}L${n(x + lean + width * 1.35)} ${GROUND}h${n(-width)}Z`}
      />
      <path
        class={`rf-hero__bar--${left}`}
        d={`M${n(x)} ${n(top)}h${n(width)}L${n(foot + width)} ${GROUND}h${n(-width)}Z`}
      />
      <circle
        class={`rf-hero__bar--${left}`}
        cx={n(x + width * 0.72)}
        cy={n(top - width * 0.72)}
        r={n(width * 0.56)}
      />
      <circle
        class={`rf-hero__bar--${right}`}
        cx={n(x + width * 1.42)}
        cy={n(rightTop - width * 0.72)}
        r={n(width * 0.5)}
      />
    </g>
  );
}

const n = (value: number) => Math.round(value * 10) / 10;
