import type { Examples } from '../style/examples.ts';
import { Tag } from './tag.tsx';

export const examples: Examples = {
  name: 'Tag',
  group: 'content',
  use: (say) =>
    say(
      'Un état en un ou deux mots. La couleur aide, le mot dit.',
      'A state in a word or two. Colour helps, the word says it.',
    ),
  show: (say) => [
    <p key="all" class="rf-style__row">
      <Tag tone="neutral">{say('Brouillon', 'Draft')}</Tag>
      <Tag tone="brand">{say('Publiée', 'Published')}</Tag>
      <Tag tone="success">{say('Vérifié', 'Checked')}</Tag>
      <Tag tone="caution">{say('Expire bientôt', 'Expires soon')}</Tag>
      <Tag tone="crisis">{say('En retard', 'Late')}</Tag>
      <Tag tone="info">{say('En discussion', 'In discussion')}</Tag>
    </p>,
  ],
};
