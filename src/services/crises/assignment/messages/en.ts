import type { fr } from './fr.ts';

const s = (n: number) => (n === 1 ? '' : 's');

export const en: typeof fr = {
  title: 'Propose an assignment',
  lead: 'With the people who said yes: who to place where so that most positions are filled. Nothing changes until you apply it.',
  link: 'Propose an assignment',
  to_roster: 'Back to the list of people expected',
  none_title: 'Nobody to move',
  none: (candidates) =>
    candidates === 0
      ? 'Nobody has said yes yet for a shift to come.'
      : `We tried every way to share out the ${candidates} ${candidates === 1 ? 'person' : 'people'} confirmed or in reserve: none fills more places.`,
  gain: (before, after, places) =>
    `${before} place${s(before)} of ${places} filled now, ${after} afterwards.`,
  caption: (n) => `${n} change${s(n)} proposed`,
  columns: { person: 'Person', from: 'Now', to: 'Proposed', shift: 'Shift' },
  reserve: 'In reserve',
  rules:
    'Everybody stays within the hours that they agreed to, nobody loses their place, and as few people as possible are moved. A nurse also counts as a first-aider.',
  apply: (n) => `Apply, and tell ${n} ${n === 1 ? 'person' : 'people'}`,
  applied: (n) => `Done: ${n} ${n === 1 ? 'person has' : 'people have'} received the assignment.`,
  short_title: 'What is still missing',
  short: (missing, position) =>
    `${position}: ${missing} more ${missing === 1 ? 'person' : 'people'} needed.`,
  short_nobody: 'Nobody else among the people confirmed or in reserve can hold this position.',
  short_cut: (able, places, positions) =>
    `Only ${able} ${able === 1 ? 'person' : 'people'} can hold the ${places} places of ${positions}, however they are shared out.`,
  not_proven: (atMost) =>
    `Some shifts overlap in part: another way could reach ${atMost} places, no more.`,
  quoted: (position) => `“${position}”`,
  call_more: 'Prepare the call-out',
  briefing: {
    title: 'Safety briefing',
    lead: 'What everybody must know before they come. People confirmed read it by their link, and say in one tap that they know it.',
    link: 'Write the safety briefing',
    edit: 'Change the briefing',
    text: 'Briefing',
    text_hint: 'Dangers, equipment, whom to call, what not to do. 3,000 characters at most.',
    by_need: 'What one need adds',
    by_need_hint:
      'Those confirmed for this need read it after the briefing of all, and say once that they know both.',
    addition: (position) => `Briefing for: ${position}`,
    addition_lead: 'What this place or post adds to the safety briefing of all.',
    addition_hint:
      'A danger of the place, a meeting point, a piece of equipment. Leave empty to add nothing.',
    added: 'written',
    here: 'At this post',
    save: 'Save',
    version: (n) => `Version ${n},`,
    again: 'Another text is a new version: everybody will have to read it.',
    missing: 'Write the briefing.',
    long: '3,000 characters at most.',
    heading: 'Safety briefing',
    acknowledge: 'I have read and understood',
    known: 'You have read this briefing.',
    changed: 'The briefing has just changed: please read it again.',
    not_read: (n) => `${n} ${n === 1 ? 'person has' : 'people have'} not read the briefing yet.`,
    all_read: 'Everybody confirmed has read the briefing.',
    column: 'Briefing',
    read: 'read',
    unread: 'to read',
  },
  gap: (n) => `${n} more ${n === 1 ? 'person' : 'people'} needed.`,
  conflicts_title: (n) => (n > 1 ? `${n} conflicts to settle` : 'One conflict to settle'),
  conflict_column: 'Conflict',
  conflict: {
    overlap: (position) => `Expected at the same time: ${position}`,
    travel: (position) => `No time to travel from or to: ${position}`,
    paper: () => 'A required certificate ends during the shift',
    ability: () => 'No longer has what the position requires',
  },
  copy: {
    title: 'Copy needs to another day',
    lead: 'The same positions, sites and hours on another day. Nobody is called until you ask for it.',
    link: 'Copy the shifts to another day',
    needs: 'Needs to copy',
    item: (position, places) => `${position}, ${places} place${s(places)}`,
    day: 'Day of the copy',
    day_hint: 'The first need ticked begins on that day; the others keep their distance.',
    button: 'Copy',
    none: 'No need to copy',
    none_help: 'Add a need first.',
    add: 'Add a need',
    nothing_chosen: 'Tick at least one need.',
    day_wrong: 'Give a day.',
    refused: (position, sentence) => `${position}: ${sentence}`,
  },
  refused: {
    not_found: 'This crisis no longer exists.',
    out_of_territory: 'This crisis is not in your territory.',
    crisis_over: 'The crisis is over.',
    crisis_not_active: 'The crisis is not open: nobody can be moved.',
    nothing_to_move: 'There is nothing left to move.',
    changed_since:
      'Somebody has answered in the meantime: nothing was applied. Here is the new proposal.',
  },
};
