/** What a space may offer; the texts are in messages. */
export const SERVICES = [
  'free_use',
  'help',
  'workshops',
  'procedures',
  'print',
  'scan',
  'certification',
  'lending',
  'repair',
] as const;
export type Service = (typeof SERVICES)[number];

export const EQUIPMENT = [
  'computers',
  'tablets',
  'printer',
  'scanner',
  'webcam',
  'headsets',
  'wifi',
  'projector',
] as const;
export type Equipment = (typeof EQUIPMENT)[number];

export const ACCESSIBILITY = [
  'step_free',
  'toilets',
  'adjustable_table',
  'large_screen',
  'screen_reader',
  'adapted_keyboard',
  'hearing_loop',
  'sign_language',
  'quiet_hours',
] as const;
export type Accessibility = (typeof ACCESSIBILITY)[number];

/** ISO 639-1, and French sign language by its ISO 639-3 code. */
export const LANGUAGES = ['fr', 'en', 'ar', 'es', 'pt', 'de', 'it', 'tr', 'uk', 'fsl'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Kept instead of a birth date. The label is for people of 13 to 29 first, and open to all. */
export const BANDS = ['under_13', '13_17', '18_25', '26_29', '30_59', '60_plus'] as const;
export type Band = (typeof BANDS)[number];

/** Highest and lowest age of each band, both included. */
export const BAND_AGES: Readonly<Record<Band, readonly [lowest: number, highest: number]>> = {
  under_13: [0, 12],
  '13_17': [13, 17],
  '18_25': [18, 25],
  '26_29': [26, 29],
  '30_59': [30, 59],
  '60_plus': [60, 120],
};

export const YOUNG: ReadonlySet<Band> = new Set(['13_17', '18_25', '26_29'] as const);

export const PURPOSES = ['free_use', 'help', 'workshop', 'slot', 'assessment'] as const;
export type Purpose = (typeof PURPOSES)[number];

export const AUDIENCES = ['all', 'young', 'workshop'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** What hosts are trained on. */
export const TOPICS = [
  'welcome',
  'teaching',
  'procedures',
  'data_protection',
  'accessibility',
  'safety_online',
  'minors',
  'supervision',
] as const;
export type Topic = (typeof TOPICS)[number];
