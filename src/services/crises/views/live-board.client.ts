/**
 * Keeps a board live: each event of the server carries the part of the page that changes. Without
 * it, or when the connection is lost, the page stays as it was and a reload shows the present.
 */
class LiveBoard extends HTMLElement {
  #source: EventSource | undefined;

  connectedCallback(): void {
    const address = this.getAttribute('src');
    const target = this.firstElementChild;
    if (!address || !target) return;
    const mark = document.createElement('p');
    mark.className = 'rf-live';
    mark.textContent = this.dataset.live ?? '';
    mark.hidden = true;
    this.prepend(mark);
    const source = new EventSource(address);
    this.#source = source;
    source.addEventListener('open', () => {
      mark.hidden = false;
    });
    source.addEventListener('error', () => {
      mark.hidden = true;
    });
    source.addEventListener('board', (event) => {
      // The fragment is the server's own page, escaped there like the page itself.
      if (!target.contains(document.activeElement)) target.innerHTML = event.data;
    });
  }

  disconnectedCallback(): void {
    this.#source?.close();
  }
}

customElements.define('live-board', LiveBoard);
