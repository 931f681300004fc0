import type { LexiconEntry } from './index.ts';

const r = String.raw;

/** Names and purposes that tell of another form than an association, or of a body that someone should look at. */
export const forms: readonly LexiconEntry[] = [
  {
    id: 'works_council_name',
    pattern: r`^(?:le |la |l'|association |gestion )*(?:comite social (?:et )?economique|comite d'entreprise|comite d'etablissement|comite central d'entreprise|cse\b|comite inter-?entreprises?)`,
    unless: r`anciens?\b|retraites|amis|sporti`,
  },
  {
    id: 'owners_name',
    pattern: r`^(?:l'|la |le )*(?:association syndicale (?:libre|autorisee|de (?:propriet|copro)|des (?:propriet|copro)|constituee|du lotissement)|asl\b(?! (?:basket|foot|tennis|judo|gym|omnisport|hand))|aful\b|aful\b|association fonciere|syndicat (?:des|de|principal des|secondaire des) coproprietaires?|copropriete\b|asa (?:du|de|des|d')\b)|\bassociation syndicale (?:libre|autorisee)`,
    unless: r`usagers|sporti|loisirs`,
  },
  {
    id: 'owners_text',
    needs: ['syndic', 'ordonnance', '1865'],
    pattern: r`association syndicale (?:libre|autorisee)|ordonnance (?:n°? ?)?(?:2004-632|du (?:1er|1) juillet 2004)|loi du 21 juin 1865|syndicat des coproprietaires (?:regi|soumis)`,
    unless: r`defen|conseil syndical|informer|dialogue|aupres`,
  },
  {
    id: 'foundation_name',
    pattern: r`^(?:la |le |l')?(?:fondation|fonds de dotation|fonds de perennite)\b`,
  },
  {
    id: 'foundation_text',
    needs: ['dotation', '2008'],
    pattern: r`fonds de dotation (?:regi|constitue|cree)|article 140 de la loi (?:n°? ?2008-776|du 4 aout 2008)`,
  },
  {
    id: 'employers_group',
    needs: ['employeurs', 'disposition'],
    pattern: r`groupements? d'employeurs|(?:mettre|met|mise) a (?:la )?disposition (?:de |aupres de )?(?:ses|des|leurs?|aux) (?:membres|adherents)[^;.]{0,40}\bsalaries`,
    unless: r`soutien aux|informer|aupres des groupements|promotion des`,
  },
  {
    id: 'other_body_name',
    pattern: r`^(?:la |le |les |l')*(?:sarl|sas|sasu|eurl|sci|scop|scic|gie|g\.i\.e|geie|gaec|cuma|earl|selarl|aarpi)\b(?!\s*(?:football|basket|\d))|^(?:la |le |l')*(?:groupement d'interet (?:economique|public)|societe (?:civile|anonyme|a responsabilite)|cooperative (?:agricole|d'utilisation)|mutuelle\b|union mutualiste|union de mutuelles|caisse de (?:retraite|prevoyance|conges)|commune d[e'u]|communaute (?:de communes|d'agglomeration|urbaine)|centre (?:communal|intercommunal) d'action sociale|ccas\b|centre hospitalier|office public|syndicat (?:mixte|intercommunal|interhospitalier)|sivom\b|sivu\b|etablissement public|chambre de (?:commerce|metiers)|chambre d'agriculture|ordre (?:national |regional |departemental )?des (?:avocats|medecins|architectes|pharmaciens|infirmiers|geometres|experts|notaires|sages)|barreau (?:de|des))`,
    unless: r`\bamis\b|sporti|amicale|anciens|usagers|libre d|association`,
  },
  {
    id: 'inactive_text',
    pattern: r`^(?:plus d'activite|association dissoute|dissoute?|en sommeil|mise en sommeil)\W*$`,
  },
  {
    id: 'school_operator',
    needs: ['ogec', 'prive', 'contrat', 'superieur', 'catholique', 'organisme de gestion'],
    pattern: r`\bogec\b|organisme de gestion (?:de l'|d'|des |du )?(?:ecole|etablissement|ensemble scolaire|enseignement|lycee|college)\w*|(?:gestion|gerer|fonctionnement)[^;.]{0,30}(?:etablissement|ecole|college|lycee)s?[^;.]{0,20}(?:d'enseignement (?:prive|catholique|superieur)|prive\w* (?:catholique|sous contrat|hors contrat)|hors contrat|sous contrat)`,
    unless: r`\bparents\b|cantine|amicale|anciens|bibliotheque`,
  },
  {
    id: 'hospital_text',
    needs: ['clinique', 'hopita', 'hospital', 'soins'],
    pattern: r`^(?:la |le |l'|association )*(?:(?:poly)?clinique|hopital (?:prive|de|du|des|d'|local|saint|sainte|psychiatrique))\b|(?:gestion|gerer|exploit\w+)[^;.]{0,30}(?:etablissements? (?:de soins|hospitali\w+)|hopita\w+|clinique)`,
    unless: r`veterin|\bamis\b|clown|malades|visiteurs|juridique|\bart\b`,
  },
];
