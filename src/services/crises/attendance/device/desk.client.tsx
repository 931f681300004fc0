import type { Lang } from '#platform/i18n/index.ts';
import type { Told } from '#platform/offline/ask.ts';
import { keepPage } from '#platform/offline/keep-page.ts';
import { newId } from '#platform/offline/stored.ts';
import type { AttendanceEvent } from '../../domain/attendance.ts';
import { readBadge, typedCode } from '../../domain/badge.ts';
import { type Desk, type DeskPerson, deskOf, keyOf, searchDesk } from '../../domain/desk.ts';
import { timeText } from '../../shift-text.ts';
import { deviceTexts } from '../messages/device/index.ts';
import { DeskCounts } from '../views/desk-counts.tsx';
import { DeskList } from '../views/desk-list.tsx';
import { canScan, scan } from './camera.ts';
import { checkOffline } from './check-badge.ts';
import { fetchSheet, sendBatch } from './exchange.ts';
import { type KeptSheet, Store, type Waiting } from './store.ts';

const SYNC_EVERY_MS = 20_000;
/** A network that has just come back refuses its first calls: asked again sooner than the others. */
const SOON_MS = [1_000, 2_000, 4_000, 8_000];
const DAY_MS = 86_400_000;
const lang = document.documentElement.lang as Lang;
const m = deviceTexts(lang);

/**
 * The desk that goes on without network: what is tapped is kept on the device, shown at once, and
 * sent when the network is there. The server's own page stays as it is until the list has been kept.
 */
class SiteDesk extends HTMLElement {
  #store!: Store;
  #deviceId = '';
  #sheet: KeptSheet | undefined;
  #waiting: Waiting[] = [];
  #search = '';
  #mode: 'in' | 'out' = 'in';
  #link: 'ok' | 'away' | 'signed_out' | 'refused' = 'ok';
  #busy = false;
  /** Calls since the last answer, or since something changed. */
  #tries = 0;
  #again = false;
  #kept = false;

  connectedCallback(): void {
    this.#start().catch(() => this.#say(m.offline.full));
  }

