/** Families of the object codes of the RNA: their first three digits. The words are ours, plainer. */
export const THEMES = [
  '001',
  '002',
  '003',
  '004',
  '005',
  '006',
  '007',
  '009',
  '010',
  '011',
  '013',
  '014',
  '015',
  '016',
  '017',
  '018',
  '019',
  '020',
  '021',
  '022',
  '023',
  '024',
  '030',
  '032',
  '034',
  '036',
  '038',
  '040',
  '050',
] as const;
export type Theme = (typeof THEMES)[number];

export function isTheme(text: string): text is Theme {
  return (THEMES as readonly string[]).includes(text);
}

/** Of an object code of six digits; undefined for codes that no family has. */
export function themeOf(objectCode: string): Theme | undefined {
  const theme = objectCode.slice(0, 3);
  return isTheme(theme) ? theme : undefined;
}
