import { ask, type Told } from '#platform/offline/ask.ts';
import type { AttendanceEvent } from '../../domain/attendance.ts';
import type { DeskLine } from '../../domain/desk.ts';
import type { KeptSheet, Waiting } from './store.ts';

const BATCH = 200;

export async function fetchSheet(address: string): Promise<Told<KeptSheet>> {
  const told = await ask<Written>(address, {});
  return told.ok ? { ok: true, value: revived(told.value) } : told;
}

export interface Answer {
  readonly kept: readonly string[];
  readonly refused: readonly { readonly id: string }[];
}

/** Sends what waits, at most one batch of it. Sent twice, it is the same. */
export async function sendBatch(
  address: string,
  csrf: string,
  deviceId: string,
  waiting: readonly Waiting[],
): Promise<Told<Answer>> {
  const events = waiting.slice(0, BATCH).map(({ siteId: _, refused: __, ...event }) => event);
  const batch = JSON.stringify({ deviceId, sentAt: new Date(), events });
  return ask(address, { method: 'POST', body: new URLSearchParams({ csrf, batch }) });
}

/** As JSON carries it: instants are texts. */
type Texts<T> = { readonly [K in keyof T]: T[K] extends Date ? string : T[K] };
type Written = Omit<Texts<KeptSheet>, 'lines' | 'events' | 'ahead'> & {
  readonly lines: readonly Texts<DeskLine>[];
  readonly events: readonly Texts<AttendanceEvent>[];
};

function revived(sheet: Written): KeptSheet {
  const now = new Date(sheet.now);
  return {
    ...sheet,
    now,
    ahead: now.getTime() - Date.now(),
    lines: sheet.lines.map((line) => ({
      ...line,
      startsAt: new Date(line.startsAt),
      endsAt: new Date(line.endsAt),
    })),
    events: sheet.events.map((event) => ({ ...event, at: new Date(event.at) })),
  };
}
