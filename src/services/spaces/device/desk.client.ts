import type { Lang } from '#platform/i18n/index.ts';
import { ask } from '#platform/offline/ask.ts';
import { keepPage } from '#platform/offline/keep-page.ts';
import { newId } from '#platform/offline/stored.ts';
import type { Answer } from '../actions/visit.ts';
import { deviceTexts } from '../messages/device.ts';
import { Queue, type Waiting } from './queue.ts';

const EVERY_MS = 20_000;
const BATCH = 200;
const m = deviceTexts(document.documentElement.lang as Lang);

/** The desk that goes on without network: what is tapped is on the disk first, then on the way. */
class SpaceDesk extends HTMLElement {
  #queue!: Queue;
  #waiting: Waiting[] = [];
  #link: 'ok' | 'away' | 'signed_out' | 'refused' = 'ok';
  #busy = false;
  #kept = false;
  /** Counted here, beyond what the page said when it was made. */
  #added = 0;

  connectedCallback(): void {
    this.#start().catch(() => this.#say(m.offline.full));
  }

  async #start(): Promise<void> {
    this.#queue = await Queue.open();
    this.#waiting = await this.#queue.of(this.#address);
    this.querySelector('form')?.addEventListener('submit', (event) => this.#tapped(event));
    for (const name of ['online', 'focus']) {
      globalThis.addEventListener(name, () => this.#send());
    }
    setInterval(() => this.#send(), EVERY_MS);
    await this.#send();
    this.#kept = await keepPage(this.dataset.worker as string);
    this.#draw();
  }

  get #address(): string {
    return this.dataset.events as string;
  }

  #tapped(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    const button = event.submitter as HTMLButtonElement | null;
    const fields = new FormData(form);
    const people = Number(fields.get('people') ?? 1);
    const card = String(fields.get('card') ?? '').trim();
    // A card is looked up, and what is typed wrong is explained, by the server while it is there.
    const isPlain = card === '' && people >= 1 && people <= 100 && button?.name === 'purpose';
    if (!isPlain && navigator.onLine && this.#link === 'ok') return;
    if (button?.name !== 'purpose' || !(people >= 1 && people <= 100)) return;
    event.preventDefault();
    const band = fields.get('band');
    const visit: Waiting = {
      id: newId(),
      at: new Date(),
      band: band === null ? null : String(band),
      purpose: button.value,
      people,
      card,
      address: this.#address,
    };
    void this.#keep(visit, form);
  }

  async #keep(visit: Waiting, form: HTMLFormElement): Promise<void> {
    try {
      await this.#queue.add(visit);
    } catch {
      this.#say(m.offline.full);
      return;
    }
    this.#waiting.push(visit);
    this.#added += visit.people;
    form.reset();
    navigator.vibrate?.(40);
    this.#draw();
    await this.#send();
  }

  /** Sent twice, a visit is the same: one exchange at a time, until nothing waits. */
  async #send(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      while (this.#waiting.some(({ refused }) => !refused) && (await this.#sendSome()));
    } finally {
      this.#busy = false;
      this.#draw();
    }
  }

  async #sendSome(): Promise<boolean> {
    const token = await ask<{ readonly csrf: string }>(this.dataset.token as string, {});
    this.#link = token.ok ? 'ok' : token.error;
    if (!token.ok) return false;
    const unsent = this.#waiting.filter(({ refused }) => !refused).slice(0, BATCH);
    const visits = unsent.map(({ address: _, refused: __, ...visit }) => visit);
    const batch = JSON.stringify({ sentAt: new Date(), visits });
    const body = new URLSearchParams({ csrf: token.value.csrf, batch });
    const told = await ask<Answer>(this.#address, { method: 'POST', body });
    this.#link = told.ok ? 'ok' : told.error;
    if (!told.ok) return false;
    const refused = new Set(told.value.refused.map(({ id }) => id));
    for (const visit of unsent) {
      if (refused.has(visit.id)) await this.#queue.add({ ...visit, refused: true });
    }
    await this.#queue.drop(told.value.kept);
    this.#waiting = await this.#queue.of(this.#address);
    return true;
  }

  #draw(): void {
    const refused = this.#waiting.filter((one) => one.refused).length;
    const unsent = this.#waiting.length - refused;
    const isOut = this.#link === 'signed_out' || this.#link === 'refused';
    this.dataset.waiting = String(unsent);
    this.dataset.ready = String(this.#kept);
    const count = this.querySelector('[data-part=count]');
    if (count) count.textContent = m.today(Number(this.dataset.count) + this.#added);
    this.#say(
      [
        this.#link === 'away' ? m.offline.away : this.#kept ? m.offline.ready : '',
        unsent > 0 ? m.offline.waiting(unsent) : this.#added > 0 ? m.offline.sent : '',
        refused > 0 ? m.offline.refused(refused) : '',
        isOut ? m.offline.signIn : '',
      ]
        .filter(Boolean)
        .join(' · '),
    );
  }

  #say(text: string): void {
    const status = this.querySelector('[data-part=status]');
    if (status && status.textContent !== text) status.textContent = text;
  }
}

customElements.define('space-desk', SpaceDesk);
