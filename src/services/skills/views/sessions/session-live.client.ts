/**
 * Brings the parts of the page that change (`data-live`) up to date, without touching one in which
 * somebody is writing or choosing. Without this, the page is reloaded by hand.
 */
class SessionLive extends HTMLElement {
  #timer: ReturnType<typeof setInterval> | undefined;

  connectedCallback(): void {
    this.#timer = setInterval(() => this.#refresh(), Number(this.dataset.every));
  }

  disconnectedCallback(): void {
    clearInterval(this.#timer);
  }

  async #refresh(): Promise<void> {
    if (document.hidden) return;
    // A lost line is no news: the next time will do.
    const answer = await fetch(location.href, { redirect: 'manual' }).catch(() => undefined);
    if (!answer?.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const part of this.querySelectorAll<HTMLElement>('[data-live]')) {
      const now = fresh.querySelector(`[data-live="${part.dataset.live}"]`);
      if (!now || inUse(part) || sameWords(part, now)) continue;
      part.replaceWith(document.adoptNode(now));
    }
  }
}

/** Somebody writes here, or has opened what is folded. */
function inUse(part: HTMLElement): boolean {
  const { activeElement } = document;
  const writing =
    activeElement instanceof HTMLInputElement ||
    activeElement instanceof HTMLSelectElement ||
    activeElement instanceof HTMLTextAreaElement;
  return (writing && part.contains(activeElement)) || part.querySelector('details[open]') !== null;
}

/** Forms differ each time by their token; what people read does not. */
function sameWords(one: Element, other: Element): boolean {
  return one.textContent === other.textContent;
}

customElements.define('session-live', SessionLive);
