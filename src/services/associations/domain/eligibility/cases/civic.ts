import { table } from './case.ts';

export const politicalCases = table(`
excluded | PARTI DES TERRITOIRES | concourir à l’expression du suffrage | code=001005 naf=94.92Z | politique
excluded | PARTI SOCIALISTE - SECTION DU VAL | réunir les adhérents | code=001000 | politique
excluded | VAL EN MOUVEMENT | présenter une liste aux élections municipales | code=001015 | politique
excluded | AGIR POUR LE CANTON | soutenir des candidats aux élections départementales | naf=94.92Z cat=9220 | politique
excluded | ASSOCIATION DE FINANCEMENT DE LA CAMPAGNE DE M. ROY | recueillir les fonds destinés à la campagne électorale | code=000000 | politique
excluded | AFE DUVAL | recueillir exclusivement les fonds d’un parti politique | code=001010 | politique
excluded | ASSOCIATION ELECTORALE | percevoir des dons en vue de financer les dépenses de campagne du candidat | naf=94.92Z | politique
excluded | COMITÉ DE SOUTIEN À LA CANDIDATURE DE MME PETIT | soutenir sa candidature | code=001010 | politique
excluded | RASSEMBLEMENT CITOYEN | mener l’action politique locale | code=001015 naf=94.92Z | politique
review | ENSEMBLE À MONTBRUN | préparer les élections municipales de 2026 | code=030012 | political_text
review | MONTBRUN AUTREMENT | soutenir l’action de l’équipe municipale sortante | code=030012 | political_text
review | IDÉES DU VAL | promouvoir les idées de la gauche | code=002015 | political_text
review | LES AMIS DE JEAN ROY | soutenir l’action politique de Jean Roy, député | code=014000 | political_text
review | CERCLE GAULLISTE | faire vivre les valeurs du gaullisme et la pensée gaulliste | code=002015 | political_text
review | DÉBATS DU VAL | débats citoyens | code=001000 | political_code
review | MOUVEMENT DES JEUNES | rencontres | code=001020 | political_code
review | AMIS DE L’EUROPE | faire connaître l’Europe | code=001025 | political_adjacent
review | VAL CITOYEN | association apolitique : présenter une liste sans étiquette aux élections municipales | code=001015 | contradiction
review | PÉTANQUE DU VAL | pratique de la pétanque | code=001000 naf=94.92Z | contradiction
review | PARTI ANIMALISTE DU VAL | protection des animaux | code=024026 | party_name
review | ÉLUS SOCIALISTES DU CANTON | échanges entre élus | code=003060 | party_name
review | CAP 2027 | soutenir la candidature de M. Martin | code=003060 | political_text
review | MÉMOIRE DES LUTTES | participer à la vie politique locale | code=003060 | political_text
review | JEUNES COMMUNISTES DU VAL | camps de vacances | code=009020 | party_name
review | POUR LE VAL | inciter les habitants à soutenir notre liste aux élections municipales | code=030012 | political_text
review | SANS PARTI | indépendante des partis, elle présente une liste aux élections municipales | code=030012 | political_text
eligible | AMICALE DES ANCIENS MAIRES | entretenir l’amitié entre anciens maires du département | code=014000
eligible | ASSOCIATION DES MAIRES RURAUX | étudier les questions qui intéressent les communes rurales | code=003060
eligible | CAFÉ CITOYEN | débats publics sur la vie de la cité, hors de tout parti politique | code=003060 | neutrality
eligible | CLUB DE RÉFLEXION DU VAL | réflexion sur les politiques publiques | code=002015
eligible | ISOLOIR | inciter les jeunes à s’inscrire sur les listes électorales | code=003060
eligible | CIVISME ET VOTE | éducation à la citoyenneté : expliquer les élections municipales aux jeunes | code=003060
eligible | POLITIQUE DE LA VILLE EN ACTION | accompagner les habitants dans la politique de la ville | code=030012
eligible | PARENTS D’ÉLÈVES DU VAL | présenter une liste de candidats aux élections des parents d’élèves | code=015005
eligible | APE JEAN MOULIN | recueillir des fonds pour l’école | code=015025
eligible | SAUVONS LE CLOCHER | recueillir des fonds pour la campagne de restauration du clocher | code=010022
eligible | CAMPAGNE ET RURALITÉ | animer la campagne du canton | code=030050
eligible | PARTI PRIS | compagnie de théâtre | code=006070
eligible | LES PARTIS EN FUMÉE | amateurs de barbecue | code=007060
eligible | VAL OLYMPIQUE | soutenir la candidature de la vallée aux jeux olympiques | code=011192
eligible | SITE REMARQUABLE | soutenir la candidature du site au patrimoine mondial de l’UNESCO | code=010000
eligible | TREMPLIN BAC | soutien aux candidats au baccalauréat et aux examens | code=015025
eligible | MICRO-CRÉDIT DU VAL | soutenir les candidats à la création d’emploi | code=030020
eligible | SCIENCE ET SOCIÉTÉ | recherche sur la vie sociale et politique | code=016015
eligible | LIGUE DES DROITS DU VAL | défense des libertés publiques, indépendante des partis politiques | code=003015 | neutrality
eligible | COMITÉ DE QUARTIER SUD | améliorer le cadre de vie ; toute propagande politique est proscrite | code=030012 | neutrality
eligible | ÉCOLOGIE AU VAL | protéger les milieux naturels | code=024040
eligible | DROITE ET GAUCHE | aide à la latéralité chez l’enfant | code=017055
eligible | FÊTE DE LA RÉPUBLIQUE | commémorer le 14 juillet | code=009030
eligible | COMITÉ DE JUMELAGE | soutenir les actions de la municipalité en faveur des échanges culturels | code=009050
eligible | RÉFUGIÉS BIENVENUE | aide aux réfugiés politiques | code=019025
eligible | COMMUNE LIBRE DU VIEUX VAL | fêtes et animation du vieux quartier | code=009030
`);

