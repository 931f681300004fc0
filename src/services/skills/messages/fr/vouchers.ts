export const vouchers = {
  nav: 'Bons',
  title: 'Bons de certification',
  lead: 'Un financeur paie, des personnes passent la certification pour moins cher ou pour rien. Ce qui n’est pas utilisé revient dans la réserve.',
  none: 'Aucun lot de bons',
  noneText:
    'Un lot dit qui paie, combien, pour qui et jusqu’à quand. Les codes se tirent ensuite, dans la limite du budget.',
  add: 'Ouvrir un lot',
  newTitle: 'Ouvrir un lot de bons',
  funder: 'Financeur',
  funderHint: 'Le nom que les personnes liront : « Région Occitanie ».',
  funderEmail: 'Adresse électronique du financeur (facultatif)',
  funderEmailHint: 'Avec cette adresse, le financeur pourra lire le registre de son lot.',
  budget: 'Budget, en euros',
  value: 'Ce qu’un bon coûte au financeur, en euros',
  until: 'Dernier jour pour utiliser un bon',
  retakes: 'Nouveaux essais gratuits avec le même code',
  retakeDays: 'Jours pour le nouvel essai',
  rules: 'Pour qui, et à quel prix',
  rulesHint:
    'Remplissez au moins une ligne. Chaque ligne suffit à elle seule ; le prix le plus bas l’emporte. Prix en euros, 0 pour gratuit.',
  ruleAnybody: 'Toute personne qui a un code : prix',
  ruleAge: 'Moins de 26 ans : prix',
  ruleHours: 'Heures de bénévolat confirmées : combien',
  ruleHoursPrice: 'Heures de bénévolat confirmées : prix',
  ruleVisits: 'Venues dans un espace labellisé en un an : combien',
  ruleVisitsPrice: 'Venues dans un espace labellisé : prix',
  save: 'Ouvrir le lot',
  ledger: 'Registre',
  ledgerText: 'Émis = libres + utilisés + expirés + rendus, à tout moment.',
  counts: {
    issued: 'émis',
    free: 'libres',
    used: 'utilisés',
    expired: 'expirés',
    returned: 'rendus à la réserve',
  },
  budgetLeft: (left: string, of: string) => `Il reste ${left} sur ${of}.`,
  untilDay: 'Utilisables jusqu’au',
  who: 'Pour qui',
  rule: {
    anybody: (price: string) => `Toute personne qui a un code : ${price}`,
    under_age: (age: number, price: string) => `Moins de ${age} ans : ${price}`,
    volunteer_hours: (hours: number, price: string) =>
      `${hours} heures de bénévolat confirmées : ${price}`,
    space_visits: (visits: number, price: string) =>
      `${visits} venues dans un espace labellisé en un an : ${price}`,
    appeal: () => 'Réclamation acceptée : gratuit',
  },
  retake: (n: number, days: number) =>
    n === 0
      ? 'Sans nouvel essai.'
      : `${n} nouvel essai gratuit avec le même code, dans les ${days} jours.`,
  issue: 'Tirer des codes',
  issueCount: (room: number) => `Combien (le budget en permet encore ${room})`,
  issueHint:
    'Les codes s’affichent une seule fois : imprimez-les ou copiez-les tout de suite. Personne ne peut les relire ensuite.',
  issueButton: 'Tirer les codes',
  codesTitle: (n: number) => (n === 1 ? 'Un code tiré' : `${n} codes tirés`),
  codesLead:
    'Imprimez cette page ou copiez la liste maintenant : ces codes ne seront plus jamais affichés.',
  codesList: 'Codes',
  codesBack: 'Retour au lot',
  extend: 'Donner plus de temps',
  extendHint:
    'Les bons expirés redeviennent utilisables. Sans cela, leur argent revient dans la réserve 30 jours après leur dernier jour.',
  extendButton: 'Changer le dernier jour',
  csv: 'Registre par jour (CSV)',
  saved: 'C’est enregistré.',
  history: 'Historique',
  actions: {
    'vouchers.created': 'Lot ouvert',
    'vouchers.issued': 'Codes tirés',
    'vouchers.extended': 'Dernier jour changé',
  } as Readonly<Record<string, string>>,
  free: 'gratuit',
  errors: {
    funder_missing: 'Écrivez le nom du financeur.',
    email_invalid: 'Cette adresse électronique n’est pas complète.',
    money_wrong: 'Écrivez un montant en euros, comme 25 ou 12,50.',
    number_wrong: 'Écrivez un nombre entier.',
    date_missing: 'Choisissez une date.',
    date_past: 'Cette date est passée : choisissez une date à venir.',
    rules_missing: 'Remplissez au moins un prix.',
    value_large: 'Un bon ne peut pas coûter plus que le budget.',
    count_wrong: 'Écrivez un nombre entre 1 et 500.',
    issued_before:
      'Ces codes ont déjà été tirés. S’ils sont perdus, ils expireront et leur argent reviendra dans la réserve : tirez-en d’autres.',
    budget_too_small: (room: number) =>
      room === 0
        ? 'Le budget est épuisé.'
        : `Le budget ne permet que ${room} bon${room > 1 ? 's' : ''} de plus.`,
    voucher_expired: 'Le dernier jour du lot est passé : donnez d’abord plus de temps.',
  },
};
