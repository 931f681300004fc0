import { parseArgs } from 'node:util';
import type { Cli, Command } from '#platform/cli/command.ts';
import { ROLES } from '#platform/kernel/actor.ts';
import { isUuid } from '#platform/kernel/ids.ts';
import { accountByEmail, accountForEmail } from './accounts.ts';
import { createToken, revokeToken } from './api-tokens.ts';
import { durationMs, isApiScope } from './domain/api-token.ts';
import { normaliseEmail } from './domain/email.ts';
import { isRole, parseScope, scopeText } from './domain/scope.ts';
import { giveRole, takeRole } from './grants.ts';
import { listTokens } from './queries/api-tokens.ts';
import { grantsHeld } from './queries/grants.ts';

const OPERATOR = { kind: 'system', name: 'command line' } as const;
const DONE = 0;
const FAILED = 1;
const USAGE = 2;

class UsageError extends Error {}

/** Wrong arguments are told on stderr, with exit code 2. */
function checked(run: Command['run']): Command['run'] {
  return async (args, cli) => {
    try {
      return await run(args, cli);
    } catch (error) {
      const wrongOption = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
      if (!(error instanceof UsageError) && !wrongOption) throw error;
      cli.stderr.write(`${(error as Error).message}\n`);
      return USAGE;
    }
  };
}

function emailFrom(text: string | undefined): string {
  const email = normaliseEmail(text ?? '');
  if (!email) throw new UsageError(`"${text ?? ''}" is not an e-mail address.`);
  return email;
}

function expiryFrom(text: string, cli: { now: Date }): Date {
  const ms = durationMs(text);
  if (!ms) throw new UsageError(`"${text}" is not a duration: give hours or days, 12h or 90d.`);
  return new Date(cli.now.getTime() + ms);
}

function print(cli: Cli, line: string): void {
  cli.stdout.write(`${line}\n`);
}

const grant: Command = {
  name: 'admin grant',
  summary: 'give a role to an account, made if need be',
  help: `Usage: renfort admin grant EMAIL ROLE SCOPE [--expires 90d]

ROLE   ${ROLES.join(', ')}
SCOPE  national, department:30, commune:30189 or organisation:ID

Exit codes: 0 done, 2 wrong usage.`,
  run: checked(async (args, cli) => {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { expires: { type: 'string' } },
    });
    const email = emailFrom(positionals[0]);
    const role = positionals[1] ?? '';
    if (!isRole(role)) throw new UsageError(`"${role}" is not a role. Roles: ${ROLES.join(', ')}.`);
    const scope = parseScope(positionals[2] ?? '');
    if (!scope) throw new UsageError(`"${positionals[2] ?? ''}" is not a scope (see --help).`);
    const ctx = await cli.open();
    const expiresAt = values.expires ? expiryFrom(values.expires, { now: ctx.clock.now() }) : null;
    const { account, created } = await accountForEmail(ctx, email, 'fr');
    await giveRole(ctx, OPERATOR, account.id, { role, scope }, expiresAt);
    print(cli, `${email} is now ${role} (${scopeText(scope)})${created ? '; account made' : ''}.`);
    return DONE;
  }),
};

const roles: Command = {
  name: 'admin roles',
  summary: 'list the roles of an account, past ones included',
  help: 'Usage: renfort admin roles EMAIL\n\nExit codes: 0 done, 1 no such account, 2 wrong usage.',
  run: checked(async (args, cli) => {
    const email = emailFrom(args[0]);
    const ctx = await cli.open();
    const account = await accountByEmail(ctx, email);
    if (!account) {
      cli.stderr.write(`No account has the address ${email}.\n`);
      return FAILED;
    }
    for (const held of await grantsHeld(ctx.db, account.id)) {
      const state = held.revokedAt
        ? `revoked ${held.revokedAt.toISOString()}`
        : held.expiresAt
          ? `until ${held.expiresAt.toISOString()}`
          : 'in force';
      print(cli, `${held.id}  ${held.role}  ${scopeText(held.scope)}  ${state}`);
    }
    return DONE;
  }),
};

