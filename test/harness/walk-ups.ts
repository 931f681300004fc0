import type { Context } from '#platform/context.ts';
import { localDate, localMinutes } from '#platform/kernel/dates.ts';
import { addOrganisations } from '#services/associations/fixtures.ts';
import type { NewCrisis } from '#services/crises/actions/crisis.ts';
import { addCrisis, officer } from '#services/crises/fixtures.ts';
import { intakeOf, slotsOf } from '#services/crises/queries/intake.ts';
import { walkUpsByPhone } from '#services/crises/queries/walk-ups.ts';
import { addSlots, saveIntakeOf } from '#services/crises/walkups/actions/intake.ts';
import { type SignUp, signUp } from '#services/crises/walkups/actions/sign-up.ts';

/** Builders for tests: an open intake with one slot and one person expected, by the real actions. */

export interface TestIntake {
  readonly crisisId: string;
  readonly code: string;
  readonly slotIds: readonly string[];
  readonly personId: string;
}

export function somebody(crisisId: string, index: number, over: Partial<SignUp> = {}): SignUp {
  return {
    crisisId,
    firstName: `Camille${index}`,
    lastName: 'Rivière',
    phone: `+3363998${String(5000 + index)}`,
    commune: '30189',
    birthDate: null,
    can: ['hands'],
    availableFrom: null,
    companions: [],
    maySplit: false,
    lang: 'fr',
    ...over,
  };
}

export async function addIntake(
  ctx: Context,
  over: {
    readonly crisis?: Partial<NewCrisis>;
    /** Instead of a crisis of its own. */
    readonly crisisId?: string;
    readonly places?: number;
    readonly minimumAge?: number;
    readonly nobody?: boolean;
  } = {},
): Promise<TestIntake> {
  const crisisId = over.crisisId ?? (await addCrisis(ctx, over.crisis));
  const [holder] = await addOrganisations(ctx, [
    { communeCode: '30189', name: 'Secouristes du Gard', agrements: [{ type: 'C' }] },
  ]);
  const site = { name: 'Mairie de Nîmes', commune: '30189', address: '', accessNote: '' };
  const saved = await saveIntakeOf(ctx, officer(), crisisId, {
    site,
    tasks: ['clean_up'],
    holderId: holder?.id ?? '',
    minimumAge: over.minimumAge ?? 18,
    opens: '08:00',
    closes: '18:00',
    timeZone: 'Europe/Paris',
    note: '',
    briefing: 'Restez à deux.',
  });
  if (!saved.ok) throw new Error(saved.error);
  const now = ctx.clock.now();
  const from = (Math.ceil(localMinutes(now) / 60) * 60 + 60) % 1440;
  const added = await addSlots(ctx, officer(), crisisId, {
    site: { ...site, name: 'Rue du Gardon' },
    date: localDate(new Date(now.getTime() + 3_600_000)),
    from,
    to: (from + 240) % 1440,
    minutes: 240,
    places: over.places ?? 10,
    bring: 'Bottes',
  });
  if (!added.ok) throw new Error(added.error);
  let personId = '';
  if (!over.nobody) {
    const one = somebody(crisisId, 0);
    await signUp(ctx, one);
    personId = (await walkUpsByPhone(ctx.db, crisisId, [one.phone]))[0]?.id ?? '';
  }
  return {
    crisisId,
    code: (await intakeOf(ctx.db, crisisId))?.code ?? '',
    slotIds: (await slotsOf(ctx.db, crisisId)).map(({ id }) => id),
    personId,
  };
}
