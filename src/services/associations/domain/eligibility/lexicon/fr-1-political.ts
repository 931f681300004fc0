import type { LexiconEntry } from './index.ts';

const r = String.raw;

const PUBLIC_VOTE = r`elections? (?:\w+ et )?(?:municipal|communal|departemental|regional|legislati|presidentiel|europeen|cantonal|senatorial|locale|politique|communautaire|intercommunal|metropolitain|territorial|provincial)\w*|scrutins? (?:municipa|local|politique|legislati|regiona|departementa)\w*|\bmunicipales (?:de )?20\d\d|\blegislatives (?:de )?20\d\d|elections (?:de )?20\d\d`;
// Votes inside an organisation, and candidatures that have nothing to do with an office.
const OTHER_VOTE = r`parents d'eleves|conseils? d'ecole|professionnelles|etudiant|delegues? d(?:u|es) (?:personnel|eleve|classe)|prud'hom|chambre d'agriculture|\bcse\b|comite d'entreprise|conseil d'administration|comite directeur|miss\b`;
const OTHER_CANDIDATURE = r`unesco|patrimoine|olympi|capitale|label|concours|examen|diplome|permis|\bvae\b|ecole|emploi|stage|formation|jeux|championnat|coupe|bourse|adoption|jobs?\b|logement|embauche|recrut|doctorat|these\b|master|agregation|metier|exposition|universi|naturalis`;

const STAND = r`present|soute?n|soutien|constitu|propos|condui|elabor|compos|form|mont|prepar|promouv|fair\w* elire|elire|depos|investi`;

