import { join } from 'node:path';
import type { Service } from '../service.ts';
import { eraseFiles, removeBytes, sweepFiles } from './remove.ts';

export { downloadResponse } from './download.ts';
export type { MediaType } from './media-type.ts';
export { removeFiles } from './remove.ts';
export {
  type FileId,
  type FileRefusal,
  type FileRules,
  openFile,
  type StoredFile,
  storeFile,
} from './store.ts';

export const service: Service = {
  name: 'files',
  migrations: { module: 'files', folder: join(import.meta.dirname, 'migrations') },
  jobs: [removeBytes, sweepFiles],
  erase: eraseFiles,
};