export const unionCases = table(`
excluded | SYNDICAT DES MÉTALLURGISTES |  | number= nature= cat=8410 | syndicat
excluded | CHAMBRE SYNDICALE DU BÂTIMENT |  | number= nature= cat=8420 naf=94.11Z | syndicat
excluded | UNION DES SALARIÉS DU VAL | étude et défense des droits et intérêts matériels et moraux, collectifs et individuels, des salariés | code=023005 | syndicat
excluded | SYNDICAT DU PERSONNEL | défense des intérêts professionnels des personnels | code=023005 naf=94.20Z | syndicat
excluded | UNION PATRONALE DU VAL | représentation patronale | code=023030 | syndicat
excluded | GROUPEMENT DES EMPLOYEURS DU TEXTILE | représenter les entreprises et défendre leurs intérêts | code=023030 naf=94.11Z | syndicat
excluded | UNION LOCALE CGT | organisation syndicale de salariés | naf=94.20Y cat=9220 | syndicat
review | SYNDICAT APICOLE DU VAL | formation des apiculteurs | code=007050 | union_name
review | SYNDICAT DES ÉTUDIANTS DU VAL | défense des intérêts matériels et moraux des étudiants | code=015065 | union_text
review | SYNDICAT DES EAUX DU VAL | distribution de l’eau | code=024010 | union_name
review | SYNDICAT DES COPROPRIÉTAIRES DE LA RÉSIDENCE | entretien de l’immeuble | code=032520 | owners_association
review | GROUPE DES COIFFEURS | défense des intérêts de la profession | code=014025 | union_text
review | TAXIS DU VAL | défense de leurs intérêts professionnels | code=014000 | union_text
review | ENTREPRISES DE LA ZONE | réseau d’entreprises | code=023007 | economic_interest
review | COMMERÇANTS DU CENTRE | représenter les commerçants | code=023025 | economic_interest
review | ORDRE ET MÉTIERS | échanges entre professionnels | code=014025 naf=94.12Z | economic_interest
review | PERSONNEL DU VAL | amicale hors caractère syndical | code=023005 naf=94.20Z | contradiction
review | CONFÉDÉRATION PAYSANNE DU VAL | agriculture paysanne | code=024050 | union_name
review | GROUPEMENT D’EMPLOYEURS SPORT 30 | mettre à disposition de ses membres des salariés | code=011192 | employers_group
review | EMPLOI PARTAGÉ | aide aux associations | code=030015 | employers_group
eligible | SYNDICAT D’INITIATIVE DE MONTBRUN | accueil des touristes | code=034240
eligible | OFFICE DE TOURISME - SYNDICAT D’INITIATIVE | promotion touristique | code=034240
eligible | USAGERS DU SYNDICAT DES EAUX | information des usagers du syndicat des eaux | code=023001
eligible | RÉSIDENTS DU PARC | dialogue avec le conseil syndical de la copropriété | code=014000
eligible | AMICALE DU PERSONNEL DE LA MAIRIE | loisirs du personnel, hors caractère syndical | code=014030
eligible | AMICALE DES SAPEURS-POMPIERS | resserrer les liens entre sapeurs-pompiers | code=036510
eligible | FAMILLES RURALES | défendre les intérêts matériels et moraux des familles | code=019005
eligible | ANCIENS COMBATTANTS DU VAL | défendre les intérêts matériels et moraux des anciens combattants et de leurs veuves | code=038105
eligible | AMIS DE L’ÉCOLE PUBLIQUE | défendre les intérêts matériels et moraux de l’enseignement public | code=015025
eligible | LOCATAIRES DU CARREL | défense des intérêts matériels et moraux, individuels et collectifs, des locataires | code=032520
eligible | PÊCHEURS DU VAL | défense des intérêts des pêcheurs à la ligne et protection du milieu | code=013010
eligible | VICTIMES DE L’AMIANTE | défense des droits des victimes et de leurs intérêts matériels et moraux | code=018045
eligible | BDE SCIENCES | animer la vie étudiante | code=015065
eligible | FORMATION ET EMPLOI | aider les salariés et les employeurs sur la formation professionnelle | code=014035
eligible | MUSÉE DU SYNDICALISTE INCONNU | histoire sociale du bassin | code=010015
eligible | FÉDÉRATION SPORTIVE DU TRAVAIL | sport pour tous | code=011005
eligible | COMITÉ DÉPARTEMENTAL DE JUDO | développer le judo | code=011140 naf=93.19Z cat=9220
eligible | CONSOMMATEURS DU VAL | défense des intérêts économiques des consommateurs | code=023002
`);
