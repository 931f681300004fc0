import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { communeAt, communes } from '#platform/geo/index.ts';
import { type Random, randomInt, seededRandom } from '#platform/kernel/random.ts';

const KINDS =
  'Comité des fêtes|Les amis|Club de judo|Club de football|Union sportive|Amicale laïque|Amicale des sapeurs-pompiers|Foyer rural|Chorale|Harmonie|École de musique|Compagnie de théâtre|Pétanque club|Club de randonnée|Tennis club|Association des parents d’élèves|Jardins familiaux|Club du troisième âge|Anciens combattants|Société de chasse|Société de pêche|Maison des jeunes et de la culture|Épicerie solidaire|Secours aux animaux|Atelier de poterie|Photo club|Gymnastique volontaire|Danse et mouvement|Collectif citoyen|Patrimoine et mémoire|Bibliothèque pour tous|Radio associative|Aide aux devoirs|Centre social|Crèche parentale|Vélo pour tous|Protection de la rivière|Jeunes agriculteurs|Cyclo club|Karaté do'.split(
    '|',
  );
const SUBJECTS =
  'du moulin|de la chapelle|du lavoir|du quartier|de la gare|du vieux pont|du canal|de la forêt|des collines|du château|de la vallée|des remparts|du port|de l’orgue|du cinéma|des arts|du livre|du cirque|de l’avenir|de l’espérance|du soleil|des enfants|des familles|du marché|de la source|du verger|du tilleul|de la fontaine|du clocher|des étoiles'.split(
    '|',
  );
const SYLLABLES =
  'ba bel bri cal che dor du fan fer gar go jal ka lan li mar mel mon nor pa pel ra ri sal sen ta tor va ver zo'.split(
    ' ',
  );
const CODES = ['006000', '011000', '009000', '007000', '020000', '015000', '024000', '000000'];

/** A name shaped like those of the register, in real communes; some have invented words of their own. */
function nameOf(random: Random, commune: string): string {
  const pick = (list: readonly string[]) => list[randomInt(random, list.length)] as string;
  const own = () => {
    let word = '';
    for (let i = 2 + randomInt(random, 2); i > 0; i--) word += pick(SYLLABLES);
    return word[0]?.toUpperCase() + word.slice(1);
  };
  const chance = random.next();
  if (chance < 0.35) return `${pick(KINDS)} de ${commune}`;
  if (chance < 0.6) return `${pick(KINDS)} ${pick(SUBJECTS)} de ${commune}`;
  if (chance < 0.8) return `${own()} ${pick(KINDS).toLowerCase()} ${commune}`;
  if (chance < 0.9) return `${own()} ${own()}`;
  return `Association ${own()} ${pick(SUBJECTS)}`.toUpperCase();
}

export const WALDEC_TITLES =
  'id;id_ex;siret;rup_mi;gestion;date_creat;date_decla;date_publi;date_disso;nature;groupement;titre;titre_court;objet;objet_social1;objet_social2;adrs_complement;adrs_numvoie;adrs_repetition;adrs_typevoie;adrs_libvoie;adrs_distrib;adrs_codeinsee;adrs_codepostal;adrs_libcommune;adrg_declarant;adrg_complemid;adrg_complemgeo;adrg_libvoie;adrg_distrib;adrg_codepostal;adrg_achemine;adrg_pays;dir_civilite;siteweb;publiweb;observation;position;maj_time'.split(
    ';',
  );

/**
 * Writes synthetic rows of the "waldec" layout with 39 columns: quotes, accents, semicolons and empty
 * fields as in public samples, 560 bytes on average. Returns some of the names.
 */
export async function writeRegister(file: string, count: number, every: number): Promise<string[]> {
  const random = seededRandom(39);
  const { count: places } = communes();
  const stream = createWriteStream(file);
  stream.write(`${WALDEC_TITLES.join(';')}\n`);
  const names: string[] = [];
  const sentence =
    'promouvoir et développer la pratique de l’activité auprès des habitants, organiser des rencontres, des sorties et des fêtes ; favoriser l’entraide entre les générations et soutenir toute action utile à la vie locale, en lien avec les communes voisines';
  let batch = '';
  for (let i = 0; i < count; i++) {
    const commune = communeAt(randomInt(random, places));
    const name = nameOf(random, commune.name);
    if (i % every === 0) names.push(name);
    const number = `W${String(10 + (i % 85)).padStart(2, '0')}${1 + (i % 4)}${String(i).padStart(7, '0').slice(-6)}`;
    const id = number.length === 10 ? number : number.slice(0, 10);
    const object = sentence.slice(0, 60 + randomInt(random, 190));
    const year = 1990 + randomInt(random, 35);
    const day = `${year}-0${1 + (i % 9)}-1${i % 9}`;
    const siret = i % 20 === 0 ? `${String(100_000_000 + i)}00018` : '';
    batch += `${id};;${siret};;${commune.department}1P;${day};${day};${day};0001-01-01;D;S;${name.includes(';') ? `"${name}"` : name};${name.slice(0, 38)};"${object}";${CODES[i % CODES.length]};000000;;${1 + (i % 99)};;RUE;de la République;_;${commune.code};${commune.postalCodes[0] ?? ''};${commune.name};;${name.slice(0, 38)};;${1 + (i % 99)} rue de la République;;${commune.postalCodes[0] ?? ''};${commune.name.toUpperCase()};FRANCE;PM;;0;;${i % 6 === 0 ? 'D' : 'A'};${year}-06-01 12:45:31\n`;
    if (batch.length > 1 << 20) {
      if (!stream.write(batch))
        await new Promise((resolve) => stream.once('drain', () => resolve(undefined)));
      batch = '';
    }
  }
  stream.end(batch);
  await finished(stream);
  return names;
}
