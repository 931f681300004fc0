import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Checkboxes } from '#platform/ui/checkboxes/checkboxes.tsx';
import { DateField } from '#platform/ui/date-field/date-field.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import type { Need, Site } from '../../queries/needs.ts';
import { shiftText } from '../../shift-text.ts';
import { Errors, type FormState } from '../../views/crisis-form.tsx';
import { assignmentTexts } from '../messages/index.ts';

export interface CopyPageProps extends FormState {
  readonly crisisId: string;
  readonly needs: readonly Need[];
  readonly sites: readonly Site[];
}

export function CopyPage({ crisisId, needs, sites, values, errors }: CopyPageProps) {
  const { lang } = useFrame();
  const m = assignmentTexts(lang).copy;
  if (needs.length === 0) {
    return (
      <EmptyState
        title={m.none}
        action={<Button href={`/crises/${crisisId}/needs/new`}>{m.add}</Button>}
      >
        <p>{m.none_help}</p>
      </EmptyState>
    );
  }
  const siteName = (id: string) => sites.find((site) => site.id === id)?.name ?? '';
  return (
    <>
      <Errors errors={errors} />
      <Form>
        <Checkboxes
          name="needs"
          legend={m.needs}
          values={(values.needs ?? '').split('\n')}
          error={errors.needs}
          items={needs.map((need) => ({
            value: need.id,
            label: m.item(need.position, need.places),
            hint: `${siteName(need.siteId)}, ${shiftText(lang, need)}`,
          }))}
        />
        <DateField
          name="day"
          label={m.day}
          hint={m.day_hint}
          value={values.day}
          error={errors.day}
        />
        <Button>{m.button}</Button>
      </Form>
    </>
  );
}
