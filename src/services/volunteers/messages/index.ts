import { catalogue, type Lang } from '#platform/i18n/index.ts';
import {
  type CertificateCode,
  codeOf,
  type Equipment,
  type Language,
  type SkillCode,
} from '../domain/skill-referential.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';

export const texts = catalogue({ fr, en });

/** The name of a skill or of a certificate kind, by its number. */
export function abilityLabel(lang: Lang, id: number): string {
  const { skills, certificates } = texts(lang).labels;
  const code = codeOf(id);
  if (code === undefined) return String(id);
  return code in skills ? skills[code as SkillCode] : certificates[code as CertificateCode];
}

export function equipmentLabel(lang: Lang, equipment: Equipment): string {
  return texts(lang).labels.equipment[equipment];
}

export function languageLabel(lang: Lang, language: Language): string {
  return texts(lang).labels.languages[language];
}
