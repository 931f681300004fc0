/**
 * DigComp 2.2: five areas, twenty-one competences, eight levels; the codes and short titles are those of
 * the European framework, the descriptions of what is learnt are in the courses, in our own words.
 * `crcn`: competences of the French frame (CRCN, the one of Pix) that a part of it answers to.
 */
export const AREAS = ['1', '2', '3', '4', '5'] as const;
export type Area = (typeof AREAS)[number];

export const COMPETENCES = [
  { code: '1.1', area: '1', crcn: ['1.1'] },
  { code: '1.2', area: '1', crcn: ['1.1'] },
  { code: '1.3', area: '1', crcn: ['1.2', '1.3'] },
  { code: '2.1', area: '2', crcn: ['2.1'] },
  { code: '2.2', area: '2', crcn: ['2.2'] },
  { code: '2.3', area: '2', crcn: ['2.4'] },
  { code: '2.4', area: '2', crcn: ['2.3'] },
  { code: '2.5', area: '2', crcn: ['2.4'] },
  { code: '2.6', area: '2', crcn: ['2.4', '4.2'] },
  { code: '3.1', area: '3', crcn: ['3.1', '3.2'] },
  { code: '3.2', area: '3', crcn: ['3.1', '3.2'] },
  { code: '3.3', area: '3', crcn: ['3.3'] },
  { code: '3.4', area: '3', crcn: ['3.4'] },
  { code: '4.1', area: '4', crcn: ['4.1'] },
  { code: '4.2', area: '4', crcn: ['4.2'] },
  { code: '4.3', area: '4', crcn: ['4.3'] },
  { code: '4.4', area: '4', crcn: ['4.3'] },
  { code: '5.1', area: '5', crcn: ['5.1'] },
  { code: '5.2', area: '5', crcn: ['5.2'] },
  { code: '5.3', area: '5', crcn: ['5.2'] },
  { code: '5.4', area: '5', crcn: [] },
] as const satisfies readonly {
  readonly code: string;
  readonly area: Area;
  readonly crcn: readonly CrcnCode[];
}[];
export type CompetenceCode = (typeof COMPETENCES)[number]['code'];

/** The sixteen competences of the CRCN (arrêté du 30 août 2019). */
export const CRCN_CODES = [
  '1.1',
  '1.2',
  '1.3',
  '2.1',
  '2.2',
  '2.3',
  '2.4',
  '3.1',
  '3.2',
  '3.3',
  '3.4',
  '4.1',
  '4.2',
  '4.3',
  '5.1',
  '5.2',
] as const;
export type CrcnCode = (typeof CRCN_CODES)[number];

export const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8] as const;
export type Level = (typeof LEVELS)[number];
export type LevelBand = 'foundation' | 'intermediate' | 'advanced' | 'highly_specialised';

export function bandOf(level: Level): LevelBand {
  if (level <= 2) return 'foundation';
  if (level <= 4) return 'intermediate';
  return level <= 6 ? 'advanced' : 'highly_specialised';
}

export function isCompetence(code: string): code is CompetenceCode {
  return COMPETENCES.some((competence) => competence.code === code);
}

/** `undefined` for a code that is not of the referential. */
export function areaOf(code: string): Area | undefined {
  return COMPETENCES.find((competence) => competence.code === code)?.area;
}

/**
 * Difficulty, in logits, that an author's level stands for until answers have measured the item: levels
 * are evenly spread over people of N(0, 1), the middle between 4 and 5. Provisional, and shown as such.
 */
export function provisionalDifficulty(level: Level): number {
  return (level - 4.5) * 0.6;
}

/** The level of an ability: the one whose difficulty is nearest. */
export function levelOf(theta: number): Level {
  return LEVELS[Math.max(0, Math.min(7, Math.round(theta / 0.6 + 4.5) - 1))]!;
}
