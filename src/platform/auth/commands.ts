import { parseArgs } from 'node:util';
import type { Cli, Command } from '#platform/cli/command.ts';
import type { Context } from '#platform/context.ts';
import { ROLES } from '#platform/kernel/actor.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import { type Account, accountByEmail, accountForEmail } from './accounts.ts';
import { createToken, revokeToken } from './api-tokens.ts';
import { durationMs, isApiScope } from './domain/api-token.ts';
import { normaliseEmail } from './domain/email.ts';
import { isRole, parseScope, scopeText } from './domain/scope.ts';
import { giveRole, takeRole } from './grants.ts';
import { listTokens } from './queries/api-tokens.ts';
import { grantHistory } from './queries/grants.ts';

const OPERATOR = { kind: 'system', name: 'command line' } as const;
const DONE = 0;
const FAILED = 1;
const USAGE = 2;

/** Ends a command with a sentence for stderr. */
class Stop extends Error {
  readonly code: typeof FAILED | typeof USAGE;

  constructor(message: string, code: typeof FAILED | typeof USAGE) {
    super(message);
    this.code = code;
  }
}

const wrong = (message: string) => new Stop(message, USAGE);

interface Described {
  readonly name: string;
  readonly summary: string;
  /** The words after the name, and what they mean. */
  readonly usage: string;
  /** What exit code 1 means; without it, 1 is never answered. */
  readonly failure?: string;
  run(args: readonly string[], cli: Cli): Promise<void>;
}

function command({ name, summary, usage, failure, run }: Described): Command {
  const codes = ['0 done', ...(failure ? [`1 ${failure}`] : []), '2 wrong usage'].join(', ');
  return {
    name,
    summary,
    help: `Usage: renfort ${name} ${usage}\n\nExit codes: ${codes}.`,
    async run(args, cli) {
      try {
        await run(args, cli);
        return DONE;
      } catch (error) {
        const wrongOption = (error as { code?: unknown }).code
          ?.toString()
          .startsWith('ERR_PARSE_ARGS');
        if (!(error instanceof Stop) && !wrongOption) throw error;
        cli.stderr.write(`${(error as Error).message}\n`);
        return error instanceof Stop ? error.code : USAGE;
      }
    },
  };
}

function emailFrom(text: string | undefined): string {
  const email = normaliseEmail(text ?? '');
  if (!email) throw wrong(`"${text ?? ''}" is not an e-mail address.`);
  return email;
}

async function accountFrom(ctx: Context, email: string): Promise<Account> {
  const account = await accountByEmail(ctx, email);
  if (!account) throw new Stop(`No account has the address ${email}.`, FAILED);
  return account;
}

function idFrom(text: string | undefined, what: string): string {
  const id = text ?? '';
  if (!isUuid(id)) throw wrong(`"${id}" is not the id of a ${what}.`);
  return id;
}

function expiryFrom(text: string, now: Date): Date {
  const ms = durationMs(text);
  if (!ms) throw wrong(`"${text}" is not a duration: give hours or days, 12h or 90d.`);
  return new Date(now.getTime() + ms);
}

function print(cli: Cli, line: string): void {
  cli.stdout.write(`${line}\n`);
}

const grant = command({
  name: 'admin grant',
  summary: 'give a role to an account, made if need be',
  usage: `EMAIL ROLE SCOPE [--expires 90d]

ROLE   ${ROLES.join(', ')}
SCOPE  national, department:30, commune:30189 or organisation:ID`,
  async run(args, cli) {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { expires: { type: 'string' } },
    });
    const email = emailFrom(positionals[0]);
    const role = positionals[1] ?? '';
    if (!isRole(role)) throw wrong(`"${role}" is not a role. Roles: ${ROLES.join(', ')}.`);
    const scope = parseScope(positionals[2] ?? '');
    if (!scope) throw wrong(`"${positionals[2] ?? ''}" is not a scope (see --help).`);
    const ctx = await cli.open();
    const expiresAt = values.expires ? expiryFrom(values.expires, ctx.clock.now()) : null;
    const { account, created } = await accountForEmail(ctx, email, 'fr');
    await giveRole(ctx, OPERATOR, account.id, { role, scope }, expiresAt);
    print(cli, `${email} is now ${role} (${scopeText(scope)})${created ? '; account made' : ''}.`);
  },
});

