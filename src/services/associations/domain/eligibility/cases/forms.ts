import { table } from './case.ts';

export const formCases = table(`
excluded | CSE DE L’USINE |  | number= nature= pos=A cat=8310 | other_form
excluded | CSE D’ÉTABLISSEMENT |  | number= nature= pos=A cat=8311 | other_form
excluded | COPROPRIÉTÉ LES LILAS |  | number= nature= pos=A cat=9110 | other_form
excluded | ASL DU LOTISSEMENT |  | number= nature= pos=A cat=9150 | other_form
excluded | ASA DU CANAL |  | number= nature= pos=A cat=7321 | other_form
excluded | ASSOCIATION FONCIÈRE URBAINE |  | number= nature= pos=A cat=7322 | other_form
excluded | ASSOCIATION FONCIÈRE DE REMEMBREMENT |  | number= nature= pos=A cat=7323 | other_form
excluded | MUTUELLE DU VAL |  | number= nature= pos=A cat=8210 | other_form
excluded | ORDRE DES ARCHITECTES |  | number= nature= pos=A cat=8450 | other_form
excluded | CENTRE TECHNIQUE DU BOIS |  | number= nature= pos=A cat=8470 | other_form
excluded | GIE DU VAL |  | number= nature= pos=A cat=6220 | other_form
excluded | SCI DU MOULIN |  | number= nature= pos=A cat=6540 | other_form
excluded | SAS VAL NUMÉRIQUE |  | number= nature= pos=A cat=5710 | other_form
excluded | MONSIEUR ROY |  | number= nature= pos=A cat=1000 | other_form
excluded | CUMA DU VAL |  | number= nature= pos=A cat=6316 | other_form
excluded | CCAS DE MONTBRUN |  | number= nature= pos=A cat=7361 | other_form
excluded | LYCÉE JEAN MOULIN |  | number= nature= pos=A cat=7331 | other_form
excluded | GIP DU VAL |  | number= nature= pos=A cat=7410 | other_form
excluded | SYNDICAT MIXTE DU BASSIN |  | number= nature= pos=A cat=7354 | other_form
excluded | COOPÉRATION SANITAIRE |  | number= nature= pos=A cat=9970 | other_form
excluded | AARPI ROY |  | number= nature= pos=A cat=9224 | other_form
excluded | COLLECTIF DE FAIT |  | number= nature= pos=A cat=9210 | no_legal_personality
review | FONDATION DU VAL | soutenir la recherche | number= nature= pos=A cat=9300 | foundation
review | FONDS DE DOTATION DU VAL | soutenir les arts | code=006100 | foundation
review | ASSOCIATION COOPÉRATIVE | coopérative d’achat | number= nature= pos=A cat=5195 | uncertain_form
review | AMERICAN SOCIETY | échanges | number= nature= pos=A cat=3290 | uncertain_form
review | AUTRE PERSONNE | divertissement | number= nature= pos=A cat=9900 | uncertain_form
review | GROUPEMENT AGRICOLE | mise à disposition de salariés | number= nature= pos=A cat=9223 | employers_group
review | CLUB DU VAL | jeu d’échecs | code=007005 cat=5499 | form_contradiction
review | COMITÉ D’ENTREPRISE DU VAL | œuvres sociales | code=014030 | works_council
review | COMITE SOCIAL ET ECONOMIQUE DU VAL | activités | code=014030 | works_council
review | ASSOCIATION SYNDICALE LIBRE DU PRÉ | entretien des voies | code=032520 | owners_association
review | SARL DES ROSEAUX | vente | code=022542 | other_body_name
review | MUTUELLE DES CHEMINOTS | prévoyance | code=022000 | other_body_name
review | OGEC SAINT-JOSEPH | gestion de l’établissement | code=015000 | school
review | ÉCOLE DU VAL | gestion | code=015035 | school
review | CLINIQUE DU VAL | soins | code=017000 | hospital
review | CENTRE MÉDICAL | hospitalisation | code=017005 | hospital
review | ASSOCIATION DU CAILLOU | danse | code=006040 number=W9N1000123 | local_law
review | ASSOCIATION DE TAHITI | danse | code=006040 number=W9P1000123 | local_law
review | CLUB CALÉDONIEN | voile | number=123456 code=011185 | local_law
excluded | CLUB FINI | échecs | code=007005 pos=D | dissolved
excluded | CLUB SUPPRIMÉ | échecs | code=007005 pos=S | dissolved
excluded | PARTI FINI | politique | code=001005 pos=D naf=94.92Z | dissolved
review | CLUB REPRIS | échecs | code=007005 pos=R | legacy_record
review | CLUB ÉTRANGE | échecs | code=007005 pos=I | unknown_position
review | CLUB SANS POSITION | échecs | code=007005 pos= | unknown_position
review | CLUB SANS RIEN |  |  | missing_purpose
review | CLUB MUET | néant | code=000000 | missing_purpose
review | CLUB INCONNU | échecs | number= nature= | missing_form
review | BRIDGE DE MONTBRUN | bridge | number=061S0061023688 code=001000 | legacy_record
review | SECOURISTES | premiers secours | number=922P8208 code=40000 | legacy_code_unreliable
review | RELAXATION | relaxation | number=2A1P02A1013100 code=040000 layout=import | legacy_record
review | CLUB SANS NUMÉRO | judo | number= code=1000 | legacy_code_unreliable
eligible | CERCLE DE MUSIQUE D’ILLWALD | pratique de la musique | number= nature= cat=9260 pos=
eligible | SKI-CLUB VOSGIEN D’ILLWALD |  | number= nature= cat=9260 naf=93.12Z pos=
eligible | A SCOLA CORSA | langue corse | number=W2A1000015 code=006110
eligible | CLUB DE VOILE DU PORT | voile | number=W9R1001234 code=011185
eligible | RUP DU VAL | aide aux aveugles | nature=R cat=9230 code=018050
eligible | INSERTION DU VAL | chantier d’insertion | cat=9221 code=030010
eligible | INTERMÉDIAIRE DU VAL | mise à disposition de demandeurs d’emploi | cat=9222 code=030010
eligible | SANS CODE | cours de dessin pour adultes | code=000000
eligible | À RECLASSER | cours de dessin | code=050000
eligible | COMITÉ DES FÊTES | fêtes | code=9030
eligible | FÉDÉRATION DE TENNIS DU VAL | développement du tennis | code=011165 naf=93.19Z cat=9220
eligible | LES AMIS DE LA FONDATION ROY | faire connaître l’œuvre de Roy | code=006100
eligible | ANCIENS DU COMITÉ D’ENTREPRISE | rencontres entre retraités | code=014030
eligible | AMICALE DES ANCIENS ÉLÈVES DU LYCÉE | entretenir l’amitié | code=015070
eligible | CANTINE DE L’ÉCOLE | gestion de la cantine de l’école | code=015025
eligible | ASL BASKET | basket | code=011065
eligible | CLOWNS À L’HÔPITAL | visites aux enfants malades à l’hôpital | code=017055
eligible | AMAP DU VAL | paniers de légumes entre consommateurs et producteurs | code=007075
eligible | RÉGIE DE QUARTIER | entretien du quartier par ses habitants | code=030010
`);
