import type { LexiconEntry } from './index.ts';

const r = String.raw;

const HERITAGE = r`restaur|sauvegard|patrimoin|histori|monument|class[e]e?s?\b|inscrite?s?\b|renov|archeolog|orgue|vitra|cloche|mise en valeur|visites?\b|concert`;
const FAITH = r`(?:evangile|parole de dieu|bonne nouvelle|bible|foi\b|message (?:biblique|chretien|du christ|de jesus)|islam\b|coran\b|torah|dharma)`;
const PLACE = r`(?:(?:lieux?|edifices?|locaux|salles?|maisons?) (?:de (?:culte|prieres?)|du culte|cultuel\w*)|mosquees?\b|synagogues?\b|pagodes?\b|gurdwara|temples? (?:bouddh|hindou|sikh|protestant|evangelique)\w*|centre islamique)`;
const CARE = r`(?:gerer|gere\b|gestion|construi\w+|construction|edifi\w+|acquerir|acqui[st]\w*|achat|acheter|louer|location|amenag\w+|entret\w+|financ\w+|ouverture|ouvrir|creation|creer|fonctionnement|administr\w+|mise a disposition|animer|animation|fidel\w+)`;
const CHURCH = r`(?:evangeli|protestant|baptist|pentecot|adventist|orthodox|apostoli|reforme|catholi|de dieu|du christ|de jesus|chretien|universelle|primitive|presbyter|lutheri|mennon|gallicane|celeste|armenien|copte|unie\b|libre\b|nouvelle vie|vivante\b|du plein evangile)`;

