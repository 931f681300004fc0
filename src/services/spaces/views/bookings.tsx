import { useFrame } from '#platform/http/frame.ts';
import { addDays, type DateString, localMinutes } from '#platform/kernel/dates.ts';
import { allows } from '#platform/kernel/transitions.ts';
import { Button, ButtonGroup } from '#platform/ui/button/button.tsx';
import { Form } from '#platform/ui/form/form.tsx';
import { Table } from '#platform/ui/table/table.tsx';
import { Tag, type Tone } from '#platform/ui/tag/tag.tsx';
import { TextField } from '#platform/ui/text-field/text-field.tsx';
import { clockText } from '../domain/opening.ts';
import { BOOKING, type BookingState, type Post } from '../domain/slots.ts';
import { texts } from '../messages/index.ts';
import type { Booking } from '../queries/bookings.ts';
import type { Space } from '../queries/spaces.ts';
import { SlotForm, type SlotFormProps } from './book.tsx';
import { dayText, Errors } from './parts.tsx';

/** What a person is called at the desk. */
export type NameOf = (booking: Booking) => string;

const TONES: Readonly<Record<BookingState, Tone>> = {
  booked: 'info',
  arrived: 'success',
  missed: 'caution',
  cancelled: 'neutral',
  lapsed: 'neutral',
};

const EVENTS = ['arrive', 'miss', 'cancel', 'undo'] as const;

export interface BookingTableProps {
  readonly space: Space;
  readonly bookings: readonly Booking[];
  readonly nameOf: NameOf;
  /** The page to which the buttons lead back. */
  readonly back: 'desk' | 'bookings';
}

export function BookingTable({ space, bookings, nameOf, back }: BookingTableProps) {
  const { lang, now } = useFrame();
  const { bookings: m, desk } = texts(lang);
  if (bookings.length === 0) return <p class="govuk-body">{desk.noBooking}</p>;
  return (
    <Table
      dense
      caption={m.title}
      captionHidden
      columns={[
        { key: 'hour', label: m.hour },
        { key: 'post', label: m.post, numeric: true },
        { key: 'who', label: m.who },
        { key: 'state', label: m.state },
        { key: 'acts', label: m.acts },
      ]}
      rows={bookings.map((booking) => ({
        key: booking.id,
        cells: [
          clockText(localMinutes(booking.startsAt, space.timeZone), lang),
          booking.post,
          <Who booking={booking} nameOf={nameOf} />,
          <Tag tone={TONES[booking.state]}>{desk.states[booking.state]}</Tag>,
          <Form action={`/spaces/${space.id}/bookings/${booking.id}`}>
            <input type="hidden" name="back" value={back} />
            <ButtonGroup>
              {EVENTS.filter((event) => allows(BOOKING, booking.state, event))
                .filter((event) => event !== 'cancel' || booking.endsAt > now)
                .map((event) => (
                  <Button
                    key={event}
                    variant={event === 'arrive' ? 'primary' : 'secondary'}
                    name="event"
                    value={event}
                  >
                    {m[event]}
                    <span class="govuk-visually-hidden"> : {nameOf(booking)}</span>
                  </Button>
                ))}
            </ButtonGroup>
          </Form>,
        ],
      }))}
    />
  );
}

function Who({ booking, nameOf }: { readonly booking: Booking; readonly nameOf: NameOf }) {
  const { bookings: m, labels } = texts(useFrame().lang);
  const notes = [
    labels.bands[booking.band],
    ...(booking.withAdult ? [m.adult] : []),
    ...(booking.needsAccessible ? [m.accessible] : []),
  ];
  return (
    <>
      {nameOf(booking)}
      <br />
      <span class="rf-soft">{notes.join(', ')}</span>
    </>
  );
}

export interface BookingsPageProps extends BookingTableProps {
  readonly day: DateString;
  readonly posts: readonly Post[];
  readonly keeps: boolean;
  readonly form: SlotFormProps;
}

export function BookingsPage(props: BookingsPageProps) {
  const { space, day, posts, keeps, form } = props;
  const { lang } = useFrame();
  const { bookings: m } = texts(lang);
  const path = `/spaces/${space.id}/bookings`;
  return (
    <>
      <Errors errors={form.errors} />
      <p class="govuk-body rf-no-print">
        <a class="govuk-link" href={`${path}?day=${addDays(day, -1)}`}>
          {m.previous}
        </a>
        {' · '}
        <a class="govuk-link" href={`${path}?day=${addDays(day, 1)}`}>
          {m.next}
        </a>
      </p>
      <h2 class="govuk-heading-m">{dayText(lang, day)}</h2>
      <BookingTable {...props} />
      <p class="govuk-body rf-no-print">{m.print}</p>
      <div class="rf-no-print">
        <h2 class="govuk-heading-m">{m.addTitle}</h2>
        {posts.length === 0 ? <p class="govuk-body">{m.noPosts}</p> : <SlotForm {...form} />}
        {keeps ? <PostsForm space={space} posts={posts} {...form} /> : null}
      </div>
    </>
  );
}

function PostsForm({
  space,
  posts,
  values,
  errors,
}: Pick<BookingsPageProps, 'space' | 'posts'> & Pick<SlotFormProps, 'values' | 'errors'>) {
  const { bookings: m } = texts(useFrame().lang);
  return (
    <>
      <h2 class="govuk-heading-m">{m.posts}</h2>
      <Form action={`/spaces/${space.id}/posts`}>
        <TextField
          name="count"
          label={m.postCount}
          value={values.count ?? String(posts.length)}
          error={errors.count}
          inputmode="numeric"
          width="short"
        />
        <TextField
          name="accessible_count"
          label={m.accessibleCount}
          hint={m.accessibleHint}
          value={
            values.accessible_count ?? String(posts.filter(({ accessible }) => accessible).length)
          }
          error={errors.accessible_count}
          inputmode="numeric"
          width="short"
        />
        <Button variant="secondary">{m.savePosts}</Button>
      </Form>
    </>
  );
}
