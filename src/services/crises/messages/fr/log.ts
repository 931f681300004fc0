import type { LogKind } from '../../situation-log.ts';

type Detail = Readonly<Record<string, string | number | undefined>> & {
  readonly people?: number | undefined;
};
const s = (n: number | string | undefined) => (Number(n) > 1 ? 's' : '');

const hours = (minutes: number | string | undefined) =>
  `${Math.floor(Number(minutes) / 60)} h ${String(Number(minutes) % 60).padStart(2, '0')}`;

/** One sentence per kind of entry. `people` is a count. */
export const log: Record<LogKind, (d: Detail) => string> = {
  crisis_created: (d) => `Crise créée : ${d.title}`,
  crisis_activated: () => 'Crise ouverte',
  crisis_standing_down: () => 'Fin de mobilisation annoncée',
  crisis_resumed: () => 'Mobilisation reprise',
  crisis_closed: () => 'Crise terminée',
  crisis_cancelled: () => 'Crise annulée',
  site_added: (d) => `Lieu ajouté : ${d.name}`,
  need_added: (d) => `Besoin ajouté : ${d.position}, ${d.places} place${s(d.places)}`,
  need_changed: (d) =>
    `Besoin modifié : ${d.position}, ${d.places} place${s(d.places)} (avant : ${d.placesBefore})`,
  need_closed: (d) => `Besoin fermé : ${d.position}`,
  need_reopened: (d) => `Besoin rouvert : ${d.position}`,
  need_cancelled: (d) => `Besoin annulé : ${d.position}`,
  call_started: (d) => `Appel lancé par vagues : ${d.position}`,
  call_everyone: (d) => `Tout le monde est appelé : ${d.position}`,
  call_paused: (d) => `Appel mis en pause : ${d.position}`,
  call_resumed: (d) => `Appel repris : ${d.position}`,
  call_stopped: (d) => `Appel arrêté : ${d.position}`,
  call_expired: (d) => `Appel terminé avec l’horaire : ${d.position}`,
  wave_sent: (d) =>
    `${d.people} personne${s(d.people)} appelée${s(d.people)} : ${d.position}, vague ${d.wave}`,
  need_filled: (d) => `Complet : ${d.position}, ${d.places} place${s(d.places)}`,
  people_assigned: (d) =>
    `${d.people} personne${s(d.people)} affectée${s(d.people)} par l’officier : ${d.position}`,
  place_withdrawn: (d) => `${d.people} désistement${s(d.people)} : ${d.position}`,
  place_offered: (d) =>
    `Place proposée à ${d.people} personne${s(d.people)} de la réserve : ${d.position}`,
  place_lapsed: (d) => `${d.people} proposition${s(d.people)} sans réponse à temps : ${d.position}`,
  place_released: (d) => `${d.people} personne${s(d.people)} libérée${s(d.people)} : ${d.position}`,
  briefing_written: (d) =>
    `Consignes de sécurité, version ${d.version}${d.position ? ` : ${d.position}` : ''}`,
  intake_opened: (d) => `Accueil des bénévoles spontanés ouvert : ${d.site}`,
  intake_changed: (d) => `Accueil des bénévoles spontanés modifié : ${d.site}`,
  intake_slots: (d) =>
    `Créneaux de bénévoles spontanés : ${d.site}, ${d.places} place${s(d.places)}`,
  intake_stopped: (d) =>
    `« Ne venez plus » : ${d.people ?? 0} bénévole${s(d.people)} spontané${s(d.people)} prévenu${s(d.people)}`,
  intake_reopened: () => 'Accueil des bénévoles spontanés rouvert',
  walk_up_refused: (d) =>
    `${d.people} bénévole${s(d.people)} spontané${s(d.people)} non retenu${s(d.people)}`,
  walk_ups_sent: (d) =>
    `${d.people} bénévole${s(d.people)} spontané${s(d.people)} envoyé${s(d.people)} : ${d.site}, consignes version ${d.version}`,
  attendance: (d) =>
    `${d.name} : ${d.arrivals} arrivée${s(d.arrivals)}, ${d.departures} départ${s(d.departures)}, ${d.here} sur place`,
  hours_corrected: (d) => `Heures corrigées : ${hours(d.minutes)} au lieu de ${hours(d.before)}`,
  hours_confirmed: (d) => `Heures validées : ${d.hours} h, ${d.people} personne${s(d.people)}`,
  people_thanked: (d) =>
    `Remerciements : ${d.came} venu${s(d.came)}, ${d.reserve} en réserve, ${d.late} arrivé${s(d.late)} trop tard`,
  people_forgotten: (d) => `Données personnelles retirées : ${d.people} personne${s(d.people)}`,
  note: () => 'Note',
};