export const religious: readonly LexiconEntry[] = [
  // What the law of 1905 calls the purposes of an association cultuelle.
  {
    id: 'worship',
    needs: ['culte'],
    pattern: r`exercice (?:(?:public|prive|collectif|exclusif|et la celebration|libre)\s?(?:et \w+ )?)*(?:du|d'un|de leurs?|de son|des) cultes?\b|celebr\w+ (?:\w+ ){0,2}(?:du |le |de )?cultes?\b|frais (?:\w+[ ,]){0,4}(?:et |ou )?(?:a )?(?:l'entretien )?(?:du|des|de son|de leur) cultes?\b|(?:entretien|besoins|depenses|charges) (?:et \w+ )?(?:du|des|de son|de leur) cultes?\b|ministres? d(?:u|es) cultes?\b|(?:edifices?|immeubles?|batiments?|locaux) (?:servant|affectes?|destines?|consacres?|necessaires?) (?:\w+ ){0,3}(?:au|a l'exercice du|a l'exercice public du) cultes?\b|pratiqu\w+ (?:\w+ )?(?:du|le|d'un|de son|de leur) cultes?\b`,
  },
  {
    id: 'worship_body',
    needs: ['cultuelle', 'diocesaine'],
    pattern: r`association (?:\w+ )?(?:cultuelle|diocesaine)|association culturelle et cultuelle`,
  },
  {
    id: 'law_1905',
    needs: ['1905'],
    pattern: r`(?:regie?s?|conform\w+|constitue\w*|soumise?|forme\w*|fondee?|prevue?s?|au titre|en application|selon|dans le cadre)[^;.]{0,50}loi du (?:9|09) decembre 1905|titre iv de la loi (?:du 9 decembre )?(?:de )?1905`,
    unless: r`laicite|separation`,
  },
  // Faith, without the words of the law.
  {
    id: 'faith',
    needs: [
      'evangel',
      'evangil',
      'dieu',
      'nouvelle',
      'bible',
      'bibli',
      'foi',
      'christ',
      'chretien',
      'jesus',
      'islam',
      'coran',
      'torah',
      'dharma',
      'priere',
      'louange',
      'adoration',
      'culte',
      'celebration',
      'catech',
      'aumoneri',
      'vie ',
      'jehovah',
      'religi',
      'bouddhi',
    ],
    pattern: r`(?:annonc|proclam|propag|repand|diffus|prech|enseign|transm|temoign|communiqu|fair\w+ conna|porter|promouvoir|promotion|rayonn|etud|defen|vivre|approfond)\w*[^;.]{0,40}\b${FAITH}|evangelis\w+|mission evangelique|(?:groupes?|reunions?|rassemblements?|assemblees?|temps|veillees?|rencontres?|moments?) de (?:prieres?|louanges?|adoration)|\bpriere (?:commune|collective|en commun)|louange et|\bcultes? (?:protestant|catholique|evangelique|musulman|israelite|orthodoxe|bouddh|hindou|chretien|reforme|judaique|juif|sikh|taoiste)\w*|\bcelebration (?:eucharistique|liturgique|des sacrements)|catech\w+|aumoneri\w+|vie (?:religieuse|monastique|contemplative|consacree|de la paroisse|paroissiale)|temoins de jehovah|recitation du coran|enseignement (?:religieux|biblique|coranique|islamique|de l'islam|de la religion|du coran|de la bible)|pratique (?:religieuse|de l'islam|de la religion|du bouddhisme)`,
    unless: r`discrimin|sans distinction|histoire|historique|litteratur`,
  },
  {
    id: 'religious_activity',
    needs: ['religieu', 'cultuel', 'confession'],
    pattern: r`activites?\b(?:(?!musique|architect|histoire|communaut|autorit|institution|monument|edifice|traditi|discussion|discrimin|libert|origin|opinion|conviction|croyance|hors|sauf|sans)[^;.]){0,90}\b(?:religieuses?|cultuelles?|confessionnelles?)\b|\b(?:but|objet|objectif|caractere|vocation|mission|finalite|education|formation|cours|fetes?|rites?|assistance|instruction) (?:\w+ et )?(?:religieu\w+|cultuel\w*)|service religieux`,
  },
  {
    id: 'place_of_worship',
    needs: [
      'culte',
      'cultuel',
      'priere',
      'mosquee',
      'synagogue',
      'pagode',
      'gurdwara',
      'temple',
      'islamique',
    ],
    pattern: r`${CARE}[^;.]{0,60}\b${PLACE}|${PLACE}[^;.]{0,30}${CARE}`,
    unless: `${HERITAGE}|sauf`,
  },
  {
    id: 'religious_name',
    pattern: r`^(?:association |ass |asso |l'|la |le |une )*(?:eglise[s]? (?:[\w']+ ){0,2}${CHURCH}|paroisse\b|mosquee\b|synagogue\b|assemblee (?:de dieu|evangel|chretien|baptist|protestant|messian)|communaute (?:religieuse|monastique|evangeli|chretien|juive|israelite|musulmane|islamique|bouddhi)|congregation\b|monastere\b|conseil de fabrique|fabrique (?:de l'eglise|paroissiale|de la paroisse)|conseil presbyteral|consistoire\b|diocese\b|eveche\b|mission (?:evangeli|catholi|chretien|pentecot)|centre (?:islamique|bouddhi|evangeli|cultuel|musulman)|union des eglises|oeuvres? paroissiale|association paroissiale|paroissiale\b|temoins de jehovah|temple (?:bouddhi|hindou|sikh|protestant))|\bcultuelle?s?\b|\bdiocesaine\b|\bcongregation (?:des|de)\b|association (?:des musulmans|musulmane|islamique)`,
    unless: r`\bamis\b|chorale|patrimoine|jumelage|radio|scout|foyer|amicale|theatre|sporti`,
  },
  {
    id: 'secular_activities',
    pattern: r`\bcultur(?!e biblique)\w*|interculturel|\bsocio|educati|\bspor[t]|loisir|humanitair|caritati|charitab|entraide|solidarit|bienfais|philanthrop|musi[qc]|\blangues?\b|\barabe\b|alphabet|insertion|integration|jeunes|\bsante\b|sanitair|patrimoin|artist|\barts?\b|voyage|diacon|accompagnement social|soutien scolaire|aide aux|aider les|(?<!siege |objet |exercice |annee )\bsocia(?:l|le|les|ux)\b|conference|enseignement de l'arabe|scolaire|\bfemmes?\b|familles? en|orphel|demunis|pauvre`,
  },
];
