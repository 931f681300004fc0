/** A sentence for people, in which `{value}` stands for what was read. */
interface Sentences {
  readonly fr: string;
  readonly en: string;
}

/** Codes are kept in decisions and sent to other programs: none is ever renamed or removed. */
const SENTENCES = {
  no_exclusion: {
    fr: 'Aucun motif d’exclusion dans le registre, le nom ou l’objet.',
    en: 'No ground for exclusion in the register, the name or the purpose.',
  },
  active: { fr: 'L’association est active au registre.', en: 'The register says it is active.' },
  accepted_form: {
    fr: 'C’est une association déclarée (« {value} »).',
    en: 'It is a declared association (“{value}”).',
  },
  dissolved: {
    fr: 'L’association est dissoute ou supprimée du registre (« {value} »).',
    en: 'It is dissolved or struck off the register (“{value}”).',
  },
  sirene_closed: {
    fr: 'Le répertoire SIRENE dit que l’organisme a cessé son activité.',
    en: 'The SIRENE directory says that it has ceased.',
  },
  unknown_position: {
    fr: 'Le registre ne dit pas si l’association est active : une personne vérifie.',
    en: 'The register does not say whether it is active: a person checks.',
  },
  inactive_text: {
    fr: 'L’objet déclaré dit que l’association n’a plus d’activité.',
    en: 'The declared purpose says that it has stopped.',
  },
  missing_form: {
    fr: 'Rien ne montre encore que c’est une association déclarée : une personne vérifie.',
    en: 'Nothing shows yet that it is a declared association: a person checks.',
  },
  missing_purpose: {
    fr: 'Le registre ne dit pas ce que fait l’association : une personne vérifie.',
    en: 'The register does not say what it does: a person checks.',
  },
  legacy_record: {
    fr: 'La fiche vient de l’ancien registre ({value}) : il faut la relier au numéro en W actuel.',
    en: 'The record is from the old register ({value}): it must be linked to the present W number.',
  },
  legacy_code_unreliable: {
    fr: 'Le code d’objet {value} vient de l’ancien registre, où les codes sont peu fiables : il ne compte pas.',
    en: 'Object code {value} is from the old register, where codes are unreliable: it does not count.',
  },
  local_law: {
    fr: 'Le numéro {value} relève d’un registre d’outre-mer au droit particulier : une personne vérifie.',
    en: 'Number {value} is from an overseas register under local law: a person checks.',
  },
  newer_notice: {
    fr: 'Le Journal officiel annonce une modification plus récente que le registre : une personne vérifie.',
    en: 'The Journal officiel announces a change newer than the register: a person checks.',
  },
  court_notice: {
    fr: 'Une décision de justice a été publiée au Journal officiel : une personne vérifie.',
    en: 'A court decision was published in the Journal officiel: a person checks.',
  },
  cultuelle: {
    fr: 'C’est une association cultuelle, une congrégation ou un établissement du culte (« {value} »).',
    en: 'It is a worship body: association cultuelle, congregation or parish (“{value}”).',
  },
  politique: {
    fr: 'C’est un parti, un groupement politique ou un financement de campagne (« {value} »).',
    en: 'It is a party, a political group or campaign finance (“{value}”).',
  },
  syndicat: {
    fr: 'C’est un syndicat de salariés ou d’employeurs (« {value} »).',
    en: 'It is a union of employees or of employers (“{value}”).',
  },
  other_form: {
    fr: 'Ce n’est pas une association déclarée mais un autre organisme (catégorie {value}).',
    en: 'It is not a declared association but another kind of body (category {value}).',
  },
  no_legal_personality: {
    fr: 'L’association n’est pas déclarée : elle n’a pas la personnalité morale.',
    en: 'It is not declared: it has no legal personality.',
  },
  uncertain_form: {
    fr: 'La forme juridique {value} demande qu’une personne vérifie.',
    en: 'Legal form {value} has to be checked by a person.',
  },
  form_contradiction: {
    fr: 'Le registre dit « association déclarée », SIRENE dit autre chose (catégorie {value}) : une personne vérifie.',
    en: 'The register says “declared association”, SIRENE says something else (category {value}): a person checks.',
  },
  employers_group: {
    fr: 'Il semble que ce soit un groupement d’employeurs (« {value} ») : une personne vérifie.',
    en: 'It seems to be an employers’ group (“{value}”): a person checks.',
  },
  foundation: {
    fr: 'C’est peut-être une fondation ou un fonds de dotation (« {value} ») : une personne vérifie.',
    en: 'It may be a foundation or an endowment fund (“{value}”): a person checks.',
  },
  works_council: {
    fr: 'Le nom est celui d’un comité social et économique (« {value} ») : une personne vérifie.',
    en: 'The name is that of a works council (“{value}”): a person checks.',
  },
  owners_association: {
    fr: 'C’est peut-être une association syndicale de propriétaires (« {value} ») : une personne vérifie.',
    en: 'It may be a statutory association of owners (“{value}”): a person checks.',
  },
  other_body_name: {
    fr: 'Le nom est celui d’un autre organisme qu’une association (« {value} ») : une personne vérifie.',
    en: 'The name is that of another body than an association (“{value}”): a person checks.',
  },
  religious_code: {
    fr: 'Code d’objet {value} : activités religieuses, spirituelles ou philosophiques. Seul, il ne décide rien.',
    en: 'Object code {value}: religious, spiritual or philosophical activities. Alone it decides nothing.',
  },
  religious_naf: {
    fr: 'Activité {value} : organisations religieuses. Seule, elle ne décide rien.',
    en: 'Activity {value}: religious organisations. Alone it decides nothing.',
  },
  worship_text: {
    fr: 'L’objet parle de l’exercice d’un culte : « {value} ».',
    en: 'The purpose speaks of the exercise of worship: “{value}”.',
  },
  religious_mixed: {
    fr: 'Des activités religieuses sont mêlées à d’autres : « {value} ». Une personne regarde l’ensemble.',
    en: 'Religious activities stand beside others: “{value}”. A person looks at the whole.',
  },
  religious_name: {
    fr: 'Le nom peut être celui d’un lieu ou d’un groupe de culte : « {value} ». Seul, il ne décide rien.',
    en: 'The name may be that of a place or group of worship: “{value}”. Alone it decides nothing.',
  },
  political_code: {
    fr: 'Code d’objet {value} : activités politiques. Seul, il ne décide rien.',
    en: 'Object code {value}: political activities. Alone it decides nothing.',
  },
  political_naf: {
    fr: 'Activité {value} : organisations politiques. Seule, elle ne décide rien.',
    en: 'Activity {value}: political organisations. Alone it decides nothing.',
  },
  political_text: {
    fr: 'L’objet parle d’élections, d’un parti ou d’un mandat : « {value} ».',
    en: 'The purpose speaks of elections, a party or an office: “{value}”.',
  },
  campaign_finance: {
    fr: 'L’objet est de financer une campagne ou un parti : « {value} ».',
    en: 'The purpose is to finance a campaign or a party: “{value}”.',
  },
  party_name: {
    fr: 'Le nom peut être celui d’un parti ou d’une liste : « {value} ». Seul, il ne décide rien.',
    en: 'The name may be that of a party or a list: “{value}”. Alone it decides nothing.',
  },
  political_adjacent: {
    fr: 'Code d’objet {value} : activités citoyennes européennes, proches de la politique. Une personne regarde.',
    en: 'Object code {value}: European citizenship, close to politics. A person looks.',
  },
  union_code: {
    fr: 'Code d’objet {value} : caractère syndical ou patronal. Seul, il ne décide rien.',
    en: 'Object code {value}: union of employees or employers. Alone it decides nothing.',
  },
  union_naf: {
    fr: 'Activité {value} : organisations syndicales ou patronales. Seule, elle ne décide rien.',
    en: 'Activity {value}: unions or employers’ organisations. Alone it decides nothing.',
  },
  union_text: {
    fr: 'L’objet reprend la formule des syndicats : « {value} ».',
    en: 'The purpose uses the formula of unions: “{value}”.',
  },
  union_name: {
    fr: 'Le nom peut être celui d’un syndicat : « {value} ». Seul, il ne décide rien.',
    en: 'The name may be that of a union: “{value}”. Alone it decides nothing.',
  },
  economic_interest: {
    fr: 'L’activité {value} défend des intérêts économiques ou professionnels : une personne regarde.',
    en: 'Activity {value} defends economic or professional interests: a person looks.',
  },
  school: {
    fr: 'Elle gère peut-être un établissement d’enseignement (« {value} ») : une personne regarde.',
    en: 'It may run a school (“{value}”): a person looks.',
  },
  hospital: {
    fr: 'Elle gère peut-être un établissement de soins (« {value} ») : une personne regarde.',
    en: 'It may run a hospital or clinic (“{value}”): a person looks.',
  },
  neutrality: {
    fr: 'Clause de neutralité, qui parle pour l’association : « {value} ».',
    en: 'A neutrality clause, which speaks for it: “{value}”.',
  },
  look_alike: {
    fr: 'Formule qui ressemble à un motif d’exclusion et n’en est pas un : « {value} ».',
    en: 'Words that look like a ground for exclusion and are none: “{value}”.',
  },
  contradiction: {
    fr: 'Un autre élément dit le contraire : « {value} ». Une personne décide.',
    en: 'Another piece of evidence says the opposite: “{value}”. A person decides.',
  },
  programme_exclusion: {
    fr: 'Le règlement de ce programme exclut ce type d’organisme (« {value} »).',
    en: 'The rules of this programme exclude this kind of body (“{value}”).',
  },
  programme_review: {
    fr: 'Le règlement de ce programme peut exclure ce type d’organisme (« {value} ») : une personne regarde.',
    en: 'The rules of this programme may exclude this kind of body (“{value}”): a person looks.',
  },
} as const satisfies Readonly<Record<string, Sentences>>;

export type ReasonCode = keyof typeof SENTENCES;

export const REASON_CODES = Object.keys(SENTENCES) as ReasonCode[];

export function sentence(lang: 'fr' | 'en', code: ReasonCode, value: string): string {
  return SENTENCES[code][lang].replace('{value}', () => value);
}
