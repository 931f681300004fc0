import type { Part } from '../accounts.ts';

const parts: Readonly<Record<Part, { readonly role: string; readonly does: string }>> = {
  volunteer: { role: 'Bénévole à Nîmes', does: 'tient sa fiche à jour, répond aux appels' },
  officer_gard: {
    role: 'Responsable de crise, préfecture du Gard',
    does: 'reçoit les alertes, ouvre une crise, appelle les bénévoles',
  },
  officer_paris: {
    role: 'Responsable de crise, préfecture de Paris',
    does: 'fait de même à Paris et ne voit rien du Gard',
  },
  officer_national: {
    role: 'Responsable de crise, ministère',
    does: 'suit les crises de tout le pays',
  },
  town_hall: { role: 'Responsable de crise, mairie d’Alès', does: 'agit pour sa commune' },
  site_leader: { role: 'Responsable de site', does: 'accueille les bénévoles sur le terrain' },
  reviewer: { role: 'Vérificateur, Gard', does: 'vérifie les diplômes et les certificats' },
  owner: { role: 'Présidente d’association', does: 'représente Secouristes du Gard' },
  manager: { role: 'Gestionnaire d’association', does: 'travaille pour Solidarité Nîmes' },
  reader: { role: 'Membre d’association', does: 'consulte ce que voit Solidarité Nîmes' },
  distributor: { role: 'Distributeur agréé', does: 'traite les commandes de logiciels' },
  host: { role: 'Animateur d’espace numérique', does: 'accueille et accompagne le public' },
  supervisor: { role: 'Surveillante de certification', does: 'surveille les épreuves' },
  administrator: { role: 'Administrateur', does: 'gère les comptes et les rôles' },
};

export const fr = {
  title: 'Comptes de démonstration',
  lead: 'Choisissez une personne : vous êtes connecté tout de suite, sans mot de passe.',
  caption: 'Personnes que vous pouvez jouer',
  person: 'Personne',
  role: 'Rôle',
  action: 'Connexion',
  signIn: 'Se connecter',
  signInAs: (name: string) => `en tant que ${name}`,
  noticeTitle: 'Un pays inventé',
  notice:
    'Personne ici n’existe : noms tirés au hasard, adresses en « demo.renfort.example », numéros réservés aux œuvres de fiction. Aucun message ne part : ils restent dans la boîte d’envoi de démonstration.',
  outbox: 'Voir la boîte d’envoi',
  parts,
};
