const s = (n: number) => (n > 1 ? 's' : '');

export const fr = {
  title: 'Proposer une affectation',
  lead: 'Avec les personnes qui ont dit oui : qui placer où pour pourvoir le plus de postes. Rien ne change tant que vous n’avez pas appliqué.',
  link: 'Proposer une affectation',
  to_roster: 'Revenir à la liste des personnes attendues',
  none_title: 'Personne à déplacer',
  none: (candidates: number) =>
    candidates === 0
      ? 'Personne n’a encore dit oui pour un horaire à venir.'
      : `Nous avons essayé toutes les répartitions des ${candidates} personne${s(candidates)} confirmée${s(candidates)} ou en réserve : aucune ne pourvoit plus de places.`,
  gain: (before: number, after: number, places: number) =>
    `${before} place${s(before)} pourvue${s(before)} sur ${places} maintenant, ${after} après.`,
  caption: (n: number) => `${n} changement${s(n)} proposé${s(n)}`,
  columns: { person: 'Personne', from: 'Aujourd’hui', to: 'Proposé', shift: 'Horaire' },
  reserve: 'En réserve',
  rules:
    'Chacun reste dans les heures qu’il a acceptées, personne ne perd sa place, et aussi peu de gens que possible sont déplacés. Un infirmier compte aussi comme secouriste.',
  apply: (n: number) => `Appliquer et prévenir ${n} personne${s(n)}`,
  applied: (n: number) =>
    `C’est fait : ${n} personne${s(n)} ${n > 1 ? 'ont' : 'a'} reçu ${n > 1 ? 'leur' : 'son'} affectation.`,
  short_title: 'Ce qui manque encore',
  short: (missing: number, position: string) =>
    `${position} : il manque ${missing} personne${s(missing)}.`,
  short_nobody:
    'Parmi les personnes confirmées ou en réserve, aucune de plus ne peut tenir ce poste.',
  short_cut: (able: number, places: number, positions: string) =>
    `${able} personne${s(able)} seulement ${able > 1 ? 'peuvent' : 'peut'} tenir les ${places} places de ${positions}, quelle que soit la répartition.`,
  not_proven: (atMost: number) =>
    `Des horaires se chevauchent en partie : une autre répartition pourrait aller jusqu’à ${atMost} places, pas plus.`,
  quoted: (position: string) => `« ${position} »`,
  call_more: 'Préparer l’appel',
  briefing: {
    title: 'Consignes de sécurité',
    lead: 'Ce que chacun doit savoir avant de venir. Les personnes confirmées les lisent par leur lien et disent en un geste qu’elles les connaissent.',
    link: 'Écrire les consignes de sécurité',
    edit: 'Modifier les consignes',
    text: 'Consignes',
    text_hint:
      'Les dangers, l’équipement, qui appeler, ce qu’il ne faut pas faire. 3 000 caractères au plus.',
    by_need: 'Consignes propres à un besoin',
    by_need_hint:
      'Les personnes confirmées à ce besoin les lisent à la suite des consignes de tous, et disent une fois qu’elles connaissent les deux.',
    addition: (position: string) => `Consignes propres à : ${position}`,
    addition_lead: 'Ce que ce lieu ou ce poste ajoute aux consignes de sécurité de tous.',
    addition_hint:
      'Un danger du lieu, un point de rendez-vous, un équipement. Laissez vide pour ne rien ajouter.',
    added: 'écrites',
    here: 'À ce poste',
    save: 'Enregistrer',
    version: (n: number) => `Version ${n},`,
    again: 'Un texte différent est une nouvelle version : chacun devra la lire.',
    missing: 'Écrivez les consignes.',
    long: '3 000 caractères au plus.',
    heading: 'Consignes de sécurité',
    acknowledge: 'J’ai lu et compris',
    known: 'Vous avez lu ces consignes.',
    changed: 'Les consignes viennent de changer : relisez-les.',
    not_read: (n: number) =>
      `${n} personne${s(n)} n’${n > 1 ? 'ont' : 'a'} pas encore lu les consignes.`,
    all_read: 'Toutes les personnes confirmées ont lu les consignes.',
    column: 'Consignes',
    read: 'lues',
    unread: 'à lire',
  },
  gap: (n: number) => `Il manque ${n} personne${s(n)}.`,
  conflicts_title: (n: number) => (n > 1 ? `${n} conflits à régler` : 'Un conflit à régler'),
  conflict_column: 'Conflit',
  conflict: {
    overlap: (position: string) => `Attendu au même moment : ${position}`,
    travel: (position: string) => `Trajet impossible avec : ${position}`,
    paper: () => 'Un diplôme exigé expire pendant l’horaire',
    ability: () => 'N’a plus ce que le poste exige',
  },
  copy: {
    title: 'Copier des besoins sur un autre jour',
    lead: 'Les mêmes postes, lieux et heures, un autre jour. Personne n’est appelé tant que vous ne le demandez pas.',
    link: 'Copier les horaires sur un autre jour',
    needs: 'Besoins à copier',
    item: (position: string, places: number) => `${position}, ${places} place${s(places)}`,
    day: 'Jour de la copie',
    day_hint: 'Le premier besoin coché commencera ce jour-là ; les autres gardent leur écart.',
    button: 'Copier',
    none: 'Aucun besoin à copier',
    none_help: 'Ajoutez d’abord un besoin.',
    add: 'Ajouter un besoin',
    nothing_chosen: 'Cochez au moins un besoin.',
    day_wrong: 'Donnez un jour.',
    refused: (position: string, sentence: string) => `${position} : ${sentence}`,
  },
  refused: {
    not_found: 'Cette crise n’existe plus.',
    out_of_territory: 'Cette crise n’est pas dans votre territoire.',
    crisis_over: 'La crise est terminée.',
    crisis_not_active: 'La crise n’est pas ouverte : personne ne peut être déplacé.',
    nothing_to_move: 'Il n’y a plus rien à déplacer.',
    changed_since:
      'Quelqu’un a répondu entre-temps : rien n’a été appliqué. Voici la nouvelle proposition.',
  },
};
