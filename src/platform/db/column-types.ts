import type { ColumnType } from 'kysely';

/** Read as a Date; written as a Date or an ISO 8601 text with offset. */
export type Timestamp = ColumnType<Date, Date | string, Date | string>;

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** Read as parsed JSON (the reader narrows it); written as JSON text, by `JSON.stringify`. */
export type Json = ColumnType<JsonValue, string, string>;
