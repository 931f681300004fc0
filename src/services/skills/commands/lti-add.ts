import { parseArgs } from 'node:util';
import type { Command } from '#platform/cli/command.ts';
import { signingKey } from '#platform/credentials/keys/store.ts';
import { LTI_KEY } from '../lti/settings.ts';
import { savePlatform } from '../queries/lti.ts';

const HELP = `renfort skills lti add --issuer URL --client-id ID --deployment ID
  --auth URL --token URL --keys URL

Lets a learning platform (Moodle and others, LTI 1.3) launch the placement test and take the level back as a
grade out of 8. The platform gives these values; the command prints those that it asks for. The same issuer and
client again replace what was there. --deployment may be given several times.

Exit codes: 0 done, 2 a value is missing or no address.
`;

export const ltiAddCommand: Command = {
  name: 'skills lti add',
  summary: 'let a learning platform launch the placement test',
  help: HELP,
  async run(args, cli) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        issuer: { type: 'string', default: '' },
        'client-id': { type: 'string', default: '' },
        deployment: { type: 'string', multiple: true, default: [] },
        auth: { type: 'string', default: '' },
        token: { type: 'string', default: '' },
        keys: { type: 'string', default: '' },
      },
    });
    const { issuer, auth, token, keys, deployment, 'client-id': clientId } = values;
    const wrong = Object.entries({ issuer, auth, token, keys }).find(
      ([, url]) => !URL.canParse(url),
    );
    if (wrong || clientId === '' || deployment.length === 0) {
      const missing = wrong
        ? `--${wrong[0]} URL`
        : clientId === ''
          ? '--client-id'
          : '--deployment';
      cli.stderr.write(`${missing} is missing or no address\n\n${HELP}`);
      return 2;
    }
    const ctx = await cli.open();
    const addresses = { authUrl: auth, tokenUrl: token, keysUrl: keys };
    const platform = {
      id: ctx.ids.next(),
      issuer,
      clientId,
      deployments: deployment,
      ...addresses,
    };
    await savePlatform(ctx.db, platform, ctx.clock.now());
    await signingKey(ctx, LTI_KEY, 'rs256');
    const { publicUrl } = ctx.config;
    cli.stdout.write(
      `tool url     ${publicUrl}/tests\nlogin url    ${publicUrl}/lti/login\nredirect url ${publicUrl}/lti/launch\nkeys url     ${publicUrl}/lti/jwks.json\n`,
    );
    return 0;
  },
};
