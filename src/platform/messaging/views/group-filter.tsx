import { useFrame } from '../../http/frame.ts';
import { Button } from '../../ui/button/button.tsx';
import { GetForm } from '../../ui/form/form.tsx';
import { Select } from '../../ui/select/select.tsx';
import type { NamedGroup } from '../groups.ts';
import { texts } from '../messages/index.ts';

/** Narrows a list to the messages of one call; the other choices of the page are kept. */
export function GroupFilter({
  action,
  groups,
  chosen,
  kept,
}: {
  readonly action: string;
  readonly groups: readonly NamedGroup[];
  readonly chosen: string | undefined;
  readonly kept: Readonly<Record<string, string | undefined>>;
}) {
  const m = texts(useFrame().lang).outbox;
  if (groups.length === 0) return null;
  return (
    <GetForm action={action}>
      {Object.entries(kept).map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      <Select
        name="group"
        label={m.group}
        value={chosen ?? ''}
        options={[
          { value: '', label: m.allGroups },
          ...groups.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Button variant="secondary">{m.show}</Button>
    </GetForm>
  );
}
