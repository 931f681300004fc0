/** An exercise says so in the very name of its files. */
export function fileName(
  what: string,
  crisis: { readonly id: string; readonly exercise: boolean },
  extension: string,
): string {
  return `${crisis.exercise ? 'EXERCICE-' : ''}${what}-${crisis.id}.${extension}`;
}
