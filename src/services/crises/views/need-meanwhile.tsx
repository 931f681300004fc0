import { useFrame } from '#platform/http/frame.ts';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { EFFORTS, EQUIPMENT, equipmentLabel } from '#services/volunteers/index.ts';
import { texts } from '../messages/index.ts';
import type { FormState } from './crisis-form.tsx';
import type { NeedFormProps } from './need-form.tsx';

type Values = FormState['values'];

/** What another officer has saved beside what this one wrote: only where they differ. */
export function Meanwhile(props: NeedFormProps & { readonly meanwhile: Values }) {
  const { lang } = useFrame();
  const m = texts(lang).need.form;
  const labels: Readonly<Record<string, string>> = {
    position: m.position,
    places: m.places,
    site: m.site,
    date: m.date,
    starts: m.starts,
    ends: m.ends,
    tasks: m.tasks,
    bring: m.bring,
    holder: m.holder,
    required1: m.required(1),
    required2: m.required(2),
    required3: m.required(3),
    preferred: m.preferred,
    effort: m.effort,
    minimum_age: m.age,
    gear: m.gear,
  };
  const shown = (field: string, values: Values) => {
    const lines = (values[field] ?? '').split('\n').filter((line) => line !== '');
    return lines.map((line) => nameOf(props, field, line, lang)).join(', ') || m.meanwhile_empty;
  };
  const rows = Object.entries(labels).flatMap(([field, label]) => {
    const [saved, yours] = [shown(field, props.meanwhile), shown(field, props.values)];
    return saved === yours ? [] : [{ key: field, cells: [label, saved, yours] }];
  });
  return (
    <Notice tone="caution" title={m.meanwhile_title}>
      <p>{rows.length === 0 ? m.meanwhile_same : m.meanwhile}</p>
      {rows.length === 0 ? null : (
        <Table
          caption={m.meanwhile_title}
          captionHidden
          dense
          columns={[
            { key: 'field', label: m.meanwhile_columns.field },
            { key: 'saved', label: m.meanwhile_columns.saved },
            { key: 'yours', label: m.meanwhile_columns.yours },
          ]}
          rows={rows}
        />
      )}
    </Notice>
  );
}

function nameOf(
  { sites, holders }: NeedFormProps,
  field: string,
  value: string,
  lang: 'fr' | 'en',
): string {
  const m = texts(lang).need.form;
  if (field === 'site') return sites.find(({ id }) => id === value)?.name ?? m.new_site;
  if (field === 'holder') return holders.find(({ id }) => id === value)?.name ?? m.holder_kept;
  const effort = EFFORTS.find((one) => one === value);
  if (field === 'effort' && effort) return m.efforts[effort];
  const gear = EQUIPMENT.find((one) => one === value);
  return field === 'gear' && gear ? equipmentLabel(lang, gear) : value;
}
