import { createRequire } from 'node:module';
import type { Bank } from '#services/skills/index.ts';

interface Stimulus {
  readonly at: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}
interface JsCat {
  readonly theta: number;
  updateAbilityEstimate(zeta: Omit<Stimulus, 'at'>, answer: 0 | 1): void;
  findNextItem(stimuli: readonly Stimulus[]): {
    nextStimulus: Stimulus;
    remainingStimuli: Stimulus[];
  };
}

const { Cat } = createRequire(import.meta.url)('@bdelab/jscat') as {
  Cat: new (options: { method: string; itemSelect: string }) => JsCat;
};

/** One test by @bdelab/jscat: EAP, maximum information. The items asked and the ability after each. */
export function jsCatTest(
  { size, a, b, c }: Bank,
  length: number,
  answerOf: (item: number) => 0 | 1,
): { items: number[]; thetas: number[] } {
  const cat = new Cat({ method: 'EAP', itemSelect: 'MFI' });
  let left: Stimulus[] = Array.from({ length: size }, (_, at) => ({
    at,
    a: a[at]!,
    b: b[at]!,
    c: c[at]!,
    d: 1,
  }));
  const items: number[] = [];
  const thetas: number[] = [];
  for (let n = 0; n < length; n++) {
    const { nextStimulus, remainingStimuli } = cat.findNextItem(left);
    left = remainingStimuli;
    const { at } = nextStimulus;
    cat.updateAbilityEstimate({ a: a[at]!, b: b[at]!, c: c[at]!, d: 1 }, answerOf(at));
    items.push(at);
    thetas.push(cat.theta);
  }
  return { items, thetas };
}
