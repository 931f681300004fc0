import { randomInt, seededRandom } from '#platform/kernel/random.ts';
import type { CaseRow } from '#services/associations/domain/eligibility/index.ts';

const PIECES = [
  'promouvoir la pratique du sport et organiser des rencontres entre les habitants',
  'développer les activités culturelles, artistiques et éducatives en direction des jeunes',
  'défendre les intérêts matériels et moraux des familles et les représenter auprès des pouvoirs publics',
  'organiser des manifestations, des sorties et des conférences',
  'sauvegarde et restauration de l’église et du patrimoine de la commune',
  'aider les personnes en difficulté sans distinction d’origine, de religion ou d’opinion',
  'l’association s’interdit toute discussion politique ou religieuse',
  'soutien scolaire, accompagnement à la parentalité et médiation sociale',
  'exercice public du culte et entretien des édifices servant au culte',
  'présenter une liste aux élections municipales',
] as const;
const CODES = [
  '011000',
  '006000',
  '009000',
  '020000',
  '010022',
  '014000',
  '040000',
  '001000',
] as const;

/** Invented records; one in five speaks of worship or of elections. */
export function benchCases(count: number): CaseRow[] {
  const random = seededRandom(7);
  const pick = <T>(values: readonly T[]) => values[randomInt(random, values.length)] as T;
  return Array.from({ length: count }, (_, index) => ({
    rna_or_siren: `W30${String(index).padStart(7, '0')}`,
    name: `ASSOCIATION DU VAL ${index}`,
    object_text: Array.from({ length: 2 + randomInt(random, 3) }, () =>
      pick(randomInt(random, 5) === 0 ? PIECES : PIECES.slice(0, 8)),
    ).join(' ; '),
    nature: 'D',
    object_code1: pick(randomInt(random, 5) === 0 ? CODES : CODES.slice(0, 6)),
    object_code2: '000000',
    position: 'A',
    legal_category: '',
    naf: '',
    layout: 'waldec',
  }));
}
