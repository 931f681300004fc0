/** `crypto.randomUUID` is missing on a laptop reached without https. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] as number) & 15) | 64;
  bytes[8] = ((bytes[8] as number) & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** What a request of the browser's store answers. */
export function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

/** Resolves once it is on the disk: a tap that was shown as noted survives a dead battery. */
export function written(
  db: IDBDatabase,
  names: readonly string[],
  work: (stores: readonly IDBObjectStore[]) => void,
): Promise<void> {
  const transaction = db.transaction([...names], 'readwrite', { durability: 'strict' });
  work(names.map((name) => transaction.objectStore(name)));
  return new Promise((done, failed) => {
    transaction.oncomplete = () => done();
    transaction.onabort = () => failed(transaction.error);
  });
}
