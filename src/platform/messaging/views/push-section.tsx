import { useFrame } from '../../http/frame.ts';
import { script } from '../../ui/assets.ts';
import { Button } from '../../ui/button/button.tsx';
import { Form } from '../../ui/form/form.tsx';
import { Notice } from '../../ui/notice/notice.tsx';
import { Time } from '../../ui/time/time.tsx';
import { texts } from '../messages/index.ts';
import { deviceHash, type PushDevice } from '../push-devices.ts';

const SCRIPT = script('push.js', new URL('../push.client.ts', import.meta.url));
const ACTION = '/account/notifications/push';

export interface PushSectionProps {
  readonly devices: readonly PushDevice[];
  /** The installation's public key. */
  readonly publicKey: string;
  /** What the last form did. */
  readonly done: string | undefined;
}

/** Notifications on one's devices; see push.client.ts for what happens in the browser. */
export function PushSection({ devices, publicKey, done }: PushSectionProps) {
  const { csrf, nonce, lang } = useFrame();
  const m = texts(lang).push;
  const said = done === 'on' ? m.on : done === 'off' ? m.off : undefined;
  return (
    <section id="push" data-push aria-labelledby="push-title">
      <h2 id="push-title" class="govuk-heading-m">
        {m.title}
      </h2>
      {said ? <Notice tone="success">{said}</Notice> : null}
      {done === 'refused' ? <Notice tone="caution">{m.refused}</Notice> : null}
      <p>{m.lead}</p>
      {devices.length === 0 ? null : (
        <ul class="govuk-list">
          {devices.map(({ id, label, createdAt, endpoint }) => (
            <li key={id} data-push-device={deviceHash(endpoint)}>
              <p>
                <strong>{label || m.unknown}</strong>, {m.since}{' '}
                <Time at={createdAt} format="date" />
                <span data-push-here hidden>
                  {' '}
                  ({m.thisDevice})
                </span>
              </p>
              <Form action={`${ACTION}/${id}/remove`}>
                <Button variant="secondary">
                  {m.remove} <span class="govuk-visually-hidden">{label || m.unknown}</span>
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      <p data-push-state="no-script">{m.needs}</p>
      {(['unsupported', 'denied', 'failed', 'asking', 'here'] as const).map((state) => (
        <p key={state} data-push-state={state} role="status" hidden>
          {m.states[state]}
        </p>
      ))}
      <form method="post" action={ACTION} data-push-add={publicKey} hidden>
        <input type="hidden" name="csrf" value={csrf} />
        {['endpoint', 'p256dh', 'auth', 'expires'].map((name) => (
          <input key={name} type="hidden" name={name} value="" />
        ))}
        <Button>{m.add}</Button>
      </form>
      <script type="module" src={SCRIPT()} nonce={nonce} />
    </section>
  );
}
