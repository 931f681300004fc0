import type { Pack } from '../pack.ts';
import { validatePacks } from '../validate-pack.ts';
import { associations1901v1 } from './associations-1901.ts';
import { vendorPacks } from './vendors.ts';

/** Every version of every pack; checked when this file is loaded. */
export const PACKS: readonly Pack[] = validatePacks([associations1901v1, ...vendorPacks]);
