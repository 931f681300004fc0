import { useFrame } from '#platform/http/frame.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { JsonLd } from '#platform/ui/json-ld.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { SummaryList } from '#platform/ui/summary-list/summary-list.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Tag, type Tone } from '#platform/ui/tag/tag.tsx';
import type { OrganisationRecord as RecordData, Standing } from '../actions/record.ts';
import type { Agrement } from '../domain/agrement.ts';
import { webAddress } from '../domain/json-ld.ts';
import { themeOf } from '../domain/themes.ts';
import { eligibilityTexts } from '../eligibility/messages/index.ts';
import { claimTexts, texts } from '../messages/index.ts';

export interface OrganisationRecordProps extends RecordData {
  readonly standing: Standing;
  readonly today: string;
  /** schema.org data of this page. */
  readonly jsonLd: Readonly<Record<string, unknown>>;
}

const TONES: Readonly<Record<Standing, Tone>> = {
  active: 'success',
  dissolved: 'caution',
  suppressed: 'caution',
  taken_over: 'info',
  gone: 'caution',
  ceased: 'caution',
};

export function OrganisationRecord(props: OrganisationRecordProps) {
  const { facts, standing, successor, jsonLd } = props;
  const { lang } = useFrame();
  const m = texts(lang);
  const day = dayWriter(lang);
  return (
    <>
      <JsonLd data={jsonLd} />
      {facts.kind === 'association' ? (
        <p>
          <Tag tone={TONES[standing]}>{m.standing[standing]}</Tag>
          {facts.source === 'demo' ? (
            <>
              {' '}
              <Tag tone="info">{m.demoTag}</Tag>
            </>
          ) : null}
        </p>
      ) : null}
      {facts.kind === 'association' ? (
        <p>
          <a class="govuk-link" href={`/eligibility/check/${facts.id}`}>
            {eligibilityTexts(lang).title}
          </a>
        </p>
      ) : null}
      {successor ? (
        <Notice tone="info">
          <p>
            {m.takenOverBy}{' '}
            <a class="govuk-link" href={`/associations/${successor.id}`}>
              {successor.name}
            </a>
          </p>
        </Notice>
      ) : null}
      {facts.goneSince ? (
        <Notice tone="caution">
          <p>{m.goneSince(day(facts.goneSince))}</p>
        </Notice>
      ) : null}
      <SummaryList rows={factRows(props, m, day)} />
      {facts.kind === 'association' && standing === 'active' ? (
        <Button variant="secondary" href={`/associations/${facts.id}/claim`}>
          {claimTexts(lang).actForIt}
        </Button>
      ) : null}
      <Sources {...props} />
      {facts.kind === 'association' ? <Agrements {...props} /> : null}
    </>
  );
}

type Texts = ReturnType<typeof texts>;
type WriteDay = (day: string) => string;

function dayWriter(lang: string): WriteDay {
  const format = new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' });
  return (day) => format.format(new Date(`${day.slice(0, 10)}T00:00:00Z`));
}

function factRows(props: OrganisationRecordProps, m: Texts, day: WriteDay) {
  const { facts, unit, commune, departmentName } = props;
  const theme = themeOf(facts.objectCode1);
  const otherTheme = themeOf(facts.objectCode2);
  const place =
    commune === ''
      ? departmentName
      : `${commune}, ${departmentName}${facts.department ? ` (${facts.department})` : ''}`;
  const address = [facts.address, `${facts.postalCode} ${facts.communeName}`.trim()].filter(
    Boolean,
  );
  const rows: readonly (readonly [string, preact.ComponentChildren])[] = [
    [m.kind, m.kinds[facts.kind]],
    [m.shortName, facts.shortName === facts.name ? '' : facts.shortName],
    [m.object, facts.object],
    [
      m.theme,
      [theme, otherTheme === theme ? undefined : otherTheme]
        .flatMap((one) => (one ? [m.themes[one]] : []))
        .join(' ; '),
    ],
    [m.commune, place],
    [m.address, facts.address === '' ? '' : <Lines lines={address.join('\n').split('\n')} />],
    [m.rna, facts.rna],
    [m.legacyNumber, facts.legacyNumber],
    [m.siren, facts.siren ?? unit?.siren],
    [m.siret, facts.siret ?? unit?.siret],
    [m.localRegister, facts.localRegister],
    [m.natureLabel, m.natures[facts.nature] ?? facts.nature],
    [m.grouping, m.groupings[facts.grouping] ?? ''],
    [m.createdOn, facts.createdOn && day(facts.createdOn)],
    [m.declaredOn, facts.declaredOn && day(facts.declaredOn)],
    [m.publishedOn, facts.publishedOn && day(facts.publishedOn)],
    [m.dissolvedOn, facts.dissolvedOn && day(facts.dissolvedOn)],
    [m.legalCategory, unit?.legalCategory],
    [m.naf, unit?.naf],
    [
      m.website,
      facts.website === '' ? (
        ''
      ) : (
        <a class="govuk-link" href={webAddress(facts.website)} rel="nofollow noopener">
          {facts.website}
        </a>
      ),
    ],
  ];
  return rows.flatMap(([key, value]) => (value ? [{ key, value }] : []));
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <>
      {lines.map((line, i) => (
        <>
          {i > 0 ? <br /> : null}
          {line}
        </>
      ))}
    </>
  );
}

/** Where each part was read, and when: a register that is out of date is seen to be. */
function Sources({ facts, unit, source, unitSource }: OrganisationRecordProps) {
  const { lang } = useFrame();
  const m = texts(lang);
  const day = dayWriter(lang);
  const items = [
    source
      ? m.sourceFile(
          m.sources[facts.source],
          source.file,
          source.line,
          day(source.readAt.toISOString()),
        )
      : m.sources[facts.source],
    facts.registerUpdatedAt ? m.registerUpdated(day(facts.registerUpdatedAt)) : undefined,
    unit && unitSource
      ? m.sireneSource(
          unitSource.file,
          day(unitSource.readAt.toISOString()),
          unit.updatedOn && day(unit.updatedOn),
        )
      : undefined,
  ];
  return (
    <section>
      <h2>{m.sourcesTitle}</h2>
      <ul class="govuk-list govuk-list--bullet">
        {items.map((item) => (item ? <li key={item}>{item}</li> : null))}
      </ul>
    </section>
  );
}

function Agrements({ agrements, today }: OrganisationRecordProps) {
  const { lang } = useFrame();
  const m = texts(lang);
  return (
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
              <Validity agrement={agrement} today={today} day={dayWriter(lang)} />,
            ],
          }))}
        />
      )}
    </section>
  );
}

function Validity({
  agrement,
  today,
  day,
}: {
  readonly agrement: Agrement;
  readonly today: string;
  readonly day: WriteDay;
}) {
  const m = texts(useFrame().lang);
  if (agrement.validUntil < today) {
    return <Tag tone="caution">{m.ended(day(agrement.validUntil))}</Tag>;
  }
  if (agrement.validFrom > today) {
    return <Tag tone="neutral">{m.from(day(agrement.validFrom))}</Tag>;
  }
  return <Tag tone="success">{m.until(day(agrement.validUntil))}</Tag>;
}
