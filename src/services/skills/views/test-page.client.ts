/**
 * Keeps a question safe from a bad line. Every few seconds the page says that it is there, with what was
 * typed so far; while nobody answers, the clock of the server stands. An answer that cannot leave waits
 * here, also over a reload, and leaves when the line is back. Without this, the form works as it is.
 */
class TestPage extends HTMLElement {
  #timer: ReturnType<typeof setInterval> | undefined;
  #sending = false;

  connectedCallback(): void {
    const form = this.querySelector('form');
    const { beat, home } = this.dataset;
    if (!form || !beat || !home) return;
    const notice = document.createElement('p');
    notice.className = 'rf-test__lost';
    notice.setAttribute('role', 'status');
    notice.hidden = true;
    this.prepend(notice);
    const say = (text: string | undefined) => {
      notice.hidden = text === undefined;
      notice.textContent = text ?? '';
    };
    restore(form);
    form.addEventListener('input', () => remember(form));
    form.addEventListener('change', () => remember(form));

    const sign = async () => {
      if (this.#sending) return;
      const answer = await post(beat, textsOf(new FormData(form)));
      if (this.#sending) return;
      say(answer === undefined ? this.dataset.lost : undefined);
      // The question is no longer the one that is open: paused by somebody, answered on another device.
      if (answer?.status === 409) location.assign(home);
    };
    this.#timer = setInterval(sign, BEAT_MS);
    addEventListener('online', sign);
    sign();

    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      if (this.#sending) return;
      this.#sending = true;
      remember(form);
      const fields = new FormData(form, event.submitter);
      const body = form.enctype === 'multipart/form-data' ? fields : textsOf(fields);
      for (;;) {
        const answer = await post(form.action, body);
        if (answer?.type === 'opaqueredirect') {
          forget(form);
          return location.assign(home);
        }
        if (answer) break;
        say(this.dataset.waiting);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
      // The server has something to say about this answer: let its own page say it.
      const { submitter } = event;
      if (submitter instanceof HTMLButtonElement && submitter.name) {
        form.append(hidden(submitter.name, submitter.value));
      }
      forget(form);
      form.submit();
    });
  }

  disconnectedCallback(): void {
    clearInterval(this.#timer);
  }
}

const BEAT_MS = 10_000;
const RETRY_MS = 2_000;

/** `undefined` when nobody answers, or only something in front of the server does. */
async function post(url: string, body: BodyInit): Promise<Response | undefined> {
  try {
    const answer = await fetch(url, { method: 'POST', body, redirect: 'manual' });
    return answer.status >= 500 ? undefined : answer;
  } catch {
    return undefined;
  }
}

function textsOf(fields: FormData): URLSearchParams {
  const texts = [...fields].filter(
    (field): field is [string, string] => typeof field[1] === 'string',
  );
  return new URLSearchParams(texts);
}

function hidden(name: string, value: string): HTMLInputElement {
  const field = document.createElement('input');
  field.type = 'hidden';
  field.name = name;
  field.value = value;
  return field;
}

/** In this tab alone: another person on the same computer finds nothing. */
function remember(form: HTMLFormElement): void {
  const fields = textsOf(new FormData(form));
  fields.delete('csrf');
  sessionStorage.setItem(form.action, fields.toString());
}

function forget(form: HTMLFormElement): void {
  sessionStorage.removeItem(form.action);
}

function restore(form: HTMLFormElement): void {
  const kept = sessionStorage.getItem(form.action);
  if (kept === null) return;
  const fields = new URLSearchParams(kept);
  for (const field of form.elements) {
    if (field instanceof HTMLSelectElement) field.value = fields.get(field.name) ?? '';
    if (!(field instanceof HTMLInputElement) || field.name === 'csrf') continue;
    if (field.type === 'radio' || field.type === 'checkbox') {
      field.checked = fields.getAll(field.name).includes(field.value);
    } else if (field.type === 'text') field.value = fields.get(field.name) ?? '';
  }
}

customElements.define('test-page', TestPage);