const revoke: Command = {
  name: 'admin revoke',
  summary: 'take a role away',
  help: 'Usage: renfort admin revoke EMAIL GRANT-ID   (the id is shown by "admin roles")\n\nExit codes: 0 done, 1 no such role in force, 2 wrong usage.',
  run: checked(async (args, cli) => {
    const email = emailFrom(args[0]);
    const id = args[1] ?? '';
    if (!isUuid(id)) throw new UsageError(`"${id}" is not the id of a grant.`);
    const ctx = await cli.open();
    const account = await accountByEmail(ctx, email);
    if (account && (await takeRole(ctx, OPERATOR, account.id, id))) return DONE;
    cli.stderr.write('No such role in force.\n');
    return FAILED;
  }),
};

const tokenCreate: Command = {
  name: 'token create',
  summary: 'make an API token, shown once',
  help: `Usage: renfort token create --account EMAIL --scopes alerts:write,... --expires 90d --name TEXT

The token acts for the account, with its roles, within the scopes (what:read or what:write).
It is printed once on the standard output; only its hash is stored.

Exit codes: 0 done, 1 no such account, 2 wrong usage.`,
  run: checked(async (args, cli) => {
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
    const wrong = scopes.find((scope) => !isApiScope(scope));
    if (wrong !== undefined) throw new UsageError(`"${wrong}" is not a scope, as alerts:write.`);
    const name = values.name?.trim();
    if (!name) throw new UsageError('Say what the token is for: --name "Partner X".');
    const ctx = await cli.open();
    const expiresAt = expiryFrom(values.expires, { now: ctx.clock.now() });
    const account = await accountByEmail(ctx, email);
    if (!account) {
      cli.stderr.write(`No account has the address ${email}.\n`);
      return FAILED;
    }
    const made = await createToken(ctx, OPERATOR, {
      accountId: account.id,
      name,
      scopes,
      expiresAt,
    });
    cli.stderr.write(
      `Token ${made.id}, until ${expiresAt.toISOString()}. It is not shown again:\n`,
    );
    print(cli, made.token);
    return DONE;
  }),
};

const tokenList: Command = {
  name: 'token list',
  summary: 'list API tokens, without the tokens',
  help: 'Usage: renfort token list [--account EMAIL]\n\nExit codes: 0 done, 1 no such account, 2 wrong usage.',
  run: checked(async (args, cli) => {
    const { values } = parseArgs({ args: [...args], options: { account: { type: 'string' } } });
    const email = values.account === undefined ? undefined : emailFrom(values.account);
    const ctx = await cli.open();
    const account = email === undefined ? undefined : await accountByEmail(ctx, email);
    if (email !== undefined && !account) {
      cli.stderr.write(`No account has the address ${email}.\n`);
      return FAILED;
    }
    const now = ctx.clock.now();
    for (const token of await listTokens(ctx.db, account?.id)) {
      const state = token.revokedAt ? 'revoked' : token.expiresAt <= now ? 'expired' : 'in force';
      const used = token.lastUsedAt?.toISOString() ?? 'never';
      print(
        cli,
        `${token.id}  …${token.hint}  ${token.email}  ${token.scopes.join(',')}  ${state}  until ${token.expiresAt.toISOString()}  used ${used}  ${token.name}`,
      );
    }
    return DONE;
  }),
};

const tokenRevoke: Command = {
  name: 'token revoke',
  summary: 'end an API token at once',
  help: 'Usage: renfort token revoke ID   (the id is shown by "token list")\n\nExit codes: 0 done, 1 no such token in force, 2 wrong usage.',
  run: checked(async (args, cli) => {
    const id = args[0] ?? '';
    if (!isUuid(id)) throw new UsageError(`"${id}" is not the id of a token.`);
    if (await revokeToken(await cli.open(), OPERATOR, id)) return DONE;
    cli.stderr.write('No such token in force.\n');
    return FAILED;
  }),
};

export const commands = [grant, revoke, roles, tokenCreate, tokenList, tokenRevoke] as const;
