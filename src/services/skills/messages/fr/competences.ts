export const areas = {
  '1': 'Chercher et ranger l’information',
  '2': 'Échanger et faire ensemble',
  '3': 'Créer des contenus',
  '4': 'Se protéger',
  '5': 'Se débrouiller',
};

export const competences = {
  '1.1': {
    title: 'Chercher une information',
    description:
      'Savoir ce que l’on cherche, choisir ses mots, aller d’une page à l’autre et retrouver son chemin.',
  },
  '1.2': {
    title: 'Juger une information',
    description:
      'Savoir qui parle, depuis quand et pourquoi, et comparer avant de croire ou de partager.',
  },
  '1.3': {
    title: 'Ranger ses données',
    description:
      'Nommer, classer, sauvegarder et retrouver ses fichiers, ses messages et ses photos.',
  },
  '2.1': {
    title: 'Échanger des messages',
    description: 'Choisir entre courriel, message, appel ou visio, et se faire comprendre.',
  },
  '2.2': {
    title: 'Partager des contenus',
    description: 'Donner accès à un fichier ou à un lien à ceux qu’il faut, et dire d’où il vient.',
  },
  '2.3': {
    title: 'Agir en citoyen',
    description: 'Faire ses démarches, connaître ses droits et donner son avis en ligne.',
  },
  '2.4': {
    title: 'Travailler à plusieurs',
    description: 'Écrire, planifier et décider ensemble avec des outils partagés.',
  },
  '2.5': {
    title: 'Se conduire avec les autres',
    description:
      'Garder le respect en ligne, tenir compte des âges et des cultures, réagir à ce qui blesse.',
  },
  '2.6': {
    title: 'Tenir à son image',
    description: 'Savoir ce que les autres voient de soi, et régler ce que l’on montre.',
  },
  '3.1': {
    title: 'Créer un contenu',
    description: 'Faire un texte, une image, un diaporama ou une vidéo qui se lit bien, par tous.',
  },
  '3.2': {
    title: 'Reprendre et transformer',
    description: 'Corriger, réunir et améliorer ce qui existe déjà : textes, tableaux, photos.',
  },
  '3.3': {
    title: 'Respecter les droits des auteurs',
    description: 'Savoir ce que l’on peut copier, sous quelle licence, et comment nommer l’auteur.',
  },
  '3.4': {
    title: 'Donner des consignes à une machine',
    description:
      'Décrire une suite d’étapes, de conditions et de répétitions qui règle un problème.',
  },
  '4.1': {
    title: 'Protéger ses appareils',
    description:
      'Mettre à jour, verrouiller, choisir de bons mots de passe et reconnaître les pièges.',
  },
  '4.2': {
    title: 'Protéger les données des personnes',
    description: 'Ne donner et ne garder que le nécessaire, pour soi et pour les autres.',
  },
  '4.3': {
    title: 'Protéger sa santé',
    description:
      'Ménager son corps et son attention, réagir au harcèlement, inclure tout le monde.',
  },
  '4.4': {
    title: 'Protéger l’environnement',
    description: 'Faire durer les appareils et connaître l’effet de ses usages.',
  },
  '5.1': {
    title: 'Régler une panne',
    description: 'Trouver ce qui ne va pas, du plus simple au plus compliqué.',
  },
  '5.2': {
    title: 'Choisir le bon outil',
    description: 'Partir du besoin, choisir un outil et le régler, y compris pour l’accessibilité.',
  },
  '5.3': {
    title: 'Inventer une meilleure façon de faire',
    description: 'Se servir du numérique pour simplifier ou améliorer ce que l’on fait déjà.',
  },
  '5.4': {
    title: 'Savoir ce qui reste à apprendre',
    description: 'Connaître ses limites, continuer à apprendre et aider les autres à progresser.',
  },
};
