/** Who sits in a seat. Publishers give some of them a licence and not others: facts of each product. */
export const SEAT_ROLES = ['employee', 'officer', 'volunteer', 'member', 'beneficiary'] as const;
export type SeatRole = (typeof SEAT_ROLES)[number];

export type SeatCounts = Readonly<Partial<Record<SeatRole, number>>>;

export function seatTotal(seats: SeatCounts): number {
  return SEAT_ROLES.reduce((sum, role) => sum + (seats[role] ?? 0), 0);
}

/** Roles that were given seats which the product does not allow them; empty when all is well. */
export function rolesRefused(seats: SeatCounts, allowed: readonly SeatRole[]): SeatRole[] {
  return SEAT_ROLES.filter((role) => (seats[role] ?? 0) > 0 && !allowed.includes(role));
}