const roles = command({
  name: 'admin roles',
  summary: 'list the roles of an account, past ones included',
  usage: 'EMAIL',
  failure: 'no such account',
  async run(args, cli) {
    const email = emailFrom(args[0]);
    const ctx = await cli.open();
    const account = await accountFrom(ctx, email);
    for (const held of await grantHistory(ctx.db, account.id)) {
      const state = held.revokedAt
        ? `revoked ${held.revokedAt.toISOString()}`
        : held.expiresAt
          ? `until ${held.expiresAt.toISOString()}`
          : 'in force';
      print(cli, `${held.id}  ${held.role}  ${scopeText(held.scope)}  ${state}`);
    }
  },
});

const revoke = command({
  name: 'admin revoke',
  summary: 'take a role away',
  usage: 'EMAIL GRANT-ID   (the id is shown by "admin roles")',
  failure: 'no such role in force',
  async run(args, cli) {
    const email = emailFrom(args[0]);
    const id = idFrom(args[1], 'grant');
    const ctx = await cli.open();
    const account = await accountByEmail(ctx, email);
    if (account && (await takeRole(ctx, OPERATOR, account.id, id))) return;
    throw new Stop('No such role in force.', FAILED);
  },
});

const tokenCreate = command({
  name: 'token create',
  summary: 'make an API token, shown once',
  usage: `--account EMAIL --scopes alerts:write,... --expires 90d --name TEXT

The token acts for the account, with its roles, within the scopes (what:read or what:write).
It is printed once on the standard output; only its hash is stored.`,
  failure: 'no such account',
  async run(args, cli) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        account: { type: 'string' },
        scopes: { type: 'string' },
        expires: { type: 'string', default: '90d' },
        name: { type: 'string' },
      },
    });
    const email = emailFrom(values.account);
    const scopes = (values.scopes ?? '').split(',').map((scope) => scope.trim());
    const unknown = scopes.find((scope) => !isApiScope(scope));
    if (unknown !== undefined) throw wrong(`"${unknown}" is not a scope, as alerts:write.`);
    const name = values.name?.trim();
    if (!name) throw wrong('Say what the token is for: --name "Partner X".');
    const ctx = await cli.open();
    const expiresAt = expiryFrom(values.expires, ctx.clock.now());
    const { id: accountId } = await accountFrom(ctx, email);
    const made = await createToken(ctx, OPERATOR, { accountId, name, scopes, expiresAt });
    cli.stderr.write(
      `Token ${made.id}, until ${expiresAt.toISOString()}. It is not shown again:\n`,
    );
    print(cli, made.token);
  },
});

const tokenList = command({
  name: 'token list',
  summary: 'list API tokens, without the tokens',
  usage: '[--account EMAIL]',
  failure: 'no such account',
  async run(args, cli) {
    const { values } = parseArgs({ args: [...args], options: { account: { type: 'string' } } });
    const email = values.account === undefined ? undefined : emailFrom(values.account);
    const ctx = await cli.open();
    const account = email === undefined ? undefined : await accountFrom(ctx, email);
    const now = ctx.clock.now();
    for (const token of await listTokens(ctx.db, account?.id)) {
      const state = token.revokedAt ? 'revoked' : token.expiresAt <= now ? 'expired' : 'in force';
      const used = token.lastUsedAt?.toISOString() ?? 'never';
      print(
        cli,
        `${token.id}  …${token.hint}  ${token.email}  ${token.scopes.join(',')}  ${state}  until ${token.expiresAt.toISOString()}  used ${used}  ${token.name}`,
      );
    }
  },
});

const tokenRevoke = command({
  name: 'token revoke',
  summary: 'end an API token at once',
  usage: 'ID   (the id is shown by "token list")',
  failure: 'no such token in force',
  async run(args, cli) {
    const id = idFrom(args[0], 'token');
    if (await revokeToken(await cli.open(), OPERATOR, id)) return;
    throw new Stop('No such token in force.', FAILED);
  },
});

export const commands = [grant, revoke, roles, tokenCreate, tokenList, tokenRevoke] as const;
