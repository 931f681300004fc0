import { ok, type Result, refuse } from './result.ts';

/** For each state, the events it accepts and where they lead. Everything else is refused. */
export type Transitions<State extends string, Event extends string> = Readonly<
  Record<State, Readonly<Partial<Record<Event, State>>>>
>;

/** The only way a state changes, for pages, API and jobs alike. */
export function transition<State extends string, Event extends string>(
  table: Transitions<State, Event>,
  state: State,
  event: Event,
): Result<State, 'transition_not_allowed'> {
  const next: State | undefined = table[state][event];
  return next === undefined ? refuse('transition_not_allowed') : ok(next);
}

export function allows<State extends string, Event extends string>(
  table: Transitions<State, Event>,
  state: State,
  event: Event,
): boolean {
  return table[state][event] !== undefined;
}
