import { publicKeys } from '#platform/credentials/keys/store.ts';
import { writeCookie } from '#platform/http/cookies.ts';
import type { Request } from '#platform/http/env.ts';
import { readForm, typedTexts } from '#platform/http/form.ts';
import { page } from '#platform/http/pages.tsx';
import type { Routes } from '#platform/http/routes.ts';
import { ErrorBody } from '#platform/ui/error-body/error-body.tsx';
import { beginLaunch, type LaunchError, launch } from '../lti/launch.ts';
import { LTI_KEY } from '../lti/settings.ts';
import { texts } from '../messages/index.ts';

const LAUNCHES = { name: 'lti_launch', points: 600, minutes: 10 };

/** A test launched by a learning platform (LTI 1.3); what a platform calls, no page of ours links here. */
export function ltiRoutes(pages: Routes): void {
  pages.get('/lti/login', 'public', (c) => login(c, c.req.query()), { limit: LAUNCHES });

  pages.post('/lti/login', 'public', async (c) => login(c, typedTexts(await readForm(c))), {
    proof: 'other',
    limit: LAUNCHES,
  });

  pages.post(
    '/lti/launch',
    'public',
    async (c) => {
      const { state = '', id_token: idToken = '' } = typedTexts(await readForm(c));
      const started = await launch(c.get('ctx'), { state, idToken, lang: c.get('lang') });
      if (!started.ok) return refused(c, started.error);
      if (started.value.key !== undefined) writeCookie(c, 'test', started.value.key);
      return c.redirect(`/tests/${started.value.id}`, 303);
    },
    { proof: 'other', limit: LAUNCHES },
  );

  pages.get('/lti/jwks.json', 'public', async (c) => {
    const keys = await publicKeys(c.get('ctx'), LTI_KEY);
    return c.json({
      keys: keys
        .filter(({ retiredAt }) => retiredAt === null)
        .map(({ id, publicKey }) => ({
          ...publicKey.export({ format: 'jwk' }),
          kid: id,
          alg: 'RS256',
          use: 'sig',
        })),
    });
  });
}

async function login(c: Request, fields: Readonly<Record<string, string>>): Promise<Response> {
  const { iss = '', login_hint = '', client_id, lti_message_hint } = fields;
  const request = { iss, login_hint, client_id, lti_message_hint };
  const address = await beginLaunch(c.get('ctx'), request);
  return address.ok ? c.redirect(address.value, 302) : refused(c, address.error);
}

function refused(c: Request, error: LaunchError): Response {
  const m = texts(c.get('lang')).lti;
  return page(c, {
    title: m.title,
    status: 400,
    body: (
      <ErrorBody>
        <p>{m.errors[error]}</p>
        <p>{m.what}</p>
      </ErrorBody>
    ),
  });
}
