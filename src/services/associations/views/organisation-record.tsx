import { useFrame } from '#platform/http/frame.ts';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import type { Agrement } from '../domain/agrement.ts';
import { texts } from '../messages/index.ts';
import type { Organisation } from '../queries.ts';

export interface OrganisationRecordProps {
  readonly organisation: Organisation;
  readonly commune: string;
  readonly department: string;
  /** `area` is the department's name, null for the whole country. */
  readonly agrements: readonly (Agrement & { readonly area: string | null })[];
  readonly today: string;
}

export function OrganisationRecord(props: OrganisationRecordProps) {
  const { organisation, commune, department, agrements, today } = props;
  const { lang } = useFrame();
  const m = texts(lang);
  const date = (day: string) =>
    new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));
  const numbers = [
    [m.rna, organisation.rna],
    [m.siren, organisation.siren],
    [m.localRegister, organisation.localRegister],
  ] as const;
  return (
    <>
      <SummaryList
        rows={[
          { key: m.kind, value: m.kinds[organisation.kind] },
          { key: m.commune, value: `${commune}, ${department} (${organisation.department})` },
          ...numbers.flatMap(([key, value]) => (value ? [{ key, value }] : [])),
        ]}
      />
      {organisation.kind === 'association' ? (
        <section>
          <h2>{m.agrements}</h2>
          {agrements.length === 0 ? (
            <p>{m.noAgrement}</p>
          ) : (
            <Table
              caption={m.agrements}
              captionHidden
              columns={[
                { key: 'type', label: m.type },
                { key: 'area', label: m.perimeter },
                { key: 'validity', label: m.validity },
              ]}
              rows={agrements.map((agrement) => ({
                key: `${agrement.type}${agrement.department}${agrement.validUntil}`,
                cells: [
                  m.agrementTypes[agrement.type],
                  agrement.area ?? m.national,
                  <Validity agrement={agrement} today={today} date={date} />,
                ],
              }))}
            />
          )}
        </section>
      ) : null}
    </>
  );
}

function Validity({
  agrement,
  today,
  date,
}: {
  readonly agrement: Agrement;
  readonly today: string;
  readonly date: (day: string) => string;
}) {
  const m = texts(useFrame().lang);
  if (agrement.validUntil < today)
    return <Tag tone="caution">{m.ended(date(agrement.validUntil))}</Tag>;
  if (agrement.validFrom > today)
    return <Tag tone="neutral">{m.from(date(agrement.validFrom))}</Tag>;
  return <Tag tone="success">{m.until(date(agrement.validUntil))}</Tag>;
}
