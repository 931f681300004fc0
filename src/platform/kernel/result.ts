/** An expected refusal is a value that the caller must handle; a bug throws. */
export type Result<T, E extends string = string> = Ok<T> | Refused<E>;

export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Refused<E extends string = string> {
  readonly ok: false;
  readonly error: E;
  /** Values that the translated message needs (a date, a number), never a sentence. */
  readonly detail?: Readonly<Record<string, string | number>>;
}

export function ok(): Ok<undefined>;
export function ok<T>(value: T): Ok<T>;
export function ok<T>(value?: T): Ok<T | undefined> {
  return { ok: true, value };
}

export function refuse<E extends string>(error: E, detail?: Refused['detail']): Refused<E> {
  return detail === undefined ? { ok: false, error } : { ok: false, error, detail };
}

/** For the default branch of a switch that must stay exhaustive. */
export function impossible(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
