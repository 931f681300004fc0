import type { LogKind } from '../../situation-log.ts';

type Detail = Readonly<Record<string, string | number | undefined>> & {
  readonly people?: number | undefined;
};
const s = (n: number | string | undefined) => (Number(n) > 1 ? 's' : '');

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
  place_withdrawn: (d) => `${d.people} désistement${s(d.people)} : ${d.position}`,
  place_offered: (d) =>
    `Place proposée à ${d.people} personne${s(d.people)} de la réserve : ${d.position}`,
  place_lapsed: (d) => `${d.people} proposition${s(d.people)} sans réponse à temps : ${d.position}`,
  place_released: (d) => `${d.people} personne${s(d.people)} libérée${s(d.people)} : ${d.position}`,
  note: () => 'Note',
};
