import { ok, type Result, refuse } from '#platform/kernel/result.ts';

/** For each state, the events it accepts and where they lead. Everything else is refused. */
export type Transitions<State extends string, Event extends string> = Readonly<
  Record<State, Readonly<Partial<Record<Event, State>>>>
>;

export function transition<State extends string, Event extends string>(
  table: Transitions<State, Event>,
  from: State,
  event: Event,
): Result<State, 'not_possible_now'> {
  const to = table[from][event];
  return to === undefined ? refuse('not_possible_now') : ok(to);
}
