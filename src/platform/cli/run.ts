import type { Cli, Command } from './command.ts';

export interface Program {
  readonly version: string;
  readonly commands: readonly Command[];
}

/**
 * Runs the command that `args` names. Exit codes: 0 done, 1 failed, 2 wrong usage, others as the
 * command's help says.
 */
export async function runCommandLine(
  args: readonly string[],
  { version, commands }: Program,
  cli: Cli,
): Promise<number> {
  const [first] = args;
  if (first === '--version' || first === '-v') {
    cli.stdout.write(`renfort ${version}\n`);
    return 0;
  }
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    const asked = first === 'help' ? findCommand(args.slice(1), commands) : undefined;
    const text = asked ? `${asked.command.help}\n` : overview(commands);
    (first === undefined ? cli.stderr : cli.stdout).write(text);
    return first === undefined ? 2 : 0;
  }
  const found = findCommand(args, commands);
  if (!found) return unknown(args, commands, cli);
  if (found.rest.includes('--help') || found.rest.includes('-h')) {
    cli.stdout.write(`${found.command.help}\n`);
    return 0;
  }
  try {
    return await found.command.run(found.rest, cli);
  } catch (error) {
    if (isUsageError(error)) {
      cli.stderr.write(`${error.message}\nTry: renfort ${found.command.name} --help\n`);
      return 2;
    }
    cli.stderr.write(`${describe(error)}\n`);
    return 1;
  }
}

/** The longest name wins: `cap propose` before `cap`. */
function findCommand(args: readonly string[], commands: readonly Command[]) {
  const matches = commands
    .map((command) => ({ command, words: command.name.split(' ') }))
    .filter(({ words }) => words.every((word, i) => args[i] === word))
    .sort((a, b) => b.words.length - a.words.length);
  const [best] = matches;
  return best && { command: best.command, rest: args.slice(best.words.length) };
}

function overview(commands: readonly Command[]): string {
  const sorted = [...commands].sort((a, b) => a.name.localeCompare(b.name));
  const width = Math.max(...sorted.map(({ name }) => name.length));
  return `usage: renfort COMMAND [ARGUMENTS]

${sorted.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join('\n')}

renfort COMMAND --help    arguments and exit codes of a command
renfort --version
`;
}

function unknown(args: readonly string[], commands: readonly Command[], cli: Cli): number {
  const inFamily = commands.filter(({ name }) => name.split(' ')[0] === args[0]);
  if (inFamily.length > 0 && (args[1] === undefined || args[1].startsWith('-'))) {
    const asked = args[1] === '--help' || args[1] === '-h';
    (asked ? cli.stdout : cli.stderr).write(overview(inFamily));
    return asked ? 0 : 2;
  }
  const typed = args.filter((word) => !word.startsWith('-')).slice(0, 2);
  cli.stderr.write(`Unknown command: ${typed.join(' ') || args[0]}\n`);
  const nearest = nearestName(typed, commands);
  cli.stderr.write(
    nearest ? `Did you mean: renfort ${nearest}\n` : 'See the list with: renfort --help\n',
  );
  return 2;
}

function nearestName(typed: readonly string[], commands: readonly Command[]): string | undefined {
  const candidates = commands.flatMap(({ name }) => {
    const words = name.split(' ').length;
    const text = typed.slice(0, words).join(' ');
    return { name, distance: editDistance(text, name) };
  });
  const [best] = candidates.sort((a, b) => a.distance - b.distance);
  return best && best.distance <= Math.max(2, best.name.length / 3) ? best.name : undefined;
}

/** Levenshtein. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + change));
    }
    row = next;
  }
  return row[b.length]!;
}

/** What `parseArgs` of node:util throws. */
function isUsageError(error: unknown): error is Error {
  return (
    error instanceof Error &&
    ((error as { code?: string }).code ?? '').startsWith('ERR_PARSE_ARGS_')
  );
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return process.env.RENFORT_LOG === 'debug' ? (error.stack ?? error.message) : error.message;
}
