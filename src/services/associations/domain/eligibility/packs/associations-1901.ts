import type { CategoryRule, Pack, ReviewRule, Theme } from '../pack.ts';

/** INSEE legal categories that are another form than a declared association, for every programme here. */
export const OTHER_FORMS: readonly CategoryRule[] = [
  { prefixes: ['9220', '9221', '9222', '9230', '9260'], effect: 'accept', reason: 'accepted_form' },
  { prefixes: ['9240', '2700', '7430'], effect: 'exclude', reason: 'cultuelle' },
  { prefixes: ['8410', '8420'], effect: 'exclude', reason: 'syndicat' },
  { prefixes: ['9210'], effect: 'exclude', reason: 'no_legal_personality' },
  { prefixes: ['9223'], effect: 'review', reason: 'employers_group' },
  { prefixes: ['9300'], effect: 'review', reason: 'foundation' },
  { prefixes: ['5195', '3', '8490', '9900', '9'], effect: 'review', reason: 'uncertain_form' },
  {
    prefixes: ['0', '1', '2', '4', '5', '6', '7', '8', '9110', '9150', '9224', '9970'],
    effect: 'exclude',
    reason: 'other_form',
  },
];

const religious: Theme = {
  id: 'religious',
  excluded: 'cultuelle',
  signals: [
    { from: 'object_code', match: ['040000'], strength: 'soft', reason: 'religious_code' },
    { from: 'naf', match: ['94.91', '91.3A'], strength: 'soft', reason: 'religious_naf' },
    {
      from: 'object_text',
      match: ['worship', 'worship_body', 'law_1905'],
      strength: 'strong',
      reason: 'worship_text',
    },
    {
      from: 'object_text',
      match: ['faith', 'religious_activity', 'place_of_worship'],
      strength: 'soft',
      reason: 'religious_mixed',
    },
    { from: 'name', match: ['religious_name'], strength: 'soft', reason: 'religious_name' },
  ],
  // Code 040000 also means "spiritual or philosophical", and an association under the law of 1901 may
  // have a faith: without words of worship, or all three kinds of evidence, a person looks.
  excludeWhen: [
    ['words:strong', 'object_code'],
    ['words:strong', 'naf'],
    ['words', 'object_code', 'naf'],
  ],
  mixed: { words: 'secular_activities', reason: 'religious_mixed' },
  neutrality: 'religious',
};

const political: Theme = {
  id: 'political',
  excluded: 'politique',
  signals: [
    {
      from: 'object_code',
      match: ['001000', '001005', '001010', '001015', '001020'],
      strength: 'soft',
      reason: 'political_code',
    },
    { from: 'naf', match: ['94.92', '91.3C'], strength: 'soft', reason: 'political_naf' },
    {
      from: 'object_text',
      match: ['campaign_finance'],
      strength: 'hard',
      reason: 'campaign_finance',
    },
    {
      from: 'object_text',
      match: ['list_for_office', 'campaign', 'list', 'party', 'candidacy_support'],
      strength: 'strong',
      reason: 'political_text',
    },
    {
      from: 'object_text',
      match: ['political_action'],
      strength: 'soft',
      reason: 'political_text',
    },
    { from: 'name', match: ['party_name'], strength: 'strong', reason: 'party_name' },
  ],
  excludeWhen: [
    ['object_code', 'naf'],
    ['words:strong', 'object_code'],
    ['words:strong', 'naf'],
  ],
  vocabulary: 'political_vocabulary',
  neutrality: 'political',
};

