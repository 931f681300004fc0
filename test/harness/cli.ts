import { Readable, Writable } from 'node:stream';
import type { Cli, Command } from '#platform/cli/command.ts';
import type { Context } from '#platform/context.ts';

export interface CommandOutcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command of a service as the command line would, on the test's database (if it opens one). */
export async function runCommand(
  ctx: Pick<Context, 'config'> | Context,
  commands: readonly Command[],
  line: readonly string[],
  stdin = '',
): Promise<CommandOutcome> {
  const command = commands.find(({ name }) => {
    const words = name.split(' ');
    return words.every((word, i) => line[i] === word);
  });
  if (!command) throw new Error(`No command is named ${line.join(' ')}`);
  const out = sink();
  const err = sink();
  const cli: Cli = {
    config: ctx.config,
    stdin: Readable.from(stdin === '' ? [] : [stdin]),
    stdout: out.stream,
    stderr: err.stream,
    open: async () => ctx as Context,
  };
  const code = await command.run(line.slice(command.name.split(' ').length), cli);
  return { code, out: out.text(), err: err.text() };
}

function sink(): { readonly stream: Writable; text(): string } {
  let text = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += chunk;
      done();
    },
  });
  return { stream, text: () => text };
}
