import type { OrganisationHolder } from '#platform/auth/index.ts';
import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import type { AssociationRole } from '../domain/claim.ts';
import { claimTexts } from '../messages/index.ts';

export interface PeopleProps {
  readonly people: readonly OrganisationHolder[];
  /** Whose own role has no button. */
  readonly self: string | undefined;
  readonly path: string;
  readonly notice: string | undefined;
  readonly problem: string | undefined;
}

export function People({ people, self, path, notice, problem }: PeopleProps) {
  const m = claimTexts(useFrame().lang);
  return (
    <>
      {notice ? <Notice tone="success">{notice}</Notice> : null}
      {problem ? <Notice tone="crisis">{problem}</Notice> : null}
      <ul>
        {people.map((one) => (
          <li key={one.grantId}>
            <p>
              <strong>{one.email}</strong>, {m.roles[one.role as AssociationRole]}
              {one.expiresAt ? (
                <>
                  {' '}
                  ({m.until} <Time at={one.expiresAt} format="date" />)
                </>
              ) : null}
              {one.accountId === self ? `, ${m.yourself}` : null}
            </p>
            {one.accountId === self ? null : (
              <Form action={`${path}/remove`}>
                <Button variant="secondary" name="grant" value={one.grantId}>
                  {m.remove}
                  <span class="govuk-visually-hidden"> {m.removeHidden(one.email)}</span>
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
