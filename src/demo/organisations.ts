import { communeByCode, communes } from '#platform/geo/index.ts';
import { type Random, randomInt } from '#platform/kernel/random.ts';
import type { OrganisationFixture } from '#services/associations/fixtures.ts';

/** Authorities, each with the commune where it sits. */
export const PREFECTURE_GARD = { name: 'Préfecture du Gard', commune: '30189' } as const;
export const PREFECTURE_PARIS = { name: 'Préfecture de Paris', commune: '75104' } as const;
export const TOWN_HALL_ALES = { name: 'Mairie d’Alès', commune: '30007' } as const;
export const MINISTRY = { name: 'Ministère de l’Intérieur', commune: '75108' } as const;

/** The associations that the demo's people act for. */
export const RESCUERS_GARD = 'Secouristes du Gard';
export const SOLIDARITY_NIMES = 'Solidarité Nîmes';

const SUBJECTS = [
  'Amis de la bibliothèque',
  'Club de randonnée',
  'Entraide',
  'Épicerie solidaire',
  'Foyer rural',
  'Jardins partagés',
  'Maison des jeunes',
  'Secouristes',
  'Soutien scolaire',
  'Visiteurs à l’hôpital',
  'Banque alimentaire',
  'Ressourcerie',
  'Accueil des réfugiés',
  'Harmonie municipale',
  'Protection de la rivière',
  'Aide aux aidants',
  'Refuge animalier',
  'Atelier vélo',
  'Comité des fêtes',
  'Radio locale',
];
const ALSACE_MOSELLE: ReadonlySet<string> = new Set(['57', '67', '68']);

/** Authorities first, then `count` associations, in real communes of at least 2,000 inhabitants. */
export function demoOrganisations(random: Random, count: number): OrganisationFixture[] {
  const { populations, codes } = communes();
  const towns = codes.filter((_, i) => (populations[i] as number) >= 2_000);
  const authorities: OrganisationFixture[] = [
    { name: PREFECTURE_GARD.name, kind: 'prefecture', communeCode: PREFECTURE_GARD.commune },
    { name: PREFECTURE_PARIS.name, kind: 'prefecture', communeCode: PREFECTURE_PARIS.commune },
    { name: TOWN_HALL_ALES.name, kind: 'town_hall', communeCode: TOWN_HALL_ALES.commune },
    { name: MINISTRY.name, kind: 'ministry', communeCode: MINISTRY.commune },
  ];
  const local: OrganisationFixture[] = [
    {
      name: RESCUERS_GARD,
      communeCode: '30189',
      rna: 'W309000001',
      agrements: [
        { type: 'A', department: '30' },
        { type: 'B', department: '30' },
        { type: 'C', department: '30' },
      ],
    },
    { name: SOLIDARITY_NIMES, communeCode: '30189', rna: 'W309000002' },
    {
      name: 'Secouristes de Paris',
      communeCode: '75111',
      rna: 'W759000001',
      agrements: [
        { type: 'B', department: '75' },
        { type: 'C', department: '75', validFrom: '2022-01-01', validUntil: '2025-12-31' },
      ],
    },
    {
      name: 'Réseau national d’entraide en crise',
      communeCode: '75112',
      rna: 'W759000002',
      agrements: [{ type: 'B' }, { type: 'C' }],
    },
  ];
  const taken = new Set<string>();
  while (taken.size < count - local.length) {
    const subject = SUBJECTS[randomInt(random, SUBJECTS.length)] as string;
    const code = towns[randomInt(random, towns.length)] as string;
    taken.add(`${subject}|${code}`);
  }
  const others = [...taken].map((key, index): OrganisationFixture => {
    const [subject, code] = key.split('|') as [string, string];
    const commune = communeByCode(code);
    const department = commune?.department ?? '';
    const name = `${subject} – ${commune?.name}`;
    const serial = String(100_000 + index).slice(-6);
    if (ALSACE_MOSELLE.has(department)) {
      return { name, communeCode: code, localRegister: `Vol. ${10 + index} n° ${serial}` };
    }
    const rna = department.length === 3 ? `W9R8${serial}` : `W${department}8${serial}`;
    return { name, communeCode: code, rna, ...siren(random, index) };
  });
  return [...authorities, ...local, ...others];
}

/** Six in ten have a SIREN: numbers from 999 on, which INSEE has not given, with their Luhn key. */
function siren(random: Random, index: number): { siren?: string } {
  if (random.next() >= 0.6) return {};
  const body = `999${String(index).padStart(5, '0')}`;
  for (let key = 0; key < 10; key++) {
    const sum = [...`${body}${key}`].reduce((total, digit, place) => {
      const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
    if (sum % 10 === 0) return { siren: `${body}${key}` };
  }
  return {};
}
