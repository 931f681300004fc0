import { type Check, failure, ok, warning } from '../ops/doctor/finding.ts';
import { SealError, unseal } from './keys/seal.ts';
import { sealedKeys } from './queries.ts';

/** Can what is issued be signed: are the keys there, and do they open? */
export const keysCheck: Check = {
  about: 'keys',
  needsDatabase: true,
  async look({ db, config }) {
    const keys = await sealedKeys(db);
    if (keys.length === 0) return [warning('none yet', 'they are made by the first "serve"')];
    try {
      for (const { id, sealed } of keys) unseal(config, id, sealed);
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      return [failure('they do not open', error.message)];
    }
    return [ok(`${keys.length} open`)];
  },
};
