import type { LexiconEntry } from './index.ts';

const r = String.raw;

const PROFESSION = r`(?:salarie|travailleur|personnels?\b|employe|agents?\b|fonctionnaire|profession|metiers?\b|corporati|artisan|commercant|agricult|exploitant|producteur|eleveurs?|patron|chefs? d'entreprise|entrepris|industriel|employeur|ouvrier|cadres?\b|enseignants?\b|infirmi|medecin|avocat|taxi|chauffeur|transporteur|praticien|interimaire|intermittent|artistes?-interpretes|assistant\w* maternel|liberaux|syndique|fabricants?)`;
const NOT_PROFESSION = r`familles?\b|parents|eleves|enseignement\b|victimes|malades|handicap|consommateurs|locataires|usagers|habitants|riverains|anciens combattants|veuves|orphelins|retraites|harkis|rapatries|contribuables|chasseurs|pecheurs|anciens eleves|assures|residents|coproprietaires|artistique|insertion|reinsertion`;

export const union: readonly LexiconEntry[] = [
  // Labour code L2131-1, with those whom it is about.
  {
    id: 'union_purpose',
    needs: ['interet', 'patronal', 'syndica', '1884', '2131', '411-1'],
    pattern: r`(?:defen|represent|etude|sauvegard|protec)\w*[^;.]{0,90}\binterets?[^;.]{0,20}(?:materiels|moraux|professionnels|economiques|sociaux|collectifs|corporatifs|patronaux)[^;.]{0,110}\b${PROFESSION}|(?:defen|represent)\w*[^;.]{0,50}\binterets? (?:\w+ (?:et )?){0,3}(?:d(?:es|e la|e leur|u)) (?:membres de la )?(?:salarie|travailleur|profession\b|personnel\b|employeur|chefs? d'entreprise|fonctionnaire|patronat)\w*|representation patronale|organisation (?:syndicale|patronale)|action syndicale|syndicat professionnel|syndicats? d(?:e|es) (?:salaries|travailleurs|employeurs|fonctionnaires)|(?:activite|vie|lutte|section|union|formation|caractere|but|vocation) syndicale?s? (?:de|des|du|dans|au|et)|loi du 21 mars 1884|l\.? ?(?:2131|411)-1`,
    unless: `${NOT_PROFESSION}|copropri|hors caractere syndical`,
  },
  // The same sentence without saying whose interests: it may be a union, or an amicale that copied it.
  {
    id: 'union_formula',
    needs: ['materiels et moraux', 'professionnels', 'etudiant', 'syndica'],
    pattern: r`(?:etude|defen)\w*[^;.]{0,60}(?:droits?|interets?)[^;.]{0,40}materiels et moraux[^;.]{0,40}(?:collectifs? (?:qu'|et |ou )individuels?|individuels? (?:que |et |ou )(?:tant )?collectifs?)|interets? professionnels|interets? materiels et moraux[^;.]{0,40}\betudiant|defen\w*[^;.]{0,40}\b(?:droits|interets)[^;.]{0,30}\betudiants\b|syndicat etudiant|syndicalisme|organisation syndicale etudiante`,
    unless: NOT_PROFESSION,
  },
  {
    id: 'union_name',
    pattern: r`^(?:association |ass |l'|le |la |les )*(?:inter)?syndicat\b(?! d'initiative)(?! initiative)|^(?:\w+ )?(?:chambre syndicale|union syndicale|section syndicale|federation syndicale|confederation syndicale|confederation (?:generale|nationale|francaise) d(?:u travail|es travailleurs|es (?:petites|entreprises|artisans|buralistes)))|\bsyndicat (?:national|departemental|regional|general|autonome|unitaire|libre|professionnel|apicole|agricole|des (?!eaux|transports)|du personnel|etudiant)|\bunion (?:patronale|des industries|departementale des syndicats|locale (?:des syndicats|cgt|cfdt|fo))|groupement patronal|\bintersyndicale\b|syndicat d'exploitants`,
    unless: r`usagers|contribuables|contre le syndicat|initiative`,
  },
  {
    id: 'known_union',
    pattern: r`\b(?:cgt|cfdt|cftc|cfe[- ]cgc|force ouvriere|unsa|fsu|unef|fnsea|fdsea|medef|cpme|cgpme|confederation paysanne|coordination rurale|sud solidaires|sud education|jeunes agriculteurs (?:d[eu]|de l)|solidaires \w+)\b`,
    unless: r`amicale|sporti|loisir|vacances|retraites`,
  },
  {
    id: 'union_vocabulary',
    pattern: r`patron|salari|syndi|employ|profession|travail|entrepris|interet|defen|represent|metier|corporat|cadres|ouvri|fonctionn`,
  },
];
