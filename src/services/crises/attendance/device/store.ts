import { newId, result, written } from '#platform/offline/stored.ts';
import type { AttendanceEvent } from '../../domain/attendance.ts';
import type { DeskSheet } from '../../domain/desk.ts';

/** The list of a site as the server last told it. */
export interface KeptSheet extends DeskSheet {
  readonly events: readonly AttendanceEvent[];
  readonly publicKey: string;
  readonly csrf: string;
  readonly now: Date;
  /** How far the server's clock is ahead of the device's, in milliseconds. */
  readonly ahead: number;
}

/** What was tapped here and the server does not have yet. */
export interface Waiting {
  readonly id: string;
  readonly siteId: string;
  readonly personKind: AttendanceEvent['personKind'];
  readonly personId: string;
  readonly kind: AttendanceEvent['kind'];
  readonly undoes: string | null;
  /** By the device's clock. */
  readonly at: Date;
  readonly source: 'qr' | 'list';
  /** The server does not want it: it stays here, to be shown. */
  readonly refused?: true;
}

/** Kept in the browser until the server has it; survives a reload and a dead battery. */
export class Store {
  readonly #db: IDBDatabase;

  constructor(db: IDBDatabase) {
    this.#db = db;
  }

  static async open(): Promise<Store> {
    const request = indexedDB.open('renfort-desk', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('sheets');
      request.result.createObjectStore('queue', { keyPath: 'id' });
      request.result.createObjectStore('device');
    };
    return new Store(await result(request));
  }

  async deviceId(): Promise<string> {
    const known = await result<string | undefined>(this.#read('device').get('id'));
    if (known) return known;
    const made = newId();
    await this.#write(['device'], ([device]) => device?.put(made, 'id'));
    return made;
  }

  sheet(siteId: string): Promise<KeptSheet | undefined> {
    return result(this.#read('sheets').get(siteId));
  }

  async keepSheet(siteId: string, sheet: KeptSheet): Promise<void> {
    await this.#write(['sheets'], ([sheets]) => sheets?.put(sheet, siteId));
  }

  /** Names do not stay on a device longer than they serve; what waits to be sent does. */
  async forgetBefore(limit: Date): Promise<string[]> {
    const sheets = this.#read('sheets');
    const [keys, values] = await Promise.all([
      result(sheets.getAllKeys()),
      result<KeptSheet[]>(sheets.getAll()),
    ]);
    const old = keys.filter((_, index) => (values[index] as KeptSheet).now < limit) as string[];
    for (const key of old) await this.forgetSheet(key);
    return old;
  }

  async forgetSheet(siteId: string): Promise<void> {
    await this.#write(['sheets'], ([sheets]) => sheets?.delete(siteId));
  }

  async waiting(siteId: string): Promise<Waiting[]> {
    const all = await result<Waiting[]>(this.#read('queue').getAll());
    return all
      .filter((one) => one.siteId === siteId)
      .sort((a, b) => a.at.getTime() - b.at.getTime());
  }

  async add(event: Waiting): Promise<void> {
    await this.#write(['queue'], ([queue]) => queue?.put(event));
  }

  /** What the server has now moves from the queue to the list, in one step. */
  async sent(siteId: string, sheet: KeptSheet, kept: readonly string[]): Promise<void> {
    await this.#write(['queue', 'sheets'], ([queue, sheets]) => {
      for (const id of kept) queue?.delete(id);
      sheets?.put(sheet, siteId);
    });
  }

  #read(name: string): IDBObjectStore {
    return this.#db.transaction(name).objectStore(name);
  }

  #write(
    names: readonly string[],
    work: (stores: readonly IDBObjectStore[]) => void,
  ): Promise<void> {
    return written(this.#db, names, work);
  }
}
