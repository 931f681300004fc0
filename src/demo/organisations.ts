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

/** What each does, and its object code in the nomenclature of the RNA. */
const SUBJECTS: readonly (readonly [name: string, object: string, code: string])[] = [
  [
    'Amis de la bibliothèque',
    'soutenir la bibliothèque municipale et donner le goût de lire',
    '006000',
  ],
  ['Club de randonnée', 'organiser des randonnées à pied ouvertes à tous', '011000'],
  ['Entraide', 'aider les habitants en difficulté dans leur vie de tous les jours', '020000'],
  ['Épicerie solidaire', 'proposer à bas prix des denrées aux familles à petit budget', '020000'],
  ['Foyer rural', 'animer la vie culturelle et sportive du village', '009000'],
  ['Jardins partagés', 'cultiver ensemble des parcelles et faire connaître le jardinage', '024000'],
  ['Maison des jeunes', 'accueillir les jeunes et soutenir leurs projets', '009000'],
  ['Secouristes', 'former aux premiers secours et tenir des postes de secours', '036000'],
  ['Soutien scolaire', 'aider les enfants à faire leurs devoirs', '015000'],
  ['Visiteurs à l’hôpital', 'rendre visite aux malades isolés', '017000'],
  ['Banque alimentaire', 'recueillir des denrées et les donner aux associations d’aide', '020000'],
  ['Ressourcerie', 'donner une seconde vie aux objets et réduire les déchets', '024000'],
  ['Accueil des réfugiés', 'accompagner les personnes réfugiées dans leurs démarches', '019000'],
  ['Harmonie municipale', 'faire vivre un orchestre d’amateurs', '006000'],
  ['Protection de la rivière', 'protéger la rivière et ses berges', '024000'],
  ['Aide aux aidants', 'soutenir les proches de personnes âgées ou malades', '021000'],
  ['Refuge animalier', 'recueillir des animaux abandonnés', '024000'],
  ['Atelier vélo', 'apprendre à réparer soi-même son vélo', '007000'],
  ['Comité des fêtes', 'organiser les fêtes de la commune', '007000'],
  ['Radio locale', 'animer une radio associative', '005000'],
];
/** Where local law holds: a court of each department. */
const COURT: Readonly<Record<string, string>> = {
  '57': 'Metz',
  '67': 'Strasbourg',
  '68': 'Colmar',
};

function registered(object: string, objectCode1: string) {
  return { object, objectCode1, nature: 'D', grouping: 'S', position: 'A' };
}

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
      facts: registered('former aux premiers secours et tenir des postes de secours', '036000'),
      agrements: [
        { type: 'A', department: '30' },
        { type: 'B', department: '30' },
        { type: 'C', department: '30' },
      ],
    },
    {
      name: SOLIDARITY_NIMES,
      communeCode: '30189',
      rna: 'W309000002',
      facts: registered(
        'aider les familles en difficulté, hors de toute considération politique ou religieuse',
        '020000',
      ),
    },
    // Three that the rules of programmes look at twice.
    {
      name: 'Église protestante du Vidourle',
      communeCode: '30189',
      rna: 'W309000003',
      facts: registered('exercice public du culte protestant', '040000'),
    },
    {
      name: 'Centre culturel de la Vaunage',
      communeCode: '30189',
      rna: 'W309000004',
      facts: registered('activités culturelles, sportives et religieuses', '014000'),
    },
    {
      name: 'Syndicat d’initiative des Garrigues',
      communeCode: '30189',
      rna: 'W309000005',
      facts: registered('accueil et information des touristes', '034240'),
    },
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
    const subject = randomInt(random, SUBJECTS.length);
    const code = towns[randomInt(random, towns.length)] as string;
    taken.add(`${subject}|${code}`);
  }
  const others = [...taken].map((key, index): OrganisationFixture => {
    const [number, code] = key.split('|') as [string, string];
    const [subject, object, objectCode1] = SUBJECTS[Number(number)] as (typeof SUBJECTS)[number];
    const commune = communeByCode(code);
    const department = commune?.department ?? '';
    const name = `${subject} – ${commune?.name}`;
    const facts = {
      object,
      objectCode1,
      nature: 'D',
      grouping: 'S',
      position: 'A',
      createdOn: `${1950 + ((index * 7) % 75)}-${String(1 + (index % 12)).padStart(2, '0')}-${String(1 + (index % 28)).padStart(2, '0')}`,
      address: `${1 + (index % 90)} rue de la Mairie`,
      postalCode: commune?.postalCodes[0] ?? '',
      communeName: commune?.name ?? '',
    };
    const serial = String(100_000 + index).slice(-6);
    const court = COURT[department];
    if (court) {
      const localRegister = `${court} vol. ${10 + index} folio ${serial}`;
      return { name, communeCode: code, localRegister, facts };
    }
    const rna = department.length === 3 ? `W9R8${serial}` : `W${department}8${serial}`;
    return { name, communeCode: code, rna, ...siren(random, index), facts };
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
