/**
 * The part of the page about notifications on this device. Without scripts it says what it needs; with
 * them it offers what this browser can do. The browser's answer travels as an ordinary form.
 */
const section = document.querySelector<HTMLElement>('[data-push]');
if (section) begin(section).catch(() => say('failed'));

async function begin(root: HTMLElement): Promise<void> {
  if (!('serviceWorker' in navigator && 'PushManager' in globalThis && isSecureContext)) {
    return say('unsupported');
  }
  const form = root.querySelector('form[data-push-add]') as HTMLFormElement;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    subscribe(form).catch(() => say('failed'));
  });
  const known = await ownSubscription();
  const device = known && (await rowOf(root, known));
  if (device) {
    device.querySelector('[data-push-here]')?.removeAttribute('hidden');
    // The browser forgets too, so that it does not keep an address that nobody uses.
    device.querySelector('form')?.addEventListener('submit', () => void known.unsubscribe());
    return say('here');
  }
  if (Notification.permission === 'denied') return say('denied');
  form.hidden = false;
  say('ready');
}

async function ownSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration('/');
  return registration ? registration.pushManager.getSubscription() : null;
}

async function rowOf(root: HTMLElement, { endpoint }: PushSubscription): Promise<Element | null> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint));
  const hash = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0'));
  return root.querySelector(`[data-push-device="${hash.join('')}"]`);
}

async function subscribe(form: HTMLFormElement): Promise<void> {
  say('asking');
  if ((await Notification.requestPermission()) !== 'granted') return say('denied');
  await navigator.serviceWorker.register('/sw.js');
  const { pushManager } = await navigator.serviceWorker.ready;
  // One made with other keys, or for another account, is of no use.
  await (await pushManager.getSubscription())?.unsubscribe();
  const made = await pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: form.dataset.pushAdd as string,
  });
  const { keys } = made.toJSON();
  const fields: Record<string, string> = {
    endpoint: made.endpoint,
    p256dh: keys?.p256dh ?? '',
    auth: keys?.auth ?? '',
    expires: made.expirationTime ? String(made.expirationTime) : '',
  };
  for (const [name, value] of Object.entries(fields)) {
    (form.elements.namedItem(name) as HTMLInputElement).value = value;
  }
  form.submit();
}

function say(state: string): void {
  for (const line of document.querySelectorAll<HTMLElement>('[data-push-state]')) {
    line.hidden = line.dataset.pushState !== state;
  }
}
