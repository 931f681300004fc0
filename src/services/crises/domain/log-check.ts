/** One line of a situation log as it was kept or exported: its number and its seal. */
export interface SealedLine {
  readonly number: number;
  /** Hexadecimal; made of the seal of the line before and of what the line says, its number included. */
  readonly seal: string;
}

export interface LogEnd {
  readonly length: number;
  readonly seal: string;
}

/**
 * `changed`: does not fit its seal (or the line before was sealed again). `removed`: lines `number` to
 * `last` are nowhere. `moved`: at place `number` stands the line that was `was`. `inserted`: a line that
 * the chain does not know. `end_differs`: from `number` on, lines are missing or were rewritten.
 */
export type LogFault =
  | { readonly kind: 'changed' | 'inserted' | 'end_differs'; readonly number: number }
  | { readonly kind: 'removed'; readonly number: number; readonly last: number }
  | { readonly kind: 'moved'; readonly number: number; readonly was: number };

/** The seal that `line` would have as number `number` after a line sealed `previous`. */
export type SealLine<Line> = (previous: string, line: Line, number: number) => string;

/**
 * Reads a log in the order given and says what was done to it, line by line. `end` is what the log says
 * of its own length and last seal, kept beside it.
 */
export function checkLog<Line extends SealedLine>(
  lines: readonly Line[],
  end: LogEnd | undefined,
  seal: SealLine<Line>,
): readonly LogFault[] {
  const faults: LogFault[] = [];
  const present = new Set(lines.map(({ number }) => number));
  const seals = ['', ...lines.map((line) => line.seal)];
  const fits = (previous: string, line: Line | undefined, number: number) =>
    line !== undefined && seal(previous, line, number) === line.seal;
  const tooFew = Math.max(1, Math.min(1_000, (end?.length ?? 0) - lines.length));
  /** Lines met before their turn, by number. */
  const early = new Map<number, string>();
  let before = '';
  let sure = true;
  let expected = 1;
  // Original number less number shown: lines after one that went or came may have been numbered again.
  let shift = 0;
  const goOn = (after: string, from: number, verified: boolean) => {
    [before, expected, sure] = [after, from, verified];
    for (let passed = early.get(expected); passed !== undefined; passed = early.get(expected)) {
      early.delete(expected);
      [before, expected] = [passed, expected + 1];
    }
  };

  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    const place = index + 1;
    const number = line.number + shift;
    // After a fault the line before is uncertain: any known seal that fits proves this line.
    const proven = (sure ? [before] : [before, ...seals]).some((one) => fits(one, line, expected));
    if (proven) {
      if (number !== expected && !faults.some(({ kind }) => kind === 'moved')) {
        faults.push({ kind: 'moved', number: place, was: expected });
      }
      goOn(line.seal, expected + 1, true);
    } else if (fits(before, next, expected) && fits(next?.seal ?? '', line, expected + 1)) {
      faults.push({ kind: 'moved', number: place, was: expected + 1 });
      early.set(expected + 1, line.seal);
    } else if (fits(before, next, expected)) {
      faults.push({ kind: 'inserted', number: place });
      shift -= (next?.number ?? 0) - line.number;
    } else if (number > expected) {
      const gone = range(expected, number).filter((one) => !present.has(one - shift));
      const [first] = gone;
      if (first !== undefined) {
        faults.push({ kind: 'removed', number: first, last: gone.at(-1) ?? first });
      }
      goOn(line.seal, number + 1, false);
    } else if (number < expected) {
      faults.push(
        lines.findIndex((one) => one.number === line.number) < index
          ? { kind: 'inserted', number: place }
          : { kind: 'moved', number: place, was: number },
      );
    } else {
      const gap = range(1, tooFew + 1).find((n) => fits(line.seal, next, expected + n + 1));
      const was = gap === undefined ? formerNumber(lines, line, fits) : undefined;
      if (gap !== undefined) {
        faults.push({ kind: 'removed', number: expected, last: expected + gap - 1 });
        shift += gap;
        goOn(line.seal, expected + gap + 1, false);
      } else {
        faults.push(
          was === undefined
            ? { kind: 'changed', number: place }
            : { kind: 'moved', number: place, was },
        );
        goOn(line.seal, expected + 1, false);
      }
    }
  }
  const lastSeal = lines.at(-1)?.seal ?? '';
  if (faults.length === 0 && end && (end.length !== lines.length || end.seal !== lastSeal)) {
    const shorter = Math.min(end.length, lines.length);
    faults.push({
      kind: 'end_differs',
      number: end.length === lines.length ? shorter : shorter + 1,
    });
  }
  return faults;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}

/** Under which other number the seal of a line fits, its neighbours of that time having stayed or changed places. */
function formerNumber<Line extends SealedLine>(
  lines: readonly Line[],
  line: Line,
  fits: (previous: string, line: Line, number: number) => boolean,
): number | undefined {
  const sealAt = (place: number) => lines[place]?.seal ?? '';
  return range(1, lines.length + 2).find(
    (number) =>
      number !== line.number &&
      [number - 3, number - 2, number - 1, number].some((at) => fits(sealAt(at), line, number)),
  );
}
