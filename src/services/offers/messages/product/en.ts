import type { fr } from './fr.ts';

export const en: typeof fr = {
  who: 'Who uses it',
  count: (n) =>
    n === 0
      ? 'No association has said yet that it uses it.'
      : n === 1
        ? '1 association says that it uses it.'
        : `${n} associations say that they use it.`,
  among: 'Among them:',
  declare: (association) => `${association} uses it`,
  declareButton: 'Say so',
  show: 'Show our name on this page',
  declared: (association) => `${association} says that it uses it.`,
  shown: 'Your name is read here.',
  hidden: 'Your name is read nowhere.',
  withdraw: 'Say so no more',
  documents: 'Documents',
  addDocument: 'Add a document',
  documentTitle: 'What it is',
  documentTitleHelp: 'Like “Terms for associations”.',
  documentFile: 'Document',
  documentFileHelp: 'PDF, OpenDocument or Word, at most 8 MB.',
  addButton: 'Add',
  remove: 'Remove',
  refusals: {
    title_missing: 'Write what this document is.',
    file_missing: 'Choose a document.',
    file_empty: 'The document is empty.',
    file_too_large: 'The document is larger than 8 MB.',
    file_type_refused: 'The document must be a PDF, an OpenDocument or Word text.',
    storage_full: 'The document could not be kept. Try again in a moment.',
  },
};
