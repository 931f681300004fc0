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
    // Strict: a tap that was shown as noted is on the disk.
    const transaction = this.#db.transaction([...names], 'readwrite', { durability: 'strict' });
    work(names.map((name) => transaction.objectStore(name)));
    return new Promise((done, failed) => {
      transaction.oncomplete = () => done();
      transaction.onabort = () => failed(transaction.error);
    });
  }
}

/** `crypto.randomUUID` is missing on a laptop reached without https. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] as number) & 15) | 64;
  bytes[8] = ((bytes[8] as number) & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}
