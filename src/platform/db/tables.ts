/**
 * Every table of Renfort, by schema and name. Each module adds its own in its generated
 * `tables.gen.ts`, so that the platform does not have to know the services.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Tables {}
