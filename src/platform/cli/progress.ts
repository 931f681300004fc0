/** Tells how long work goes: one moving line on a terminal, a few plain lines elsewhere. */
export interface Progress {
  /** `total` undefined: unknown. `note` stands behind it, told only when shown. Call as often as you like. */
  update(label: string, done: number, total?: number, note?: () => string): void;
  /** Ends the current label. */
  finish(): void;
}

const WIDTH = 24;
const TERMINAL_MS = 100;
const PLAIN_MS = 5_000;

type Output = NodeJS.WritableStream & { readonly isTTY?: boolean };

export function createProgress(stderr: Output): Progress {
  const terminal = stderr.isTTY === true;
  let label = '';
  let last = 0;
  let shown = '';

  function write(text: string): void {
    if (text === shown) return;
    shown = text;
    stderr.write(terminal ? `\r\u001b[K${text}` : `${text}\n`);
  }
  function finish(): void {
    if (terminal && shown) stderr.write('\n');
    label = '';
    shown = '';
  }

  return {
    update(next, done, total, note) {
      const now = performance.now();
      const fresh = next !== label;
      const complete = total !== undefined && done >= total;
      if (fresh && label) finish();
      if (!fresh && !complete && now - last < (terminal ? TERMINAL_MS : PLAIN_MS)) return;
      label = next;
      last = now;
      const line = lineOf(next, done, total, terminal);
      write(note ? `${line}  ${note()}` : line);
    },
    finish,
  };
}

function lineOf(label: string, done: number, total: number | undefined, bar: boolean): string {
  if (total === undefined) return done > 0 ? `${label}: ${done}` : label;
  const share = total > 0 ? Math.min(1, done / total) : 1;
  const percent = `${Math.floor(share * 100)}`.padStart(3);
  if (!bar) return `${label}: ${percent.trim()} % (${done} of ${total})`;
  const filled = Math.round(share * WIDTH);
  return `${label} [${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${percent} %`;
}
