import type { OrganisationHolder } from '#platform/auth/index.ts';
import { useFrame } from '#platform/http/frame.ts';
import { DEFAULT_TIME_ZONE } from '#platform/kernel/dates.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { dayText, timeText } from '../../shift-text.ts';
import { attendanceTexts } from '../messages/index.ts';

export interface LeadersPageProps {
  readonly leaders: readonly OrganisationHolder[];
  readonly path: string;
  /** What was typed, when it was refused. */
  readonly email: string;
  readonly error: string | undefined;
  readonly notice: string | undefined;
}

export function LeadersPage({ leaders, path, email, error, notice }: LeadersPageProps) {
  const { lang } = useFrame();
  const m = attendanceTexts(lang).leaders;
  const moment = (at: Date) =>
    `${dayText(lang, at, DEFAULT_TIME_ZONE, 'short')} ${timeText(lang, at, DEFAULT_TIME_ZONE)}`;
  return (
    <>
      <ErrorSummary errors={error ? [{ field: 'email', message: error }] : []} />
      {notice ? <Notice tone="success">{notice}</Notice> : null}
      <h2>{m.named}</h2>
      {leaders.length === 0 ? <p>{m.none}</p> : null}
      <ul>
        {leaders.map((leader) => (
          <li key={leader.grantId}>
            <Form action={`${path}/dismiss`}>
              <p>
                <strong>{leader.email}</strong>
                {leader.expiresAt ? `, ${m.until(moment(leader.expiresAt))}` : null}
              </p>
              <Button variant="secondary" name="grant" value={leader.grantId}>
                {m.dismiss}
                <span class="govuk-visually-hidden"> {m.dismiss_hidden(leader.email)}</span>
              </Button>
            </Form>
          </li>
        ))}
      </ul>
      <Form action={path}>
        <TextField
          name="email"
          label={m.email}
          hint={m.email_hint}
          type="email"
          value={email}
          error={error}
          autocomplete="off"
        />
        <p>{m.ends}</p>
        <Button>{m.name}</Button>
      </Form>
    </>
  );
}
