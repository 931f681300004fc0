import { useFrame } from '#platform/http/frame.ts';
import { writtenPhone } from '#platform/messaging/index.ts';
import { Button } from '#platform/ui/button/button.tsx';
import { Checkbox } from '#platform/ui/checkboxes/checkboxes.tsx';
import { EmptyState } from '#platform/ui/empty-state/empty-state.tsx';
import { ErrorSummary } from '#platform/ui/error-summary/error-summary.tsx';
import { Form, GetForm } from '#platform/ui/form/form.tsx';
import { Notice } from '#platform/ui/notice/notice.tsx';
import { FilterLinks, ListHead } from '#platform/ui/staff-list/staff-list.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Tag } from '#platform/ui/tag/tag.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import type { Crisis } from '../../queries/crises.ts';
import type { WalkUp } from '../../queries/walk-ups.ts';
import { shiftText } from '../../shift-text.ts';
import { isOver } from '../../views/words.tsx';
import { walkUpTexts } from '../messages/index.ts';
import { DeskCounts, type DeskCountsProps } from './desk-counts.tsx';
import { DESK_FILTERS, type DeskFilter, WALK_UP_TONES, walkUpName } from './walk-up-words.ts';

export interface DeskPageProps {
  readonly crisis: Crisis;
  readonly counts: DeskCountsProps;
  readonly people: readonly WalkUp[];
  /** Undefined when a name was searched for: then everybody. */
  readonly filter: DeskFilter | undefined;
  readonly search: string;
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
  readonly added: boolean;
  readonly script: string;
}

export function DeskPage(props: DeskPageProps) {
  const { crisis, counts, people, filter, search, errors, added, script } = props;
  const { lang, nonce } = useFrame();
  const m = walkUpTexts(lang).desk;
  const path = `/crises/${crisis.id}/desk`;
  return (
    <>
      <ErrorSummary
        errors={Object.entries(errors).map(([field, message]) => ({ field, message }))}
      />
      {added ? (
        <Notice tone="success">
          <p>{m.added}</p>
        </Notice>
      ) : null}
      {isOver(crisis) ? null : <AddForm {...props} />}
      <live-board src={`${path}/events`} data-live={m.live}>
        <p class="rf-no-print">
          {m.still} <a href={path}>{m.refresh}</a>
        </p>
        <div>
          <DeskCounts {...counts} />
        </div>
      </live-board>
      <script type="module" src={script} nonce={nonce} />
      <GetForm action={path}>
        <TextField name="name" type="search" label={m.search} value={search} width="medium" />
        <Button variant="secondary">{m.search_button}</Button>
      </GetForm>
      <FilterLinks
        label={m.filter}
        items={(Object.keys(DESK_FILTERS) as DeskFilter[]).map((key) => ({
          href: `${path}?show=${key}`,
          text: m.filters[key],
          current: key === filter,
          count: DESK_FILTERS[key].reduce((sum, state) => sum + (counts.counts.get(state) ?? 0), 0),
        }))}
      />
      {people.length === 0 ? (
        <EmptyState title={m.nobody}>
          <p>{m.nobody_help}</p>
        </EmptyState>
      ) : (
        <People {...props} />
      )}
    </>
  );
}

function People({ crisis, counts, people }: DeskPageProps) {
  const { lang } = useFrame();
  const t = walkUpTexts(lang);
  const m = t.desk;
  const c = m.columns;
  const sizes = Map.groupBy(people, ({ groupId }) => groupId);
  return (
    <>
      <ListHead count={people.length} what={m.people} />
      <Table
        caption={m.people}
        captionHidden
        dense
        columns={[
          { key: 'name', label: c.name },
          { key: 'state', label: c.state },
          { key: 'slot', label: c.slot },
          { key: 'group', label: c.group },
          { key: 'phone', label: c.phone },
          { key: 'can', label: c.can },
        ]}
        rows={people.map((one) => {
          const group = sizes.get(one.groupId) ?? [];
          const leader = group.find(({ groupRank }) => groupRank === 0);
          const slot = counts.slots.find(({ id }) => id === one.slotId);
          const site = slot && counts.sites.find(({ id }) => id === slot.siteId);
          return {
            key: one.id,
            cells: [
              <a key="name" href={`/crises/${crisis.id}/desk/${one.id}`}>
                {walkUpName(lang, one, leader)}
              </a>,
              <Tag key="state" tone={WALK_UP_TONES[one.state]}>
                {t.states[one.state]}
              </Tag>,
              slot
                ? `${shiftText(lang, { ...slot, timeZone: counts.intake.timeZone }, 'short')} ${site?.name ?? ''}`
                : '',
              group.length > 1 ? m.group_of(group.length) : '',
              one.phone ? (
                <a key="phone" href={`tel:${one.phone}`}>
                  {writtenPhone(one.phone)}
                </a>
              ) : (
                ''
              ),
              one.can.map((can) => t.can[can]).join(', '),
            ],
          };
        })}
      />
    </>
  );
}

/** Ten seconds: three fields, two boxes, one button. */
function AddForm({ crisis, counts, values, errors }: DeskPageProps) {
  const m = walkUpTexts(useFrame().lang).desk;
  const v = walkUpTexts(useFrame().lang).visitor;
  const field = (name: string) => ({ name, value: values[name], error: errors[name] });
  const box = (name: string) => ({
    name,
    checked: values[name] !== undefined,
    error: errors[name],
  });
  return (
    <section>
      <h2>{m.add_title}</h2>
      <Form action={`/crises/${crisis.id}/desk`}>
        <div class="rf-row">
          <TextField {...field('first_name')} label={v.first_name} autocomplete="off" />
          <TextField {...field('last_name')} label={v.last_name} autocomplete="off" />
          <TextField {...field('phone')} label={m.phone} type="tel" autocomplete="off" />
          <TextField
            {...field('size')}
            value={values.size ?? '1'}
            label={m.size}
            width="short"
            inputmode="numeric"
            maxlength={2}
          />
        </div>
        <Checkbox {...box('adult')} label={m.adult(counts.intake.minimumAge)} />
        <Checkbox {...box('agreed')} label={m.agreed} />
        <Button>{m.add}</Button>{' '}
        <Button variant="secondary" name="too_young" value="on">
          {m.too_young}
        </Button>
      </Form>
    </section>
  );
}

/** Two people with one name, or one person who comes twice: the agent, who sees them, decides. */
export function MaybeSame({
  crisis,
  people,
  values,
}: {
  readonly crisis: Crisis;
  readonly people: readonly WalkUp[];
  readonly values: Readonly<Record<string, string>>;
}) {
  const { lang } = useFrame();
  const t = walkUpTexts(lang);
  const m = t.desk;
  return (
    <>
      {people.map((one) => (
        <Form key={one.id} action={`/crises/${crisis.id}/desk/${one.id}`}>
          <p>
            <a href={`/crises/${crisis.id}/desk/${one.id}`}>{walkUpName(lang, one, undefined)}</a>{' '}
            {one.phone ? writtenPhone(one.phone) : null}{' '}
            <Tag tone={WALK_UP_TONES[one.state]}>{t.states[one.state]}</Tag>
          </p>
          <Button name="act" value="arrive">
            {m.same_is}
            <span class="govuk-visually-hidden"> : {walkUpName(lang, one, undefined)}</span>
          </Button>
        </Form>
      ))}
      <Form action={`/crises/${crisis.id}/desk`}>
        {Object.entries(values).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button variant="secondary" name="somebody_else" value="on">
          {m.same_not}
        </Button>
      </Form>
    </>
  );
}
