import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface ServerProcess {
  readonly port: number;
  /** Seconds of processor that it has used. */
  cpu(): Promise<number>;
  stop(): Promise<void>;
}

/** In the script: tells the port, and answers `cpu()`. */
export function reportTo(parent: typeof process, port: number, close: () => Promise<void>): void {
  parent.on('message', () => {
    const { user, system } = process.cpuUsage();
    parent.send?.({ cpu: (user + system) / 1e6 });
  });
  parent.on('disconnect', async () => {
    await close();
    process.exit(0);
  });
  parent.send?.({ port });
}

/**
 * Starts a script of this folder in a process of its own, as `renfort serve` would be, so that what
 * sends the requests takes nothing from it. PROFILE=folder keeps a profile of its work.
 */
export async function startServer(
  script: string,
  settings: Readonly<Record<string, string>>,
): Promise<ServerProcess> {
  const profile = process.env.PROFILE;
  const child: ChildProcess = fork(join(import.meta.dirname, script), {
    env: { ...process.env, ...settings },
    execArgv: [
      ...process.execArgv,
      ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []),
    ],
  });
  const [message] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => {
      throw new Error(`${script} did not start`);
    }),
  ])) as [{ port: number }];
  return {
    port: message.port,
    async cpu() {
      const answer = once(child, 'message');
      child.send('cpu');
      return ((await answer) as [{ cpu: number }])[0].cpu;
    },
    async stop() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
