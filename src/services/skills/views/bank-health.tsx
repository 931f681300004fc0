import { useFrame } from '#platform/http/frame.ts';
import { BigNumber, Numbers } from '#platform/ui/big-number/big-number.tsx';
import { Button } from '#platform/ui/button/button.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { formatNumber, formatPercent } from '#platform/ui/format.ts';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Time } from '#platform/ui/time/time.tsx';
import type { BankHealth } from '../bank/health.ts';
import { MOST_SHOWN } from '../domain/bank/health.ts';
import { texts } from '../messages/index.ts';

export interface BankHealthPageProps {
  readonly health: BankHealth;
  /** Why something was not done, translated. */
  readonly problem?: string | undefined;
}

export function BankHealthPage({ health, problem }: BankHealthPageProps) {
  const { lang } = useFrame();
  const m = texts(lang).bank;
  const { active, exposure, items } = health;
  const pilots = items.filter(({ status }) => status === 'pilot');
  const ready = pilots.filter(({ concerns }) => concerns.includes('ready'));
  const tone = (share: number) => (active.tests > 0 && share > MOST_SHOWN ? 'caution' : 'neutral');
  return (
    <>
      {problem ? (
        <Notice tone="caution">
          <p>{problem}</p>
        </Notice>
      ) : null}
      <Numbers>
        <BigNumber value={items.length} label={m.items} hint={m.origins[active.origin]} />
        <BigNumber value={active.tests} label={m.tests} hint={m.version(active.number)} />
        <BigNumber
          value={formatPercent(lang, exposure.most)}
          label={m.most}
          hint={m.mostHint}
          tone={tone(exposure.most)}
        />
        <BigNumber
          value={formatPercent(lang, exposure.overlap)}
          label={m.overlap}
          hint={m.overlapHint}
          tone={tone(exposure.overlap)}
        />
        <BigNumber value={exposure.neverShown} label={m.never} />
        <BigNumber
          value={items.filter(({ quarantined }) => quarantined !== null).length}
          label={m.aside}
        />
      </Numbers>
      {pilots.length > 0 ? <p>{m.pilots(ready.length, pilots.length)}</p> : null}
      <ToLookAt health={health} />
      <p>
        <a class="govuk-link" href="/admin/bank.csv">
          {m.csv}
        </a>
      </p>
      <section aria-labelledby="measure">
        <h2 class="govuk-heading-m" id="measure">
          {m.recalibrate}
        </h2>
        <p>{m.recalibrateText}</p>
        <Form action="/admin/bank/recalibrate">
          <Button variant="secondary">{m.recalibrate}</Button>
        </Form>
      </section>
      <Versions versions={health.versions} />
    </>
  );
}

function ToLookAt({ health: { items } }: { readonly health: BankHealth }) {
  const { lang } = useFrame();
  const m = texts(lang).bank;
  const some = items.filter(({ concerns }) => concerns.length > 0);
  if (some.length === 0) {
    return (
      <EmptyState title={m.nothing}>
        <p>{m.nothingText}</p>
      </EmptyState>
    );
  }
  return (
    <Table
      caption={m.look}
      dense
      columns={[
        { key: 'item', label: m.columns.item },
        { key: 'concerns', label: m.columns.concerns },
        { key: 'shown', label: m.columns.shown, numeric: true },
        { key: 'right', label: m.columns.right, numeric: true },
        { key: 'infit', label: m.columns.infit, numeric: true },
        { key: 'flags', label: m.columns.flags, numeric: true },
        { key: 'act', label: m.columns.act },
      ]}
      rows={some.map((item) => ({
        key: item.id,
        cells: [
          item.id,
          item.concerns.map((concern) => m.concerns[concern]).join(', '),
          formatNumber(lang, item.shown),
          item.answered > 0 ? formatPercent(lang, item.right / item.answered) : '–',
          item.infit === null ? '–' : formatNumber(lang, Math.round(item.infit * 100) / 100),
          formatNumber(lang, item.flags),
          <SetAside key="act" id={item.id} aside={item.quarantined !== null} />,
        ],
      }))}
    />
  );
}

function SetAside({ id, aside }: { readonly id: string; readonly aside: boolean }) {
  const m = texts(useFrame().lang).bank;
  return (
    <Form action={`/admin/bank/items/${id}/${aside ? 'release' : 'aside'}`}>
      <Button variant="secondary">
        {aside ? m.release : m.setAside}
        <span class="govuk-visually-hidden"> {m.ofItem(id)}</span>
      </Button>
    </Form>
  );
}

function Versions({ versions }: { readonly versions: BankHealth['versions'] }) {
  const m = texts(useFrame().lang).bank;
  return (
    <Table
      caption={m.versions}
      columns={[
        { key: 'version', label: m.versions },
        { key: 'state', label: m.state },
        { key: 'created', label: m.created },
        { key: 'adopted', label: m.adopted },
        { key: 'tests', label: m.tests, numeric: true },
      ]}
      rows={versions.map(({ number, state, origin, createdAt, adoptedAt, tests }) => ({
        key: String(number),
        cells: [
          <a key="version" class="govuk-link" href={`/admin/bank/${number}`}>
            {m.version(number)}
          </a>,
          `${m.states[state]}, ${m.origins[origin]}`,
          <Time key="created" at={createdAt} format="date" />,
          adoptedAt ? <Time key="adopted" at={adoptedAt} format="date" /> : '–',
          tests,
        ],
      }))}
    />
  );
}
