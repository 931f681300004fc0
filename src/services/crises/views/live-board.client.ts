/**
 * Keeps a board live: each event of the server carries the part of the page that changes. Without
 * it, or while the connection is lost, a line says so and offers a reload.
 */
class LiveBoard extends HTMLElement {
  #source: EventSource | undefined;

  connectedCallback(): void {
    const address = this.getAttribute('src');
    const still = this.querySelector<HTMLElement>(':scope > p');
    const target = this.querySelector<HTMLElement>(':scope > div');
    if (!address || !still || !target) return;
    const mark = document.createElement('p');
    mark.className = 'rf-live';
    mark.textContent = this.dataset.live ?? '';
    this.prepend(mark);
    const show = (isLive: boolean) => {
      mark.hidden = !isLive;
      still.hidden = isLive;
    };
    show(false);
    const source = new EventSource(address);
    this.#source = source;
    source.addEventListener('open', () => show(true));
    source.addEventListener('error', () => show(false));
    source.addEventListener('board', (event) => {
      const focused = target.contains(document.activeElement)
        ? document.activeElement?.getAttribute('href')
        : undefined;
      // The fragment is the server's own page, escaped there like the page itself.
      target.innerHTML = event.data;
      // Whoever goes through the board with the keyboard stays where they were.
      if (focused) target.querySelector<HTMLElement>(`a[href="${focused}"]`)?.focus();
    });
  }

  disconnectedCallback(): void {
    this.#source?.close();
  }
}

customElements.define('live-board', LiveBoard);
