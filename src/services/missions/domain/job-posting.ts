import type { DateString } from '#platform/kernel/dates.ts';

export interface PostingFacts {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  /** Plain text. */
  readonly description: string;
  readonly association: { readonly name: string; readonly url: string };
  readonly publishedAt: Date;
  readonly endsOn: DateString | null;
  readonly isRemote: boolean;
  readonly commune: { readonly name: string; readonly postalCode: string | undefined } | undefined;
}

/** schema.org, https://schema.org/JobPosting with `VOLUNTEER`: what search engines list as volunteering. */
export function jobPosting(facts: PostingFacts): Readonly<Record<string, unknown>> {
  const { association, commune, isRemote, endsOn } = facts;
  return {
    '@context': 'https://schema.org',
    '@type': 'JobPosting',
    '@id': facts.url,
    url: facts.url,
    identifier: { '@type': 'PropertyValue', name: 'Renfort', value: facts.id },
    title: facts.title,
    description: facts.description,
    employmentType: 'VOLUNTEER',
    datePosted: facts.publishedAt.toISOString().slice(0, 10),
    ...(endsOn && { validThrough: endsOn }),
    directApply: true,
    hiringOrganization: { '@type': 'NGO', name: association.name, url: association.url },
    ...(commune && {
      jobLocation: {
        '@type': 'Place',
        address: {
          '@type': 'PostalAddress',
          addressLocality: commune.name,
          ...(commune.postalCode && { postalCode: commune.postalCode }),
          addressCountry: 'FR',
        },
      },
    }),
    ...(isRemote && {
      jobLocationType: 'TELECOMMUTE',
      applicantLocationRequirements: { '@type': 'Country', name: 'FR' },
    }),
  };
}
