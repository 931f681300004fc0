import type { Lang } from '#platform/i18n/index.ts';
import type { Area, CompetenceCode } from '../domain/digcomp/referential.ts';
import { areas as areasEn, competences as competencesEn } from './en/competences.ts';
import { areas as areasFr, competences as competencesFr } from './fr/competences.ts';

export interface CompetenceText {
  readonly title: string;
  /** What somebody can do who has it. */
  readonly description: string;
}

/** The competences of DigComp in our own words. */
export function competenceTexts(lang: Lang): Readonly<Record<CompetenceCode, CompetenceText>> {
  return lang === 'fr' ? competencesFr : competencesEn;
}

export function areaTexts(lang: Lang): Readonly<Record<Area, string>> {
  return lang === 'fr' ? areasFr : areasEn;
}
