/** Ten digits: more than any tolerance asks for, without the noise of the last bits. */
export function rounded(value: number): number {
  return Math.abs(value) < 1e-12 ? 0 : Number(value.toPrecision(10));
}
