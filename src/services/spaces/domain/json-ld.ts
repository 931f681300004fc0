import type { WeeklyPeriod } from './opening.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export interface JsonLdFacts {
  readonly url: string;
  readonly name: string;
  readonly presentation: string;
  readonly address: string;
  readonly commune: string;
  readonly phone: string;
  readonly email: string;
  readonly website: string;
  readonly week: readonly WeeklyPeriod[];
  /** In words. */
  readonly features: readonly string[];
}

/** schema.org, https://schema.org/CivicStructure: what search engines read on the page of a space. */
export function jsonLd(facts: JsonLdFacts): Readonly<Record<string, unknown>> {
  return {
    '@context': 'https://schema.org',
    '@type': 'CivicStructure',
    '@id': facts.url,
    url: facts.url,
    name: facts.name,
    publicAccess: true,
    isAccessibleForFree: true,
    ...(facts.presentation && { description: facts.presentation }),
    ...(facts.phone && { telephone: facts.phone }),
    ...(facts.email && { email: facts.email }),
    ...(facts.website && { sameAs: facts.website }),
    address: {
      '@type': 'PostalAddress',
      streetAddress: facts.address,
      addressLocality: facts.commune,
      addressCountry: 'FR',
    },
    openingHoursSpecification: facts.week.map(({ weekday, starts, ends }) => ({
      '@type': 'OpeningHoursSpecification',
      dayOfWeek: `https://schema.org/${DAYS[weekday - 1]}`,
      opens: timeOf(starts),
      closes: timeOf(ends),
    })),
    amenityFeature: facts.features.map((name) => ({
      '@type': 'LocationFeatureSpecification',
      name,
      value: true,
    })),
  };
}

/** 1440 is written 23:59: schema.org knows no 24:00. */
function timeOf(minutes: number): string {
  const shown = Math.min(minutes, 1439);
  return `${String(Math.floor(shown / 60)).padStart(2, '0')}:${String(shown % 60).padStart(2, '0')}`;
}
