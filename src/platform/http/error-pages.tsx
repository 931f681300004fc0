import { Button } from '../ui/button/button.tsx';
import { ErrorBody } from '../ui/error-body/error-body.tsx';
import { Form } from '../ui/form/form.tsx';
import { SummaryList } from '../ui/summary-list/summary-list.tsx';
import { Time } from '../ui/time/time.tsx';
import type { Request } from './env.ts';
import type { RawForm } from './form.ts';
import { pageTexts } from './messages.ts';
import { page } from './pages.tsx';

/** The form's token is missing or of a session that ended: what was typed is shown and can be sent again. */
export function staleFormPage(c: Request, form: RawForm): Response {
  const m = pageTexts(c.get('lang')).stale_form;
  const fields = textFields(form);
  const { pathname, search } = new URL(c.req.url);
  return page(c, {
    title: m.title,
    status: 403,
    body: (
      <>
        <p>{m.text}</p>
        <Form action={pathname + search}>
          {fields.map(([name, value]) => (
            <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
          ))}
          {fields.length > 0 && (
            <SummaryList
              rows={fields
                .filter(([, value]) => value !== '')
                .map(([name, value]) => ({ key: name.replace(/\[\]$/, ''), value }))}
            />
          )}
          <Button>{m.again}</Button>
        </Form>
      </>
    ),
  });
}

function textFields(form: RawForm): [name: string, value: string][] {
  return Object.entries(form).flatMap(([name, value]): [string, string][] => {
    if (typeof value === 'string') return [[name, value]];
    return Array.isArray(value) ? value.map((item: string) => [`${name}[]`, item]) : [];
  });
}

export function tooLargePage(c: Request, maxBytes: number): Response {
  const m = pageTexts(c.get('lang')).too_large;
  // The rest of the body is not read, so the connection cannot carry another request.
  c.header('Connection', 'close');
  return page(c, {
    title: m.title,
    status: 413,
    body: (
      <ErrorBody>
        <p>{m.text(maxBytes)}</p>
      </ErrorBody>
    ),
  });
}

export function tooManyPage(c: Request, retryAt: Date): Response {
  const m = pageTexts(c.get('lang')).too_many;
  const seconds = Math.ceil((retryAt.getTime() - c.get('ctx').clock.now().getTime()) / 1000);
  c.header('Retry-After', String(Math.max(1, seconds)));
  return page(c, {
    title: m.title,
    status: 429,
    body: (
      <ErrorBody>
        <p>
          {m.before}
          <Time at={retryAt} />
          {m.after}
        </p>
      </ErrorBody>
    ),
  });
}

export function unavailablePage(c: Request): Response {
  const m = pageTexts(c.get('lang')).unavailable;
  c.header('Retry-After', '5');
  return page(c, {
    title: m.title,
    status: 503,
    body: (
      <ErrorBody>
        <p>{m.text}</p>
      </ErrorBody>
    ),
  });
}
