import { type Context, transaction } from '#platform/context.ts';
import { plainText } from '#platform/geo/index.ts';
import { createGrouping } from '#platform/grouping/grouping.ts';
import { newToken } from '../../call-messages.ts';
import { allot, type Party } from '../../domain/slots.ts';
import {
  type Can,
  type Standing,
  step,
  TERMS_VERSION,
  UNKNOWN,
  type WalkUpState,
} from '../../domain/walk-up.ts';
import {
  addTaken,
  type IntakeOfCrisis,
  type IntakeSlot,
  lockIntake,
  slotsOf,
} from '../../queries/intake.ts';
import { announce } from '../../queries/live.ts';
import {
  groupMembers,
  insertWalkUpLinks,
  insertWalkUps,
  type WalkUp,
  walkUpsByPhone,
} from '../../queries/walk-ups.ts';
import { type Notice, sendWalkUpNotices, walkUpTokenHash } from '../notices.ts';
import { moveWalkUps, seatChanges } from './moves.ts';

export interface SignUp {
  readonly crisisId: string;
  readonly firstName: string;
  readonly lastName: string;
  /** E.164 */
  readonly phone: string;
  readonly commune: string | null;
  readonly birthDate: string | null;
  readonly can: readonly Can[];
  readonly availableFrom: Date | null;
  /** First names of those who come along, empty when not given. */
  readonly companions: readonly string[];
  readonly maySplit: boolean;
  readonly lang: 'fr' | 'en';
}

export type SignUpAnswer =
  /** Nobody is taken any more, or not yet. */
  | { readonly kind: 'closed' }
  /** Somebody else signed up with this number: their link was sent to it again. */
  | { readonly kind: 'phone_known' }
  | { readonly kind: 'signed_up'; readonly token: string; readonly state: WalkUpState };

/** Sign-ups of a few milliseconds are decided together, under one lock. */
const GROUP_MS = 5;
const GROUP_MAX = 200;

type Decide = (crisisId: string, signUp: SignUp) => Promise<SignUpAnswer>;
const deciders = new WeakMap<object, Decide>();

/** Takes one form and returns once its answer is committed. Sent twice, it is one person. */
export async function signUp(ctx: Context, input: SignUp): Promise<SignUpAnswer> {
  let decide = deciders.get(ctx.db);
  if (!decide) {
    decide = createGrouping<SignUp, SignUpAnswer>({
      delayMs: GROUP_MS,
      maxItems: GROUP_MAX,
      decide: (crisisId, group) => transaction(ctx, (tx) => decideGroup(tx, crisisId, group)),
    });
    deciders.set(ctx.db, decide);
  }
  return decide(input.crisisId, input);
}

/** Who is taken: the intake is open and the crisis under way. */
export function takesPeople(intake: Pick<IntakeOfCrisis, 'state' | 'crisisStatus'>): boolean {
  return intake.state === 'open' && intake.crisisStatus === 'active';
}

type Reading =
  | { readonly kind: 'new'; readonly people: readonly WalkUp[] }
  | { readonly kind: 'again'; readonly people: readonly WalkUp[]; readonly back: boolean }
  | { readonly kind: 'other'; readonly leader: WalkUp };

async function decideGroup(
  tx: Context,
  crisisId: string,
  group: readonly SignUp[],
): Promise<SignUpAnswer[]> {
  const intake = await lockIntake(tx.db, crisisId);
  if (!intake || !takesPeople(intake)) return group.map(() => ({ kind: 'closed' }));
  const slots = await slotsOf(tx.db, crisisId);
  const readings = await readGroup(tx, crisisId, group);
  const toPlace = readings.filter(
    (one) => one.kind === 'new' || (one.kind === 'again' && one.back),
  ) as Extract<Reading, { people: readonly WalkUp[] }>[];
  const seats = allot(
    slots,
    toPlace.map(({ people }) => partyOf(people)),
    tx.clock.now(),
  );
  const placed = new Map<string, readonly WalkUp[]>();
  for (const [index, reading] of toPlace.entries()) {
    const people = await place(tx, intake, reading, seats[index]);
    placed.set((people[0] as WalkUp).groupId, people);
  }
  const born = toPlace.flatMap(({ kind, people }) =>
    kind === 'new' ? (placed.get((people[0] as WalkUp).groupId) ?? []) : [],
  );
  await insertWalkUps(tx.db, born);
  await addTaken(tx.db, crisisId, seatChanges([], born));
  return answer(tx, intake, slots, readings, placed);
}

