import type { Context } from '#platform/context.ts';

/** Whether an association may use the programme; `review`: nobody has decided yet. */
export type Eligibility = 'eligible' | 'excluded' | 'review';
export type EligibilitySource = (ctx: Context, organisationId: string) => Promise<Eligibility>;

let source: EligibilitySource = async () => 'review';

/** Called by app.ts with the function of the service that knows. */
export function onEligibility(answer: EligibilitySource): void {
  source = answer;
}

export function eligibilityOf(ctx: Context, organisationId: string): Promise<Eligibility> {
  return source(ctx, organisationId);
}