const union: Theme = {
  id: 'union',
  excluded: 'syndicat',
  signals: [
    { from: 'object_code', match: ['023005', '023030'], strength: 'soft', reason: 'union_code' },
    {
      from: 'naf',
      match: ['94.20', '94.11', '91.2Z', '91.1A'],
      strength: 'soft',
      reason: 'union_naf',
    },
    { from: 'object_text', match: ['union_purpose'], strength: 'strong', reason: 'union_text' },
    { from: 'object_text', match: ['union_formula'], strength: 'soft', reason: 'union_text' },
    { from: 'name', match: ['known_union'], strength: 'strong', reason: 'union_name' },
    { from: 'name', match: ['union_name'], strength: 'soft', reason: 'union_name' },
  ],
  excludeWhen: [
    ['object_code', 'naf'],
    ['words:strong', 'object_code'],
    ['words:strong', 'naf'],
  ],
  vocabulary: 'union_vocabulary',
  neutrality: 'union',
};

const reviews: readonly ReviewRule[] = [
  { reason: 'political_adjacent', objectCodes: ['001025'] },
  {
    reason: 'economic_interest',
    objectCodes: [
      '022515',
      '022530',
      '022540',
      '022542',
      '022545',
      '022550',
      '023000',
      '023007',
      '023020',
      '023022',
      '023025',
      '023035',
      '023040',
      '023045',
    ],
    naf: ['94.12', '91.1C'],
  },
  {
    reason: 'employers_group',
    objectCodes: ['030015'],
    objectText: ['employers_group'],
    name: ['employers_group'],
  },
  {
    reason: 'school',
    objectCodes: ['015035', '015040'],
    objectText: ['school_operator'],
    name: ['school_operator'],
  },
  {
    reason: 'hospital',
    objectCodes: ['017005', '017015'],
    naf: ['86.10'],
    objectText: ['hospital_text'],
    name: ['hospital_text'],
  },
  { reason: 'foundation', objectText: ['foundation_text'], name: ['foundation_name'] },
  { reason: 'works_council', name: ['works_council_name'] },
  { reason: 'owners_association', objectText: ['owners_text'], name: ['owners_name'] },
  { reason: 'other_body_name', name: ['other_body_name'] },
  { reason: 'inactive_text', objectText: ['inactive_text'] },
];

/** Notices 101 to 303 are of owners' associations; 4 to 6, 900 to 911 and 1000 to 1008 of foundations and funds. */
export const NOTICES: Pack['forms']['notices'] = [
  { types: ['3'], effect: 'exclude', reason: 'dissolved' },
  {
    types: ['101', '102', '103', '201', '202', '203', '301', '302', '303'],
    effect: 'exclude',
    reason: 'other_form',
  },
  {
    types: [
      '4',
      '5',
      '6',
      '44',
      '55',
      '66',
      '444',
      '555',
      '666',
      '900',
      '901',
      '902',
      '903',
      '904',
      '905',
      '906',
      '907',
      '908',
      '909',
      '910',
      '911',
      '1000',
      '1001',
      '1002',
      '1003',
      '1004',
      '1005',
      '1006',
      '1007',
      '1008',
    ],
    effect: 'review',
    reason: 'foundation',
  },
  { types: ['7', '77', '777'], effect: 'review', reason: 'court_notice' },
];

export const FORMS: Pack['forms'] = {
  categories: OTHER_FORMS,
  declaredNatures: ['D', 'R', 'A', 'B', 'G', 'I', 'M', 'S'],
  excludedNatures: [{ nature: 'U', reason: 'cultuelle' }],
  localLawPrefixes: ['W9N', 'W9P'],
  notices: NOTICES,
};

/** The programme of the mission: associations loi 1901 and of Alsace-Moselle. */
export const associations1901v1: Pack = {
  id: 'associations-1901',
  version: '2026-11-24',
  validFrom: '2026-11-24',
  title: {
    fr: 'Associations loi 1901 et d’Alsace-Moselle, hors cultuelles, partis politiques et syndicats',
    en: 'Associations under the law of 1901 or of Alsace-Moselle, except worship bodies, political parties and unions',
  },
  sources: [
    'https://www.service-public.fr/associations/vosdroits/F21925',
    'https://www.legifrance.gouv.fr/loda/id/LEGITEXT000006069570',
  ],
  lexicon: 'fr-1',
  validMonths: 24,
  forms: FORMS,
  themes: [religious, political, union],
  reviews,
};
