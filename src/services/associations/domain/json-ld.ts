/** schema.org, https://schema.org/NGO: what search engines read on a record page. */
export interface JsonLdFacts {
  readonly url: string;
  readonly isAssociation: boolean;
  readonly name: string;
  readonly shortName: string;
  readonly object: string;
  readonly rna: string | null;
  readonly siren: string | null;
  readonly createdOn: string | null;
  readonly dissolvedOn: string | null;
  readonly website: string;
  readonly address: string;
  readonly postalCode: string;
  readonly commune: string;
}

export function jsonLd(facts: JsonLdFacts): Readonly<Record<string, unknown>> {
  const identifiers = [
    ['RNA', facts.rna],
    ['SIREN', facts.siren],
  ].flatMap(([propertyID, value]) =>
    value ? [{ '@type': 'PropertyValue', propertyID, value }] : [],
  );
  return {
    '@context': 'https://schema.org',
    '@type': facts.isAssociation ? 'NGO' : 'GovernmentOrganization',
    '@id': facts.url,
    url: facts.url,
    name: facts.name,
    ...(facts.shortName && { alternateName: facts.shortName }),
    ...(facts.object && { description: facts.object }),
    ...(identifiers.length > 0 && { identifier: identifiers }),
    ...(facts.createdOn && { foundingDate: facts.createdOn }),
    ...(facts.dissolvedOn && { dissolutionDate: facts.dissolvedOn }),
    ...(facts.website && { sameAs: webAddress(facts.website) }),
    address: {
      '@type': 'PostalAddress',
      ...(facts.address && { streetAddress: facts.address.replaceAll('\n', ', ') }),
      ...(facts.postalCode && { postalCode: facts.postalCode }),
      ...(facts.commune && { addressLocality: facts.commune }),
      addressCountry: 'FR',
    },
  };
}

/** Registers hold addresses with and without their scheme; only these two are linked. */
export function webAddress(website: string): string {
  return /^https?:\/\//i.test(website) ? website : `http://${website}`;
}
