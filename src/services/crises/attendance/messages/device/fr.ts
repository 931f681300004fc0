import type { Doubt } from '../../../domain/attendance.ts';
import type { Standing } from '../../../domain/headcount.ts';

const s = (n: number) => (n > 1 ? 's' : '');

/** What a device says too: kept apart, since it travels to telephones. */
export const fr = {
  desk: {
    lead: 'Touchez le bouton en face du nom.',
    here: 'sur place',
    late: 'en retard',
    stayed: 'restés après la fin',
    search: 'Nom ou code',
    search_button: 'Chercher',
    all: 'Voir toute la liste',
    nobody: 'Personne ne correspond. Vérifiez le nom, ou demandez le code de six lettres.',
    empty: 'Personne n’est attendu ici ces jours-ci.',
    shift: (position: string, times: string) => `${position}, ${times}`,
    others: 'Hors liste',
    in: 'Arrivée',
    out: 'Départ',
    again: 'Revenu',
    unnamed: 'Personne effacée',
    unlisted: (code: string) => `Badge valable, nom à demander (${code})`,
    standings: {
      to_come: () => 'Attendu',
      late: () => 'En retard',
      here: (from: string) => `Sur place depuis ${from}`,
      stayed: (from: string) => `Toujours là, depuis ${from}`,
      gone: (from: string, to: string) =>
        from === to ? `Départ à ${to}` : `Venu de ${from} à ${to}`,
      absent: () => 'Pas venu',
    } satisfies Record<Standing, (from: string, to: string) => string>,
    doubts: {
      in_again: 'arrivée notée deux fois',
      outs_differ: 'deux départs notés',
      no_in: 'arrivée jamais notée',
      no_out: 'départ jamais noté',
      two_sites: 'noté sur deux lieux à la fois',
      clock: 'heure de l’appareil fausse',
    } satisfies Record<Doubt, string>,
    check: 'À vérifier',
    done_in: (name: string) => `Arrivée notée : ${name}`,
    done_out: (name: string) => `Départ noté : ${name}`,
    undone: 'Annulé.',
    undo: 'Annuler',
    refused:
      'Cette personne n’est pas connue de cette mobilisation. Inscrivez-la comme bénévole spontané.',
    unclear: 'La demande n’a pas été comprise. Recommencez.',
    paper: 'Liste à imprimer',
    from_paper: 'Saisir une feuille remplie',
    sites: 'Tous mes lieux',
  },
  offline: {
    ready: 'Prêt à travailler sans réseau',
    without: 'Sans réseau : tout est gardé sur cet appareil',
    waiting: (n: number) => `${n} passage${s(n)} à envoyer`,
    sent: 'Tout est envoyé',
    sign_in: 'Votre session est terminée. Reconnectez-vous pour envoyer ce qui est gardé ici.',
    sign_in_link: 'Se reconnecter',
    updated: (time: string) => `Liste de ${time}`,
    scan: 'Lire un badge',
    stop: 'Arrêter la caméra',
    mode: 'Je note',
    no_camera: 'La caméra n’est pas accessible. Tapez le nom ou le code.',
    no_scan:
      'Ce navigateur ne lit pas les codes QR : tapez le nom ou le code écrit sous le badge, ou lisez-le avec l’appareil photo du téléphone.',
    already_in: (name: string) => `Déjà sur place : ${name}`,
    already_out: (name: string) => `Pas sur place : ${name}`,
    unchecked:
      'Cet appareil ne sait pas vérifier les badges : seules les personnes de la liste sont acceptées.',
    refused: (n: number) =>
      `${n} passage${s(n)} refusé${s(n)} par le serveur : personne inconnue de cette mobilisation.`,
    full: 'Cet appareil ne peut rien garder (stockage refusé). Notez aussi sur la feuille.',
  },
  refusals: {
    unreadable:
      'Ce code n’est pas un badge de renfort, ou il est abîmé. Cherchez la personne par son nom.',
    forged: 'Ce badge n’est pas d’une mobilisation de ce site. Cherchez la personne par son nom.',
    expired: 'Ce badge n’est plus valable. Cherchez la personne par son nom.',
  },
};
