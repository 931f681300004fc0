import { verifyPath } from '#platform/credentials/index.ts';
import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { MOST_SEATS } from '../attestation.ts';
import type { HeldAttestation } from '../attestation-kind.ts';
import { attestationTexts } from '../messages/index.ts';

export interface AttestationProps {
  readonly decisionId: string;
  readonly held: HeldAttestation | undefined;
  readonly typed: string;
  readonly error: string | undefined;
}

/** What the association takes to a distributor. */
export function Attestation({ decisionId, held, typed, error }: AttestationProps) {
  const m = attestationTexts(useFrame().lang);
  const path = `/eligibility/${decisionId}/attestation`;
  return (
    <>
      <h2 class="govuk-heading-m" id="attestation">
        {m.heading}
      </h2>
      <p>{m.help}</p>
      {held ? (
        <ul>
          <li>{m.seats_held(held.seats)}</li>
          <li>
            <a href={verifyPath(held.issued.code)}>{m.see}</a>
          </li>
          <li>
            <a href={`${path}.pdf`}>{m.pdf}</a>
          </li>
        </ul>
      ) : null}
      <Form action={path}>
        <TextField
          name="seats"
          label={held ? m.change : m.seats_label}
          hint={held ? m.change_help : m.seats_hint}
          type="number"
          inputmode="numeric"
          min={1}
          max={MOST_SEATS}
          width="short"
          value={typed}
          error={error}
        />
        <Button variant={held ? 'secondary' : 'primary'}>{held ? m.replace : m.get}</Button>
      </Form>
    </>
  );
}
