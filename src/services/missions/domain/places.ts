import { allows, transition } from '#platform/kernel/transitions.ts';
import { APPLICATION, type ApplicationEvent, type ApplicationState, HOLDING } from './states.ts';

/** Counters of one mission, read under the lock of its row. */
export interface MissionPlaces {
  readonly places: number;
  /** Accepted, delivered and completed together. */
  readonly held: number;
  readonly offered: number;
  readonly waiting: number;
  readonly nextRank: number;
  /** Takes new people: published. */
  readonly open: boolean;
  /** Whoever applies is accepted in the order of arrival, without a choice of the association. */
  readonly firstCome: boolean;
}

export interface Applicant {
  readonly volunteerId: string;
  readonly state: ApplicationState | 'none';
  /** Order in the waiting list; kept afterwards. */
  readonly rank: number | null;
}

/** `accept`: the association says yes; it becomes a place, or a rank in the waiting list. */
export type Ask = 'accept' | Exclude<ApplicationEvent, 'hold' | 'queue' | 'offer'>;

export interface Request {
  readonly volunteerId: string;
  readonly ask: Ask;
}

export type Verdict =
  | { readonly ok: true; readonly state: ApplicationState; readonly rank: number | null }
  | { readonly ok: false; readonly error: 'not_possible_now' | 'mission_closed' };

export interface PlacesDecision {
  /** One per request, in the same order. */
  readonly verdicts: readonly Verdict[];
  /** In their final state. */
  readonly changed: readonly Applicant[];
  /** People of the waiting list who are now offered a place. */
  readonly offers: readonly string[];
  readonly mission: MissionPlaces;
}

/** Asks that need a mission which takes people. */
const NEED_OPEN: ReadonlySet<Ask> = new Set(['ask', 'apply', 'accept', 'take_offer']);

/**
 * Decides requests about one mission in their order. `known`: the people of the batch, and the first
 * of the waiting list (at least as many as the batch can free).
 */
export function decidePlaces(
  mission: MissionPlaces,
  known: readonly Applicant[],
  batch: readonly Request[],
): PlacesDecision {
  const people = new Map(known.map((person) => [person.volunteerId, person]));
  const touched = new Set<string>();
  let { held, offered, waiting, nextRank } = mission;
  const free = () => mission.places - held - offered;
  const get = (id: string): Applicant =>
    people.get(id) ?? { volunteerId: id, state: 'none', rank: null };
  const count = (state: Applicant['state'], by: 1 | -1) => {
    if (state === 'waiting') waiting += by;
    else if (state === 'offered') offered += by;
    else if (HOLDING.has(state)) held += by;
  };
  const move = (id: string, event: ApplicationEvent): boolean => {
    const before = get(id);
    const after = transition(APPLICATION, before.state, event);
    if (!after.ok || after.value === 'none') return false;
    count(before.state, -1);
    count(after.value, 1);
    const rank = event === 'queue' ? nextRank++ : before.rank;
    people.set(id, { volunteerId: id, state: after.value, rank });
    touched.add(id);
    return true;
  };
  const accept = (id: string): boolean => move(id, free() > 0 && waiting === 0 ? 'hold' : 'queue');
  const decide = ({ volunteerId, ask }: Request): boolean => {
    if (ask === 'accept') return accept(volunteerId);
    if (!move(volunteerId, ask)) return false;
    if (ask === 'apply' && mission.firstCome) accept(volunteerId);
    return true;
  };
  const verdicts = batch.map((request): Verdict => {
    if (!mission.open && NEED_OPEN.has(request.ask)) return { ok: false, error: 'mission_closed' };
    if (!decide(request)) return { ok: false, error: 'not_possible_now' };
    const { state, rank } = get(request.volunteerId);
    return { ok: true, state: state as ApplicationState, rank };
  });
  const offers: string[] = [];
  const queue = [...people.values()]
    .filter(({ state }) => state === 'waiting')
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  for (const { volunteerId } of mission.open ? queue : []) {
    if (free() <= 0) break;
    move(volunteerId, 'offer');
    offers.push(volunteerId);
  }
  return {
    verdicts,
    changed: [...touched].map(get),
    offers,
    mission: { ...mission, held, offered, waiting, nextRank },
  };
}

/** May this be asked at all, as far as the state says? For buttons. */
export function mayAsk(state: Applicant['state'], ask: Ask): boolean {
  return allows(APPLICATION, state, ask === 'accept' ? 'hold' : ask);
}
