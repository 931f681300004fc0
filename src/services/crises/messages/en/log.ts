import type { log as fr } from '../fr/log.ts';

const s = (n: number | string | undefined) => (Number(n) > 1 ? 's' : '');
const people = (n: number | undefined) => (Number(n) > 1 ? `${n} people` : `${n} person`);

const hours = (minutes: number | string | undefined) =>
  `${Math.floor(Number(minutes) / 60)} h ${String(Number(minutes) % 60).padStart(2, '0')}`;

export const log: typeof fr = {
  crisis_created: (d) => `Crisis created: ${d.title}`,
  crisis_activated: () => 'Crisis opened',
  crisis_standing_down: () => 'Stand-down announced',
  crisis_resumed: () => 'Mobilisation resumed',
  crisis_closed: () => 'Crisis closed',
  crisis_cancelled: () => 'Crisis cancelled',
  site_added: (d) => `Site added: ${d.name}`,
  need_added: (d) => `Need added: ${d.position}, ${d.places} place${s(d.places)}`,
  need_changed: (d) =>
    `Need changed: ${d.position}, ${d.places} place${s(d.places)} (before: ${d.placesBefore})`,
  need_closed: (d) => `Need closed: ${d.position}`,
  need_reopened: (d) => `Need reopened: ${d.position}`,
  need_cancelled: (d) => `Need cancelled: ${d.position}`,
  call_started: (d) => `Call-out in waves started: ${d.position}`,
  call_everyone: (d) => `Everyone is called: ${d.position}`,
  call_paused: (d) => `Call-out paused: ${d.position}`,
  call_resumed: (d) => `Call-out resumed: ${d.position}`,
  call_stopped: (d) => `Call-out stopped: ${d.position}`,
  call_expired: (d) => `Call-out ended with the shift: ${d.position}`,
  wave_sent: (d) => `${people(d.people)} called: ${d.position}, wave ${d.wave}`,
  need_filled: (d) => `Filled: ${d.position}, ${d.places} place${s(d.places)}`,
  people_assigned: (d) => `${people(d.people)} assigned by the officer: ${d.position}`,
  place_withdrawn: (d) => `${people(d.people)} withdrew: ${d.position}`,
  place_offered: (d) => `Place offered to ${people(d.people)} of the reserve: ${d.position}`,
  place_lapsed: (d) => `${d.people} offer${s(d.people)} not answered in time: ${d.position}`,
  place_released: (d) => `${people(d.people)} released: ${d.position}`,
  briefing_written: (d) =>
    `Safety briefing, version ${d.version}${d.position ? `: ${d.position}` : ''}`,
  intake_opened: (d) => `Walk-up volunteers are taken: ${d.site}`,
  intake_changed: (d) => `Intake of walk-up volunteers changed: ${d.site}`,
  intake_slots: (d) => `Times for walk-up volunteers: ${d.site}, ${d.places} place${s(d.places)}`,
  intake_stopped: (d) =>
    `“Do not come any more”: ${d.people ?? 0} walk-up volunteer${s(d.people)} told`,
  intake_reopened: () => 'Walk-up volunteers are taken again',
  walk_up_refused: (d) => `${d.people} walk-up volunteer${s(d.people)} not accepted`,
  walk_ups_sent: (d) =>
    `${d.people} walk-up volunteer${s(d.people)} sent: ${d.site}, briefing version ${d.version}`,
  attendance: (d) => `${d.name}: ${d.arrivals} arrived, ${d.departures} left, ${d.here} on site`,
  hours_corrected: (d) => `Hours corrected: ${hours(d.minutes)} instead of ${hours(d.before)}`,
  hours_confirmed: (d) => `Hours confirmed: ${d.hours} h, ${people(d.people)}`,
  people_thanked: (d) => `Thanked: ${d.came} who came, ${d.reserve} in reserve, ${d.late} too late`,
  people_forgotten: (d) => `Personal data removed: ${people(d.people)}`,
  note: () => 'Note',
};
