import type { Config } from '../config.ts';
import type { Context } from '../context.ts';

/** What a command may touch; tests pass their own streams. */
export interface Cli {
  readonly config: Config;
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  /** Opens the database (starting the embedded one when needed), migrated; closed when the command ends. */
  open(): Promise<Context>;
}

/** Exit codes: 0 done, 1 failed, 2 wrong usage or rejected input; others are in the command's help. */
export interface Command {
  /** One to three words: `serve`, `cap propose`, `crises log verify`. */
  readonly name: string;
  readonly summary: string;
  /** Shown by `--help`: arguments, options, exit codes. */
  readonly help: string;
  run(args: readonly string[], cli: Cli): Promise<number>;
}