/** Compared with those known under the same number, and with those earlier in this group. */
async function readGroup(
  tx: Context,
  crisisId: string,
  group: readonly SignUp[],
): Promise<Reading[]> {
  const phones = group.map(({ phone }) => phone);
  const known = Map.groupBy(
    await walkUpsByPhone(tx.db, crisisId, phones),
    ({ phone }) => phone as string,
  );
  const readings: Reading[] = [];
  const back = new Set<string>();
  for (const input of group) {
    const holders = known.get(input.phone) ?? [];
    const nameKey = plainText(`${input.lastName} ${input.firstName}`);
    const same = holders.find((one) => one.nameKey === nameKey);
    if (same) {
      const gone = same.state === 'withdrawn' || same.state === 'released';
      const people = gone ? await groupMembers(tx.db, crisisId, same.groupId) : [same];
      readings.push({ kind: 'again', people, back: gone && !back.has(same.id) });
      if (gone) back.add(same.id);
    } else if (holders[0]) readings.push({ kind: 'other', leader: holders[0] });
    else {
      const people = peopleOf(tx, input, 'public');
      readings.push({ kind: 'new', people });
      known.set(input.phone, [people[0] as WalkUp]);
    }
  }
  return readings;
}

/** One row per person; those who come along have no number of their own. */
export function peopleOf(
  tx: Context,
  input: Omit<SignUp, 'phone'> & { readonly phone: string | null },
  channel: WalkUp['channel'],
): WalkUp[] {
  const now = tx.clock.now();
  const groupId = tx.ids.next<'walk_up'>();
  const common = {
    crisisId: input.crisisId,
    groupId,
    maySplit: input.maySplit,
    pairId: null,
    commune: input.commune,
    can: input.can,
    availableFrom: input.availableFrom,
    lang: input.lang,
    channel,
    state: 'waiting' as const,
    slotId: null,
    refusal: null,
    termsVersion: TERMS_VERSION,
    agreedAt: now,
    volunteerId: null,
    createdAt: now,
    updatedAt: now,
    erasedAt: null,
  };
  return [
    {
      ...common,
      id: groupId,
      groupRank: 0,
      firstName: input.firstName,
      lastName: input.lastName,
      nameKey: plainText(`${input.lastName} ${input.firstName}`),
      phone: input.phone,
      birthDate: input.birthDate,
    },
    ...input.companions.map((firstName, index) => ({
      ...common,
      id: tx.ids.next<'walk_up'>(),
      groupRank: index + 1,
      firstName,
      lastName: '',
      nameKey: plainText(firstName),
      phone: null,
      birthDate: null,
    })),
  ];
}

export function partyOf(people: readonly WalkUp[]): Party {
  const [first] = people as readonly [WalkUp];
  return { size: people.length, from: first.availableFrom, maySplit: first.maySplit };
}

async function place(
  tx: Context,
  intake: IntakeOfCrisis,
  reading: Extract<Reading, { people: readonly WalkUp[] }>,
  seats: readonly string[] | undefined,
): Promise<readonly WalkUp[]> {
  const event = seats ? 'convene' : 'queue';
  if (reading.kind === 'again') {
    const moved = await moveWalkUps(
      tx,
      intake.crisisId,
      reading.people.map((walkUp, index) => ({ walkUp, event, slotId: seats?.[index] })),
    );
    if (!moved.ok) throw new Error('Those who come back can be placed');
    return moved.value;
  }
  return reading.people.map((walkUp, index) => {
    const next = step(UNKNOWN, event, { slotId: seats?.[index] });
    if (!next.ok) throw new Error('Somebody new can be placed');
    return { ...walkUp, ...(next.value satisfies Standing) };
  });
}

async function answer(
  tx: Context,
  intake: IntakeOfCrisis,
  slots: readonly IntakeSlot[],
  readings: readonly Reading[],
  placed: ReadonlyMap<string, readonly WalkUp[]>,
): Promise<SignUpAnswer[]> {
  const links: { crisisId: string; tokenHash: Buffer; walkUpId: string }[] = [];
  const notices: Notice[] = [];
  const tokenFor = (leader: WalkUp) => {
    const token = newToken(tx);
    links.push({
      crisisId: intake.crisisId,
      tokenHash: walkUpTokenHash(token),
      walkUpId: leader.id,
    });
    return token;
  };
  const answers = readings.map((reading): SignUpAnswer => {
    if (reading.kind === 'other') {
      notices.push({ kind: 'link', people: [reading.leader], token: tokenFor(reading.leader) });
      return { kind: 'phone_known' };
    }
    const before = reading.people[0] as WalkUp;
    const people = placed.get(before.groupId) ?? reading.people;
    const leader = people[0] as WalkUp;
    const token = tokenFor(leader);
    if (reading.kind === 'new' || reading.back) {
      const kind = leader.state === 'convened' ? 'convened' : 'waiting';
      notices.push({ kind, people, token });
    }
    return { kind: 'signed_up', token, state: leader.state };
  });
  await insertWalkUpLinks(tx.db, links);
  await sendWalkUpNotices(tx, intake, slots, notices);
  await announce(tx.db, intake.crisisId);
  return answers;
}
