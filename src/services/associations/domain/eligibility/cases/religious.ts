import { table } from './case.ts';

export const religiousCases = table(`
excluded | ASSOCIATION CULTUELLE ISRAÉLITE DE MONTBRUN | assurer l’exercice public du culte israélite | nature=U code=040000 | cultuelle
excluded | UNION CULTUELLE DU VAL | célébration et entretien du culte | nature=U | cultuelle
excluded | ASSOCIATION DIOCÉSAINE DE MONTBRUN | subvenir aux frais et à l’entretien du culte catholique, sous l’autorité de l’évêque | code=040000 naf=94.91Z cat=9220 | cultuelle
excluded | ÉGLISE RÉFORMÉE DE MONTBRUN | l’exercice public du culte protestant et l’entretien des édifices servant au culte | code=040000 | cultuelle
excluded | EGLISE EVANGELIQUE LA VIGNE | pourvoir aux frais du culte, rémunérer les ministres du culte | code=040000 | cultuelle
excluded | ASSEMBLÉE DE DIEU DE MONTBRUN | annoncer l’Évangile et célébrer le culte | naf=94.91Z cat=9220 | cultuelle
excluded | COMMUNAUTE MUSULMANE DE MONTBRUN | exercice du culte musulman | code=040000 naf=94.91Z | cultuelle
excluded | PAROISSE ORTHODOXE SAINTE-NINA | célébration du culte orthodoxe | code=040000 naf=94.91Y | cultuelle
excluded | EGLISE DE PENTECOTE | proclamer la parole de Dieu | code=040000 naf=94.91Z | cultuelle
excluded | ASSOCIATION CULTUELLE BOUDDHIQUE | acquisition et entretien d’édifices affectés au culte bouddhique | code=040000 code2=040000 | cultuelle
excluded | ASSOCIATION POUR LE CULTE RÉFORMÉ | association formée conformément au titre IV de la loi du 9 décembre 1905, pour le culte réformé | code=040000 | cultuelle
excluded | CONGRÉGATION DES SŒURS DU VAL |  | number= nature= cat=9240 | cultuelle
excluded | PAROISSE SAINT-MARTIN |  | number= nature= cat=2700 | cultuelle
excluded | FABRIQUE DE L’ÉGLISE SAINT-GEORGES |  | number= nature= cat=7430 | cultuelle
excluded | MENSE CURIALE DE MONTBRUN | gestion des biens du culte | number= nature= cat=7430 naf=94.91Z | cultuelle
excluded | CULTE ÉVANGÉLIQUE D’ILLWALD | l’exercice public du culte | number= nature= cat=9260 naf=94.91Z pos= | cultuelle
review | CENTRE CULTUREL ET CULTUEL TURC | enseignement du turc, sport pour les jeunes, entretien du lieu de culte | code=040000 naf=94.91Z | religious_mixed
review | ASSOCIATION CULTUELLE ET CULTURELLE DU VAL | exercice du culte ; soutien scolaire et loisirs | code=040000 naf=94.91Z | religious_mixed
review | ASSOCIATION FRATERNITÉ | propager la foi chrétienne | code=040000
review | ZEN DU VAL | pratique et étude du zen | code=040000 | religious_code
review | ÉTUDES SPIRITES | étude de la philosophie spirite | code=040000 | religious_code
review | SOCIÉTÉ DE PHILOSOPHIE | conférences de philosophie, en dehors de tout culte | code=040000
review | ASSOCIATION DES MUSULMANS DE MONTBRUN | rencontres et entraide | code=014040 | religious_name
review | AMICALE DES COMORIENS | organisation d’activités culturelles, sportives et religieuses | code=014040 | religious_mixed
review | LA LUMIÈRE | gestion d’une salle de prière et cours de langue | code=009007 | religious_mixed
review | PROJET MOSQUÉE DE MONTBRUN | construction d’une mosquée | code=014000 | religious_mixed
review | EGLISE EVANGELIQUE DU CARREFOUR | rencontres | code=020000 | religious_name
review | GRAIN DE SÉNEVÉ | évangélisation par la musique | code=006030 | religious_mixed
review | ASSOCIATION DU LIVRE | diffusion de la Bible et enseignement biblique | code=005005 | religious_mixed
review | CATÉ DU VAL | catéchèse des enfants | code=009015 | religious_mixed
review | PAROISSE SAINT-LOUP | vie de la paroisse | code=009000 | religious_name
review | TEMPLE SIKH DE MONTBRUN | entraide | code=014035 | religious_name
review | MISSION D’AFRIQUE | œuvres sociales | naf=94.91Z cat=9220 | religious_naf
review | ŒUVRES DU VAL | activités charitables, éducatives et cultuelles | code=020015 | religious_mixed
review | ÉGLISE BAPTISTE | culte, chorale, entraide aux démunis, exercice public du culte | code=040000 | religious_mixed
review | UNION SPORTIVE DU VAL | exercice public du culte | code=040000 naf=93.12Z | contradiction
review | ASSOCIATION DE LA RUE HAUTE | célébration du culte | code=000000 | worship_text
review | MONASTÈRE DU VAL | accueil de retraitants | code=034230 | religious_name
review | COURS DU JEUDI | enseignement du Coran aux enfants | code=015050
review | AUMÔNERIE DES ÉTUDIANTS | aumônerie universitaire | code=009015 | religious_mixed
review | ASSEMBLÉE DU VAL | association sans but lucratif, exercice public du culte |  | worship_text
review | ASSEMBLÉE DU LAC | ne poursuit aucun but lucratif et a pour objet l’exercice public du culte |  | worship_text
review | FRATERNITÉ DU LAC | sans distinction de race ou de religion, célébration du culte |  | worship_text
review | ASSEMBLÉE LIBRE | indépendante et autonome, elle assure l’exercice public du culte |  | worship_text
review | ASSEMBLÉE DU PONT | exercice public du culte, toute activité lucrative étant exclue |  | worship_text
eligible | LES AMIS DE LA CHAPELLE SAINT-ROCH | sauvegarde et restauration de la chapelle | code=010022
eligible | LES AMIS DE LA SYNAGOGUE | restauration et mise en valeur de l’ancienne synagogue, monument historique | code=010022
eligible | PATRIMOINE RELIGIEUX DU VAL | inventaire du patrimoine religieux et de l’architecture religieuse | code=010000
eligible | LES CLOCHES DE MONTBRUN | entretien et restauration des cloches de l’église | code=010022
eligible | CHORALE PAROISSIALE SAINTE-CÉCILE | chant choral lors des offices et des concerts | code=006030
eligible | LES ORGUES DE MONTBRUN | concerts d’orgue dans les églises de la paroisse | code=006030
eligible | FOYER PAROISSIAL SAINT-JEAN | théâtre amateur et basket | code=009005
eligible | KERMESSE DE LA PAROISSE | organisation d’une kermesse annuelle | code=009030
eligible | SCOUTS MUSULMANS - GROUPE DE MONTBRUN | éducation des jeunes par le scoutisme | code=009015
eligible | ÉCLAIREUSES ET ÉCLAIREURS PROTESTANTS | scoutisme ouvert à tous | code=009015
eligible | SECOURS ISLAMIQUE DU VAL | distribution de repas aux démunis | code=020010
eligible | ENTRAIDE PROTESTANTE | aide alimentaire et vestiaire | code=020010
eligible | ASSOCIATION FAMILIALE CATHOLIQUE DU VAL | services aux familles et défense de leurs intérêts matériels et moraux | code=019005
eligible | RADIO ESPÉRANCE DU VAL | exploitation d’une radio chrétienne | code=005010
eligible | AMICALE LAÏQUE DE MONTBRUN | activités culturelles et sportives dans un cadre laïque | code=002010
eligible | CERCLE CONDORCET | défense de la laïcité et de la loi de 1905 de séparation des Églises et de l’État | code=003015
eligible | JEUNESSE DU VAL | loisirs des jeunes, sans but lucratif, à l’exclusion de toute activité politique, religieuse ou syndicale | code=009005 | neutrality
eligible | GYM POUR TOUS | gymnastique ; toute discussion politique ou religieuse est interdite | code=011105 | neutrality
eligible | CLUB DES AÎNÉS | rencontres ; l’association s’interdit d’organiser des activités religieuses | code=009040 | neutrality
eligible | MAISON POUR TOUS | activités socio-culturelles hors de toute considération philosophique, politique ou confessionnelle | code=009007 | neutrality
eligible | AIDE AU VILLAGE DE TAMBA | aide humanitaire sans distinction de race, de sexe ou de religion | code=020020 | neutrality
eligible | YOGA ET PLEINE CONSCIENCE | pratique du yoga dans un esprit non religieux | code=011105
eligible | ROUTE DE COMPOSTELLE | accueil des pèlerins et balisage des chemins | code=034000
eligible | CULTE DE LA BULLE | salon de la bande dessinée | code=006020
eligible | FILMS CULTES | ciné-club : projection de films cultes | code=006025
eligible | LA FABRIQUE DU VAL | atelier partagé d’artistes | code=006090
eligible | AMIS DU TEMPLE DE DIANE | fouilles archéologiques du temple | code=010015
eligible | DIALOGUES | rencontres entre personnes de toutes convictions, croyantes ou non | code=002015
eligible | HISTOIRE DES RELIGIONS | conférences sur l’histoire des religions | code=016080
eligible | CONFRÉRIE DU CASSOULET | gastronomie locale | code=007060
eligible | LE SERMON D’HIPPOCRATE | troupe de théâtre d’étudiants en médecine | code=006070
eligible | CHŒUR DE L’ABBAYE | musique sacrée et musique religieuse du XVIIe siècle | code=006030
eligible | PAROLES D’ÉGLISES | visites guidées des églises romanes | code=010000
eligible | GROUPE VOCAL GOSPEL | chant gospel | code=006030
eligible | LOGE DU TRAVAIL | bienfaisance et étude philosophique | code=002005
eligible | SOPHROLOGIE DU VAL | enseignement de la sophrologie ; sont exclues les techniques à caractère religieux ou sectaire | code=007085 | neutrality
`);
