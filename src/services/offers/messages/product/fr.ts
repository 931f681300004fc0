import type { DocumentRefusal } from '../../actions/documents.ts';

const refusals: Readonly<Record<Exclude<DocumentRefusal, 'not_allowed'>, string>> = {
  title_missing: 'Écrivez ce qu’est ce document.',
  file_missing: 'Choisissez un document.',
  file_empty: 'Le document est vide.',
  file_too_large: 'Le document dépasse 8 Mo.',
  file_type_refused: 'Le document doit être un PDF, un texte OpenDocument ou Word.',
  storage_full: 'Le document n’a pas pu être gardé. Réessayez dans un moment.',
};

export const fr = {
  who: 'Qui l’utilise',
  count: (n: number): string =>
    n === 0
      ? 'Aucune association n’a encore dit qu’elle l’utilise.'
      : n === 1
        ? '1 association dit l’utiliser.'
        : `${n} associations disent l’utiliser.`,
  among: 'Parmi elles :',
  declare: (association: string) => `${association} l’utilise`,
  declareButton: 'Le dire',
  show: 'Montrer notre nom sur cette page',
  declared: (association: string) => `${association} dit l’utiliser.`,
  shown: 'Votre nom se lit ici.',
  hidden: 'Votre nom ne se lit nulle part.',
  withdraw: 'Ne plus le dire',
  documents: 'Documents',
  addDocument: 'Ajouter un document',
  documentTitle: 'Ce que c’est',
  documentTitleHelp: 'Comme « Conditions pour les associations ».',
  documentFile: 'Document',
  documentFileHelp: 'PDF, OpenDocument ou Word, 8 Mo au plus.',
  addButton: 'Ajouter',
  remove: 'Retirer',
  refusals,
};
