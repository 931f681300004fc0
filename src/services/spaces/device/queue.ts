import { result, written } from '#platform/offline/stored.ts';

/** A visit that was tapped here and that the server does not have yet. */
export interface Waiting {
  readonly id: string;
  /** By the device's clock. */
  readonly at: Date;
  readonly band: string | null;
  readonly purpose: string;
  readonly people: number;
  readonly card: string;
  /** Where it is sent: tells one space from another. */
  readonly address: string;
  /** The server does not want it: it stays here, to be told. */
  readonly refused?: true;
}

/** Kept in the browser until the server has it; survives a reload and a dead battery. */
export class Queue {
  readonly #db: IDBDatabase;

  constructor(db: IDBDatabase) {
    this.#db = db;
  }

  static async open(): Promise<Queue> {
    const request = indexedDB.open('renfort-space', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('queue', { keyPath: 'id' });
    };
    return new Queue(await result(request));
  }

  async of(address: string): Promise<Waiting[]> {
    const store = this.#db.transaction('queue').objectStore('queue');
    const all = await result<Waiting[]>(store.getAll());
    return all
      .filter((one) => one.address === address)
      .sort((a, b) => a.at.getTime() - b.at.getTime());
  }

  add(visit: Waiting): Promise<void> {
    return written(this.#db, ['queue'], ([queue]) => queue?.put(visit));
  }

  drop(ids: readonly string[]): Promise<void> {
    return written(this.#db, ['queue'], ([queue]) => {
      for (const id of ids) queue?.delete(id);
    });
  }
}
