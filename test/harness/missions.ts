import { accountForEmail } from '#platform/auth/index.ts';
import type { Context } from '#platform/context.ts';
import type { AccountId } from '#platform/kernel/actor.ts';
import { addOrganisations } from '#services/associations/fixtures.ts';
import { addMission, needOf } from '#services/missions/fixtures.ts';
import { addVolunteers } from '#services/volunteers/fixtures.ts';
import { ALWAYS } from '#services/volunteers/index.ts';

export { addMission, needOf };

export async function addAssociation(ctx: Context, name: string): Promise<string> {
  const [one] = await addOrganisations(ctx, [{ name, communeCode: '30189' }]);
  return one?.id as string;
}

/** Somebody of Nîmes with an account, ready to apply. */
export async function addApplicant(ctx: Context, email: string): Promise<AccountId> {
  const { account } = await accountForEmail(ctx, email, 'fr');
  const now = ctx.clock.now();
  await addVolunteers(ctx, [
    {
      id: ctx.ids.next<'volunteer'>(),
      accountId: account.id,
      status: 'active',
      firstName: 'Ana',
      lastName: 'Essai',
      birthDate: '1980-01-01',
      communeCode: '30189',
      department: '30',
      radiusKm: 20,
      languages: ['fr'],
      effort: 'moderate',
      equipment: [],
      weekly: ALWAYS,
      crisisOnly: false,
      pausedUntil: null,
      elsewhere: [],
      consents: { crisis: false, missions: true, newsletter: false },
      email,
      emailBounced: false,
      phone: null,
      phoneFailed: false,
      skills: [],
      certificates: [],
      exceptions: [],
      guardian: null,
      createdAt: now,
      confirmedAt: now,
    },
  ]);
  return account.id;
}
