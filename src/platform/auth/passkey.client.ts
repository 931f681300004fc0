import { startAuthentication, startRegistration } from '@simplewebauthn/browser';

/**
 * A form with `data-passkey` asks its options from `data-options`, lets the device sign them, puts
 * the answer in its field `credential` and goes on as an ordinary form. Hidden until this runs.
 */
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
  if (!('PublicKeyCredential' in globalThis)) continue;
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    sign(form).catch(() => {
      const alert = form.querySelector<HTMLElement>('[role=alert]');
      if (alert) alert.hidden = false;
    });
  });
}

async function sign(form: HTMLFormElement): Promise<void> {
  const csrf = form.elements.namedItem('csrf') as HTMLInputElement;
  const credential = form.elements.namedItem('credential') as HTMLInputElement;
  const answer = await fetch(form.dataset.options as string, {
    method: 'POST',
    body: new URLSearchParams({ csrf: csrf.value }),
  });
  if (!answer.ok) throw new Error(`options: ${answer.status}`);
  const optionsJSON = await answer.json();
  const signed =
    form.dataset.passkey === 'add'
      ? await startRegistration({ optionsJSON })
      : await startAuthentication({ optionsJSON });
  credential.value = JSON.stringify(signed);
  form.submit();
}