export const political: readonly LexiconEntry[] = [
  // The statutory purpose of an association de financement (code électoral L52-5; law of 11 March 1988).
  {
    id: 'campaign_finance',
    needs: ['campagne', 'candidat', 'politique', 'election', 'parti', 'mandataire'],
    pattern: r`(?:recueil\w*|recuei\w+|collect\w+|percevoir|reunir|recevoir|gerer|gestion|apport\w*)(?: exclusivement| tous| l'ensemble| de| des| les| la| du| ces| d')*(?: fonds| ressources| dons| recettes| moyens financiers)[^;.]{0,80}(?:campagnes? (?:electoral\w*|presidentielle|legislative|municipale)|depenses de (?:la |sa )?campagne|\bcandidat\w* (?:a|aux?) (?:l'|la |les )?(?:election|legislati|presidenti|municipal|depart|region)\w*|\bpartis? politiques?|(?:mouvement|formation|groupement) politique|du parti\b|en vue de (?:sa|son|l'|la) (?:election|campagne electorale))|association de financement (?:electoral\w*|du parti|d'un parti|politique|de (?:la )?campagne|du candidat|de l'election|pour (?:la |l')(?:campagne|election))|financement (?:de la|d'une|de sa) campagne electorale|mandataire financi\w+`,
    unless: OTHER_VOTE,
  },
  {
    id: 'list_for_office',
    needs: ['election', 'scrutin', 'municipales', 'legislatives', 'campagne'],
    pattern: r`(?:${STAND})\w*[^;.]{0,60}\b(?:listes?\b(?! electorale)|candidat\w*)[^;.]{0,80}(?:${PUBLIC_VOTE})|(?:${PUBLIC_VOTE})[^;.]{0,60}\b(?:listes?\b(?! electorale)|candidat|campagne)|listes? (?:\w+ ){0,2}(?:d'|aux |pour les )(?:${PUBLIC_VOTE})|(?:soutenir|animer|mener|conduire|organiser|financer|soutien)[^;.]{0,40}campagnes? electorales?`,
  },
  {
    id: 'campaign',
    needs: ['election', 'scrutin', 'municipales', 'legislatives', 'campagne'],
    pattern: r`(?:prepar|particip|present|gagner|remporter)\w*[^;.]{0,40}(?:${PUBLIC_VOTE})|campagnes? electorales?`,
    unless: r`s'inscrire|inscription|observation des|abstention|education a la citoyennete|incit\w+[^;.]{0,40}(?:vot|particip)|histoire|analyse|expliquer`,
  },
  {
    id: 'list',
    needs: ['election', 'mandat', 'scrutin'],
    pattern: r`(?:${STAND})\w*[^;.]{0,60}\b(?:listes?\b(?! electorale)|candidat\w*)[^;.]{0,80}(?:elections?\b|mandats? electi|scrutin)`,
    unless: OTHER_VOTE,
  },
  {
    id: 'party',
    needs: ['suffrage', 'parti ', 'mouvement ', 'rassemblement '],
    pattern: r`concourir a l'expression du suffrage|(?:constitu|cre\w+|fond|form|federer|section|federation|militants?|sympathisants?|adherents?|soutien|soutenir|animer|implant|est)\w*[^;.]{0,30}\b(?:du |d'un |un |le |ce |au |notre )(?:parti|mouvement|rassemblement) (?:politique|socialiste|communiste|radical|republicain|ecologiste|gaulliste|de gauche|de droite|centriste)\w*`,
  },
  {
    id: 'candidacy_support',
    needs: ['candidat'],
    pattern: r`(?:soutenir|soutien|soutient|appuyer|promouvoir|defendre|favoriser)(?: a| de)? (?:la |sa |les |des |aux? |leurs? |notre )?(?:candidatures?|candidate?s?)\b`,
    unless: `${OTHER_CANDIDATURE}|${OTHER_VOTE}`,
  },
  {
    id: 'political_action',
    needs: [
      'politique',
      'maire',
      'depute',
      'senat',
      'ministre',
      'president',
      'majorite',
      'elue',
      'elus',
      'opposition',
      'minorite',
      'municipale',
      'gauche',
      'droite',
      'gaull',
      'socialis',
      'communis',
      'souverain',
      'nationalis',
      'centris',
      'royal',
      'monarch',
      'trotsk',
      'militant',
      'sympathis',
      'groupe d',
      'equipe ',
    ],
    pattern: r`(?:soute?n|soutien)\w*[^;.]{0,30}\b(?:action|politique|idees|projet) (?:politiques? )?(?:de|d'|des|du)\b[^;.]{0,60}\b(?:maire|deputee?|senat\w+|ministre|candidat\w*|president de la republique)\b|(?:soute?n|soutien|promouv|relay|accompagn|appuy)\w*[^;.]{0,30}\b(?:action|politique|mandat|idees|programme|projet)s?\b[^;.]{0,30}(?:d(?:u|e la|e l'|e notre) (?:maire|depute|senat\w+|ministre|president\w* de la republique|majorite|elue?s?\b)|(?:equipe|majorite|opposition|minorite) (?:municipale|departementale|regionale|presidentielle))|(?:equipe|opposition|minorite) municipale (?:sortante|d'opposition)|elus (?:d'opposition|de l'opposition|de la minorite|de gauche|de droite|socialistes|communistes|republicains|ecologistes|centristes)|groupe d'(?:opposition|elus)|(?:mener|conduire|promouvoir|developper|exercer|engager|poursuivre|structurer|coordonner)[^;.]{0,25}\b(?:action|activite|combat|engagement)s? politiques?\b|(?:participer|contribuer|participation|intervenir)[^;.]{0,30}\bvie politique|(?:idees|valeurs|projet|pensee|programme|ideaux|doctrine|union|rassemble\w*|forces)\w*[^;.]{0,25}\b(?:de (?:la )?gauche|de (?:la )?droite|gaullis\w+|socialis\w+|communis\w+|souverainis\w+|nationalis\w+|centris\w+|royalis\w+|monarchis\w+|trotsk\w+|ecologie politique)|\b(?:militants?|sympathisants?) (?:et \w+ )?(?:du |des |d'un )?(?:parti|mouvement)|formation politique|mouvement politique|organisation politique|parti politique de`,
    unless: r`histoire|historique|archives|recherche|jumelage`,
  },
  {
    id: 'party_name',
    pattern: r`^(?:association |le |la |les |section |federation |mouvement |union |nouveau |amis )*\bparti (?:socialiste|communiste|radical|republicain|de gauche|de la gauche|ouvrier|des travailleurs|du|de la france|de la|pour|federaliste|breton|occitan|animaliste|pirate|chretien|democrate|liberal|humaniste|ecologiste|national\w*|populaire|ecolo\w*|royaliste|europeen|anti\w*)|\bassociation (?:de|pour le) financement (?:electoral|du parti|de la campagne|politique)|comite de soutien (?:a la candidature|au candidat|a la candidate)|\b(?:municipales|legislatives|presidentielle|cantonales|departementales|regionales|europeennes) (?:de )?20\d\d|\bjeunes (?:socialistes|communistes|republicains|ecologistes|populaires)\b|\b(?:elus|groupe) (?:socialistes?|communistes?|republicains|ecologistes)`,
    unless: r`\bparti(?:s)? pris|poe(?:te|sie)|theatre|compagnie|chorale`,
  },
  {
    id: 'political_vocabulary',
    pattern: r`politi|elect|\belus?\b|citoy|democra|\bpartis?\b|republi|campagne|mandat|suffrage|gauche|droite|militant|communal|municip|\bmaire|candidat|mouvement|socialis|ecolog|opinion|idees|debat|engagement|gouvern|europe|france`,
  },
];
