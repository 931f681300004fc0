/** Minutes of one entry: a quarter of an hour to a day. */
export const ENTRY_MINUTES = { min: 5, max: 1440 } as const;

/**
 * Minutes written as people write them: "2", "2h", "2h30", "2 h 30", "1,5", "45 min". Undefined when
 * the text is none of these or out of bounds.
 */
export function minutesFrom(text: string): number | undefined {
  const plain = text.trim().toLowerCase().replace(',', '.');
  const clock = /^(\d{1,3})\s*(?:h|:)\s*([0-5]?\d)?\s*(?:min|mn|m)?$/.exec(plain);
  const decimal = /^(\d{1,3}(?:\.\d{1,2})?)$/.exec(plain);
  const minutes = /^(\d{1,4})\s*(?:min|mn|minutes?)$/.exec(plain);
  const value = clock
    ? Number(clock[1]) * 60 + Number(clock[2] ?? 0)
    : decimal
      ? Math.round(Number(decimal[1]) * 60)
      : minutes
        ? Number(minutes[1])
        : Number.NaN;
  return value >= ENTRY_MINUTES.min && value <= ENTRY_MINUTES.max ? value : undefined;
}

/** "2 h 30", "45 min". */
export function minutesText(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${String(rest).padStart(2, '0')}`;
}

/**
 * Compte d'engagement citoyen: 200 hours in the calendar year, of which 100 in one association
 * (Code du travail, D5151-14). In minutes; only confirmed hours count.
 */
export const CITIZEN_ACCOUNT = { total: 200 * 60, inOne: 100 * 60 } as const;

export interface YearOfHours {
  readonly total: number;
  /** By association. */
  readonly byOrganisation: ReadonlyMap<string, number>;
}

/** Confirmed minutes of one year, by association. */
export function yearOfHours(
  lines: readonly { readonly organisationId: string; readonly confirmed: number | null }[],
): YearOfHours {
  const byOrganisation = new Map<string, number>();
  for (const { organisationId, confirmed } of lines) {
    byOrganisation.set(
      organisationId,
      (byOrganisation.get(organisationId) ?? 0) + (confirmed ?? 0),
    );
  }
  const total = [...byOrganisation.values()].reduce((sum, minutes) => sum + minutes, 0);
  return { total, byOrganisation };
}

export function citizenAccount({ total, byOrganisation }: YearOfHours): {
  readonly reached: boolean;
  readonly missingInTotal: number;
  readonly missingInOne: number;
} {
  const most = Math.max(0, ...byOrganisation.values());
  const missingInTotal = Math.max(0, CITIZEN_ACCOUNT.total - total);
  const missingInOne = Math.max(0, CITIZEN_ACCOUNT.inOne - most);
  return { reached: missingInTotal === 0 && missingInOne === 0, missingInTotal, missingInOne };
}
