import type { Configuration } from 'openid-client';
import { z } from 'zod';
import { type Config, ConfigError } from '#platform/config.ts';

const schema = z.array(
  z.object({
    /** In addresses: `/sign-in/openid/<id>`. */
    id: z.string().regex(/^[a-z0-9-]{1,30}$/),
    /** On the button. */
    label: z.string().min(1).max(60),
    issuer: z.url(),
    clientId: z.string().min(1),
    clientSecret: z.string().optional(),
    scopes: z.string().default('openid email'),
    /** The provider answers userinfo as a signed JWT (ProConnect, FranceConnect): RS256, ES256... */
    userinfoAlgorithm: z.string().optional(),
    /** Sent as acr_values (FranceConnect asks for eidas1). */
    acrValues: z.string().optional(),
  }),
);

export type Provider = z.output<typeof schema>[number];

const providers = new WeakMap<Config, readonly Provider[]>();
const discovered = new WeakMap<Config, Map<string, Promise<Configuration>>>();

/** From RENFORT_OIDC (JSON) or the file that RENFORT_OIDC_FILE names; none by default. */
export function openidProviders(config: Config): readonly Provider[] {
  let list = providers.get(config);
  if (!list) {
    list = readProviders(config.secret('RENFORT_OIDC'));
    providers.set(config, list);
  }
  return list;
}

function readProviders(text: string | undefined): readonly Provider[] {
  if (!text) return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ConfigError('RENFORT_OIDC is not JSON.');
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((i) => `  ${i.path.join('.')}: ${i.message}`);
    throw new ConfigError(`RENFORT_OIDC is not usable:\n${lines.join('\n')}`);
  }
  return parsed.data;
}

/** Asks the provider once; a failure is forgotten, so that the next visitor asks again. */
export function configurationOf(config: Config, provider: Provider): Promise<Configuration> {
  let known = discovered.get(config);
  if (!known) {
    known = new Map();
    discovered.set(config, known);
  }
  let configuration = known.get(provider.id);
  if (!configuration) {
    configuration = discover(provider);
    known.set(provider.id, configuration);
    configuration.catch(() => known.delete(provider.id));
  }
  return configuration;
}

async function discover(provider: Provider): Promise<Configuration> {
  const openid = await import('openid-client');
  const issuer = new URL(provider.issuer);
  // Signatures of the ID token and of a JWT userinfo are checked, although TLS already protects them.
  const execute = [openid.enableNonRepudiationChecks];
  if (issuer.protocol === 'http:' && /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(issuer.hostname)) {
    execute.push(openid.allowInsecureRequests);
  }
  return openid.discovery(
    issuer,
    provider.clientId,
    {
      ...(provider.clientSecret ? { client_secret: provider.clientSecret } : {}),
      ...(provider.userinfoAlgorithm
        ? { userinfo_signed_response_alg: provider.userinfoAlgorithm }
        : {}),
    },
    provider.clientSecret ? openid.ClientSecretPost(provider.clientSecret) : openid.None(),
    { execute, timeout: 10 },
  );
}
