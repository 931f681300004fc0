import { Button } from '../ui/button/button.tsx';
import { Form } from '../ui/form/form.tsx';
import { SummaryList } from '../ui/summary-list/summary-list.tsx';
import type { Request } from './env.ts';
import { type RawForm, readForm } from './form.ts';
import { pageTexts } from './messages.ts';
import { page } from './pages.tsx';

/** The form's token is missing or of a session that ended: what was typed is shown and can be sent again. */
export async function staleFormPage(c: Request): Promise<Response> {
  const m = pageTexts(c.get('lang')).stale_form;
  const fields = textFields(await readForm(c));
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
