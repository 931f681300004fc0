/** As the worker names it. */
const CACHE = 'renfort-desk';

/** Keeps this page and its script for when there is no network; false where browsers cannot. */
export async function keepPage(workerAddress: string): Promise<boolean> {
  if (!('serviceWorker' in navigator)) return false;
  try {
    await navigator.serviceWorker.register(workerAddress);
    const cache = await caches.open(CACHE);
    const scripts = [...document.querySelectorAll<HTMLScriptElement>('script[src]')];
    const here = location.pathname;
    for (const kept of await cache.keys()) {
      const { pathname } = new URL(kept.url);
      if (pathname.startsWith('/assets/') || pathname === here) continue;
      const day = (await cache.match(kept))?.headers.get('date');
      if (day && Date.now() - Date.parse(day) > 2 * 86_400_000) await cache.delete(kept);
    }
    await cache.addAll([here, ...scripts.map(({ src }) => src)]);
    return true;
  } catch {
    // Without network the page is there already, or this visit goes without.
    return (await caches.match(location.pathname).catch(() => undefined)) !== undefined;
  }
}
