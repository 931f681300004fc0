/** What payloadOf (channels/push.ts) writes. */
interface Note {
  readonly id?: string;
  readonly lang?: string;
  readonly title?: string;
  readonly body?: string;
  readonly url?: string;
}

interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Pushed extends Waiting {
  readonly data: { json(): unknown } | null;
}
interface Clicked extends Waiting {
  readonly notification: Notification;
}
interface Page {
  readonly url: string;
  focus(): Promise<unknown>;
}

// The library of types for pages knows no worker.
const worker = globalThis as unknown as {
  readonly registration: ServiceWorkerRegistration;
  readonly location: Location;
  readonly clients: {
    matchAll(options: { type: 'window' }): Promise<readonly Page[]>;
    openWindow(url: string): Promise<unknown>;
  };
  addEventListener(type: 'push', listener: (event: Pushed) => void): void;
  addEventListener(type: 'notificationclick', listener: (event: Clicked) => void): void;
};

worker.addEventListener('push', (event) => event.waitUntil(show(read(event))));

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open((event.notification.data as { url?: string })?.url ?? '/'));
});

function read(event: Pushed): Note {
  try {
    return (event.data?.json() ?? {}) as Note;
  } catch {
    return {};
  }
}

/** Always something: a browser takes the permission away from a site that shows nothing. */
function show({
  id = '',
  lang = '',
  title = 'Renfort',
  body = '',
  url = '/',
}: Note): Promise<void> {
  return worker.registration.showNotification(title, { body, lang, tag: id, data: { url } });
}

/** Only pages of ours: a link to elsewhere in a message opens the home page. */
async function open(link: string): Promise<void> {
  const { origin } = worker.location;
  const url = URL.canParse(link, origin) ? new URL(link, origin) : new URL(origin);
  const address = url.origin === origin ? url.href : `${origin}/`;
  const pages = await worker.clients.matchAll({ type: 'window' });
  const there = pages.find((page) => page.url === address);
  await (there ? there.focus() : worker.clients.openWindow(address));
}
