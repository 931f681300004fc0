/**
 * The register that an organisation was read from decides the first bytes of its id, and its number
 * there the rest (UUIDv8, RFC 9562): the id is the same after each import, and two numbers never share
 * one. The bounds are those of the partitions of `associations.organisation`.
 */
export const REGISTERS = ['waldec', 'legacy', 'sirene'] as const;
export type Register = (typeof REGISTERS)[number];

const PREFIX: Readonly<Record<Register, string>> = {
  waldec: 'ff00',
  legacy: 'ff01',
  sirene: 'ff02',
};

/** In ASCII order, so that numbers in order give ids in order. */
const ALPHABET = '-./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_';
const CHARACTERS = 16;
const NONE = -1;
const VALUES = Int16Array.from({ length: 128 }, (_, code) => {
  const at = ALPHABET.indexOf(String.fromCharCode(code));
  return at < 0 ? NONE : at + 1;
});
const HEX = Array.from({ length: 4096 }, (_, value) => value.toString(16).padStart(3, '0'));

/** Undefined: longer than 16 characters, or with other signs than capitals, digits and `-./_`. */
export function organisationId(register: Register, number: string): string | undefined {
  if (number.length === 0 || number.length > CHARACTERS) return undefined;
  let hex = '';
  for (let i = 0; i < CHARACTERS; i += 2) {
    const first = valueAt(number, i);
    const second = valueAt(number, i + 1);
    if (first === NONE || second === NONE) return undefined;
    hex += HEX[first * 64 + second];
  }
  return `${PREFIX[register]}${hex.slice(0, 4)}-${hex.slice(4, 8)}-8${hex.slice(8, 11)}-8${hex.slice(11, 14)}-${hex.slice(14)}00`;
}

function valueAt(text: string, index: number): number {
  if (index >= text.length) return 0;
  const code = text.charCodeAt(index);
  return code < 128 ? (VALUES[code] as number) : NONE;
}
