import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '#platform/config.ts';

export interface Program {
  readonly child: ChildProcess;
  /** Everything it wrote so far, on both streams. */
  readonly said: () => string;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

export interface Serving extends Program {
  readonly address: string;
}

/** The command line of Renfort in a process of its own. */
export function renfort(args: readonly string[], env: Record<string, string>): Program {
  const child = spawn(process.execPath, [...process.execArgv, join(ROOT, 'src/main.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, RENFORT_LOG: 'error', NODE_TEST_CONTEXT: '', ...env },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      text += chunk;
    });
  }
  const ended = once(child, 'close').then(([code, signal]) => code ?? signal);
  return { child, said: () => text, ended };
}

/** `renfort serve` on any free port, ready to answer; stopped in good order when the test ends. */
export async function serve(
  t: { after: TestContext['after'] },
  env: Record<string, string>,
  options: readonly string[] = [],
): Promise<Serving> {
  const program = renfort(['serve', '--port', '0', ...options], env);
  const { child, said, ended } = program;
  t.after(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  for (;;) {
    const address = said().match(/^Renfort: (\S+)$/m)?.[1];
    if (address) return { ...program, address };
    assert.equal(child.exitCode ?? child.signalCode, null, said());
    await sleep(20);
  }
}