  get #siteId(): string {
    return this.dataset.site as string;
  }

  async #start(): Promise<void> {
    this.#store = await Store.open();
    this.#deviceId = await this.#store.deviceId();
    await this.#store.forgetBefore(new Date(Date.now() - 2 * DAY_MS));
    this.#sheet = await this.#store.sheet(this.#siteId);
    this.#waiting = await this.#store.waiting(this.#siteId);
    this.#search = this.#field.value.trim();
    this.#tools();
    this.addEventListener('submit', (event) => this.#submitted(event));
    this.#field.addEventListener('input', () => this.#searchFor(this.#field.value));
    for (const name of ['online', 'offline', 'focus']) {
      globalThis.addEventListener(name, () => {
        this.#tries = 0;
        this.#sync();
      });
    }
    setInterval(() => this.#sync(), SYNC_EVERY_MS);
    this.#draw();
    await this.#sync();
    this.#kept = await keepPage(this.dataset.worker as string);
    this.#draw();
  }

  get #field(): HTMLInputElement {
    return this.querySelector('[name=q]') as HTMLInputElement;
  }

  #part(name: string): HTMLElement {
    return this.querySelector(`[data-part=${name}]`) as HTMLElement;
  }

  #now(): Date {
    return new Date(Date.now() + (this.#sheet?.ahead ?? 0));
  }

  /** What the server has told and what waits here, as one. */
  #desk(): Desk {
    const sheet = this.#sheet as KeptSheet;
    const own = this.#waiting.map(
      ({ source: _, refused: __, at, ...event }): AttendanceEvent => ({
        ...event,
        at: new Date(at.getTime() + sheet.ahead),
        clockDoubtful: false,
      }),
    );
    const known = new Set([...sheet.lines, ...sheet.others].map(keyOf));
    const strangers = own.filter((event) => !known.has(keyOf(event)));
    const others = new Map<string, DeskPerson>(sheet.others.map((one) => [keyOf(one), one]));
    for (const event of strangers) others.set(keyOf(event), stranger(event));
    return deskOf(
      { ...sheet, others: [...others.values()] },
      [...sheet.events, ...own],
      this.#now(),
    );
  }

  #draw(): void {
    this.#status();
    if (!this.#sheet) return;
    const desk = this.#desk();
    const held = document.activeElement?.getAttribute('value')?.split(' ').slice(1).join(' ');
    const found = this.#search ? searchDesk(desk, this.#search) : desk;
    const timeZone = this.#sheet.lines[0]?.timeZone ?? 'Europe/Paris';
    place(this.#part('counts'), <DeskCounts counts={desk.counts} lang={lang} />);
    place(
      this.#part('list'),
      <DeskList
        desk={found}
        lang={lang}
        timeZone={timeZone}
        searched={this.#search !== ''}
        leaving={this.#mode === 'out'}
      />,
    );
    // Whoever goes through the list with the keyboard stays where they were.
    if (held) this.querySelector<HTMLElement>(`button[value$="${held}"]`)?.focus();
  }

  #tools(): void {
    const tools = this.#part('tools');
    place(
      tools,
      <>
        <p data-part="status" role="status" />
        <fieldset>
          <legend>{m.offline.mode}</legend>
          {(['in', 'out'] as const).map((mode) => (
            <label key={mode}>
              <input type="radio" name="mode" value={mode} checked={mode === this.#mode} />
              {m.desk[mode]}
            </label>
          ))}
        </fieldset>
        {canScan() ? (
          <>
            <button type="button" class="govuk-button" data-part="scan">
              {m.offline.scan}
            </button>
            <video hidden muted playsInline />
          </>
        ) : (
          <p>{m.offline.no_scan}</p>
        )}
      </>,
    );
    tools.addEventListener('change', ({ target }) => {
      this.#mode = (target as HTMLInputElement).value as 'in' | 'out';
      this.#draw();
    });
    let stop: (() => void) | undefined;
    const button = tools.querySelector<HTMLElement>('[data-part=scan]');
    const video = tools.querySelector('video') as HTMLVideoElement;
    button?.addEventListener('click', async () => {
      if (stop) {
        stop();
        stop = undefined;
      } else {
        video.hidden = false;
        stop = await scan(video, (text) => this.#badge(text)).catch(() => undefined);
        if (!stop) this.#say(m.offline.no_camera);
      }
      video.hidden = !stop;
      button.textContent = stop ? m.offline.stop : m.offline.scan;
    });
  }

  #status(): void {
    const line = this.querySelector<HTMLElement>('[data-part=status]');
    if (!line) return;
    const refused = this.#waiting.filter((one) => one.refused).length;
    const unsent = this.#waiting.length - refused;
    const words = [
      this.#link === 'away' ? m.offline.without : this.#kept ? m.offline.ready : '',
      unsent > 0 ? m.offline.waiting(unsent) : this.#link === 'ok' ? m.offline.sent : '',
      refused > 0 ? m.offline.refused(refused) : '',
      this.#sheet ? m.offline.updated(timeText(lang, this.#sheet.now, 'Europe/Paris')) : '',
    ];
    this.dataset.link = this.#link;
    this.dataset.waiting = String(unsent);
    this.dataset.ready = String(this.#kept && this.#sheet !== undefined);
    place(
      line,
      <>
        {words.filter(Boolean).join(' · ')}
        {this.#link === 'signed_out' || this.#link === 'refused' ? (
          <>
            {' '}
            {m.offline.sign_in}{' '}
            <a href={`/sign-in?next=${encodeURIComponent(location.pathname)}`}>
              {m.offline.sign_in_link}
            </a>
          </>
        ) : null}
      </>,
    );
  }

  #searchFor(text: string): void {
    this.#search = text.trim();
    this.#draw();
  }

  #submitted(event: SubmitEvent): void {
    // Until the list has been kept, the server does the work.
    if (!this.#sheet) return;
    event.preventDefault();
    const button = event.submitter as HTMLButtonElement | null;
    if (button?.name !== 'mark') {
      if (readBadge(this.#field.value)) this.#badge(this.#field.value);
      else this.#searchFor(this.#field.value);
      return;
    }
    const [kind, personKind, personId] = button.value.split(' ') as [
      'in' | 'out',
      DeskPerson['personKind'],
      string,
    ];
    this.#mark({ personKind, personId, kind, undoes: null, source: 'list' });
  }

  async #badge(text: string): Promise<void> {
    const sheet = this.#sheet;
    const badge = readBadge(text);
    if (!sheet) return;
    if (!badge) return this.#say(m.refusals.unreadable);
    this.#field.value = '';
    this.#search = '';
    if (badge.expires < this.#now()) return this.#say(m.refusals.expired);
    const checked = await checkOffline(this.dataset.crisis as string, sheet.publicKey, badge);
    if (checked === 'forged') return this.#say(m.refusals.forged);
    const { personKind, personId } = badge;
    const listed = [...sheet.lines, ...sheet.others].some((one) => keyOf(one) === keyOf(badge));
    if (checked === 'unchecked' && !listed) return this.#say(m.offline.unchecked);
    const kind = this.#mode;
    const here = this.#standings().some(
      ({ person, standing }) =>
        keyOf(person) === keyOf(badge) && (standing === 'here' || standing === 'stayed'),
    );
    if (kind === 'in' && here) return this.#say(m.offline.already_in(this.#name(badge)));
    const source = checked === 'genuine' ? 'qr' : 'list';
    navigator.vibrate?.(60);
    await this.#mark({ personKind, personId, kind, undoes: null, source });
  }

  #standings() {
    const desk = this.#desk();
    return [...desk.shifts.flatMap(({ people }) => people), ...desk.others];
  }

  #name(who: Pick<DeskPerson, 'personKind' | 'personId'>): string {
    const found = this.#standings().find(({ person }) => keyOf(person) === keyOf(who));
    return found?.person.name || m.desk.unnamed;
  }

  /** On the disk first, then on the screen, then to the server. */
  async #mark(event: Pick<Waiting, 'personKind' | 'personId' | 'kind' | 'undoes' | 'source'>) {
    const made: Waiting = { ...event, id: newId(), siteId: this.#siteId, at: new Date() };
    try {
      await this.#store.add(made);
    } catch {
      return this.#say(m.offline.full);
    }
    this.#waiting.push(made);
    this.#draw();
    if (made.kind === 'undo') this.#say(m.desk.undone);
    else {
      const name = this.#name(made);
      this.#say(made.kind === 'in' ? m.desk.done_in(name) : m.desk.done_out(name), made);
    }
    void this.#sync();
    void navigator.storage?.persist?.();
  }

  #say(text: string, undone?: Waiting): void {
    const said = this.#part('said');
    place(
      said,
      <>
        {text}{' '}
        {undone ? (
          <button type="button" class="govuk-button govuk-button--secondary">
            {m.desk.undo}
          </button>
        ) : null}
      </>,
    );
    said.querySelector('button')?.addEventListener('click', () => {
      const { personKind, personId, id: undoes } = undone as Waiting;
      this.#mark({ personKind, personId, kind: 'undo', undoes, source: 'list' });
    });
  }

  /** One exchange at a time: first what waits, then the list, which then holds it. */
  async #sync(): Promise<void> {
    this.#again = true;
    if (this.#busy) return;
    this.#busy = true;
    try {
      while (this.#again) {
        this.#again = false;
        await this.#exchange();
        this.#draw();
      }
    } finally {
      this.#busy = false;
    }
    if (this.#link === 'ok') this.#tries = 0;
    else if (this.#link === 'away' && this.#tries < SOON_MS.length)
      setTimeout(() => this.#sync(), SOON_MS[this.#tries++]);
  }

  async #exchange(): Promise<void> {
    let told = await this.#push();
    if (told && !told.ok && told.error === 'refused') {
      // The page may be of another session: the list brings the token of this one.
      if (await this.#pull()) told = await this.#push();
    }
    if (told && !told.ok) this.#link = told.error;
    else await this.#pull();
  }

  /** Nothing when nothing waits. */
  async #push(): Promise<Told<unknown> | undefined> {
    for (;;) {
      const unsent = this.#waiting.filter((one) => !one.refused);
      const sheet = this.#sheet;
      if (unsent.length === 0 || !sheet) return undefined;
      const told = await sendBatch(
        this.dataset.events as string,
        sheet.csrf,
        this.#deviceId,
        unsent,
      );
      if (!told.ok) return told;
      await this.#sent(sheet, told.value.kept);
      for (const { id } of told.value.refused) await this.#refused(id);
    }
  }

  async #sent(sheet: KeptSheet, kept: readonly string[]): Promise<void> {
    const gone = new Set(kept);
    const events = this.#waiting
      .filter(({ id }) => gone.has(id))
      .map(({ source: _, refused: __, at, ...event }) => ({
        ...event,
        at: new Date(at.getTime() + sheet.ahead),
        clockDoubtful: false,
      }));
    this.#sheet = { ...sheet, events: [...sheet.events, ...events] };
    await this.#store.sent(this.#siteId, this.#sheet, kept);
    this.#waiting = this.#waiting.filter(({ id }) => !gone.has(id));
  }

  async #refused(id: string): Promise<void> {
    const one = this.#waiting.find((event) => event.id === id);
    if (!one) return;
    const marked: Waiting = { ...one, refused: true };
    await this.#store.add(marked);
    this.#waiting = this.#waiting.map((event) => (event === one ? marked : event));
  }

  async #pull(): Promise<boolean> {
    const told = await fetchSheet(this.dataset.sheet as string);
    this.#link = told.ok ? 'ok' : told.error;
    if (!told.ok) {
      // The right to see these names is gone; what waits stays, until somebody may send it.
      if (told.error === 'refused') await this.#store.forgetSheet(this.#siteId);
      return false;
    }
    this.#sheet = told.value;
    await this.#store.keepSheet(this.#siteId, told.value);
    return true;
  }
}

/** A genuine badge of somebody who is not on this list: the name comes with the network. */
function stranger({ personKind, personId }: AttendanceEvent): DeskPerson {
  const code = typedCode(personId.slice(-4));
  return { personKind, personId, name: m.desk.unlisted(code), phone: null, code };
}

/** In scripts, JSX makes elements (dom-jsx.ts). */
function place(target: HTMLElement, drawn: unknown): void {
  target.replaceChildren(drawn as Node);
}

customElements.define('site-desk', SiteDesk);
