/** 'W' and nine characters: W302001234, overseas W9R1001234. INSEE: SIREN with the Luhn key. */
export function isRna(text: string): boolean {
  return /^W[0-9][0-9A-Z]{2}[0-9]{6}$/.test(text);
}

export function isSiren(text: string): boolean {
  if (!/^\d{9}$/.test(text)) return false;
  const sum = [...text].reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** As people type them: spaces, dots and hyphens dropped, letters in capitals. */
export function identifierText(text: string): string {
  return text.replace(/[\s.\-\u00a0\u202f]/g, '').toUpperCase();
}
