import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import {
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  type JSONWebKeySet,
  jwtVerify,
  SignJWT,
} from 'jose';

const CLAIM = 'https://purl.imsglobal.org/spec/lti/claim';
export const SCORE_SCOPE = 'https://purl.imsglobal.org/spec/lti-ags/scope/score';
export const CLIENT = 'renfort-client';
export const DEPLOYMENT = 'deployment-1';
export const LEARNER = 'learner-42';

/** A learning platform as LTI 1.3 has it: keys, tokens against our signature, a grade book. */
export async function learningPlatform(t: TestContext, toolKeys: () => Promise<JSONWebKeySet>) {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'platform-key', alg: 'RS256', use: 'sig' };
  const grades: Record<string, unknown>[] = [];
  const state = { failing: false };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const json = (status: number, value: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (state.failing) return json(503, {});
    if (request.url === '/keys') return json(200, { keys: [jwk] });
    if (request.url === '/token') {
      const asked = new URLSearchParams(body);
      const keys = createLocalJWKSet(await toolKeys());
      const assertion = asked.get('client_assertion') ?? '';
      const options = {
        issuer: CLIENT,
        subject: CLIENT,
        audience: `${url}/token`,
        currentDate: now(),
      };
      const valid = await jwtVerify(assertion, keys, options).then(
        () => asked.get('scope') === SCORE_SCOPE,
        () => false,
      );
      return valid
        ? json(200, { access_token: 'grade-token', token_type: 'Bearer' })
        : json(401, {});
    }
    if (request.url === '/items/7/scores?type=quiz') {
      if (request.headers.authorization !== 'Bearer grade-token') return json(401, {});
      grades.push({ ...JSON.parse(body), type: request.headers['content-type'] });
      return json(204, {});
    }
    return json(404, {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  const url = `http://${host}`;
  let now = () => new Date();

  /** What it sends when its person follows the link of the test. */
  function idToken(nonce: string, change: Readonly<Record<string, unknown>> = {}) {
    const seconds = Math.floor(now().getTime() / 1000);
    return new SignJWT({
      nonce,
      sub: LEARNER,
      [`${CLAIM}/message_type`]: 'LtiResourceLinkRequest',
      [`${CLAIM}/version`]: '1.3.0',
      [`${CLAIM}/deployment_id`]: DEPLOYMENT,
      'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': {
        scope: [SCORE_SCOPE],
        lineitem: `${url}/items/7?type=quiz`,
      },
      iss: url,
      aud: CLIENT,
      iat: seconds,
      exp: seconds + 300,
      ...change,
    })
      .setProtectedHeader({ alg: 'RS256', kid: 'platform-key' })
      .sign(privateKey);
  }

  return { host, url, grades, state, idToken, setClock: (clock: () => Date) => (now = clock) };
}
