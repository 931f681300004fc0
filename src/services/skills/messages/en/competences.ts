export const areas = {
  '1': 'Finding and keeping information',
  '2': 'Exchanging and doing things together',
  '3': 'Making content',
  '4': 'Staying safe',
  '5': 'Getting by',
};

export const competences = {
  '1.1': {
    title: 'Looking for information',
    description:
      'Knowing what one looks for, choosing one’s words, going from page to page and finding the way back.',
  },
  '1.2': {
    title: 'Judging information',
    description:
      'Knowing who speaks, since when and why, and comparing before believing or sharing.',
  },
  '1.3': {
    title: 'Keeping data in order',
    description: 'Naming, sorting, backing up and finding one’s files, messages and photos again.',
  },
  '2.1': {
    title: 'Exchanging messages',
    description: 'Choosing between e-mail, message, call or video, and being understood.',
  },
  '2.2': {
    title: 'Sharing content',
    description:
      'Giving the right people access to a file or a link, and saying where it comes from.',
  },
  '2.3': {
    title: 'Acting as a citizen',
    description: 'Doing one’s paperwork, knowing one’s rights and giving one’s opinion online.',
  },
  '2.4': {
    title: 'Working with others',
    description: 'Writing, planning and deciding together with shared tools.',
  },
  '2.5': {
    title: 'Behaving with others',
    description: 'Staying respectful online, minding ages and cultures, reacting to what hurts.',
  },
  '2.6': {
    title: 'Minding one’s image',
    description: 'Knowing what others see of oneself, and setting what one shows.',
  },
  '3.1': {
    title: 'Making content',
    description: 'Making a text, a picture, slides or a video that reads well, for everybody.',
  },
  '3.2': {
    title: 'Taking up and changing',
    description: 'Correcting, joining and improving what is there: texts, tables, photos.',
  },
  '3.3': {
    title: 'Respecting the rights of authors',
    description: 'Knowing what may be copied, under which licence, and how to name the author.',
  },
  '3.4': {
    title: 'Telling a machine what to do',
    description: 'Describing steps, conditions and repetitions that settle a problem.',
  },
  '4.1': {
    title: 'Protecting one’s devices',
    description: 'Updating, locking, choosing good passwords and recognising traps.',
  },
  '4.2': {
    title: 'Protecting people’s data',
    description: 'Giving and keeping only what is needed, for oneself and for others.',
  },
  '4.3': {
    title: 'Protecting one’s health',
    description: 'Sparing body and attention, reacting to harassment, leaving nobody out.',
  },
  '4.4': {
    title: 'Protecting the environment',
    description: 'Making devices last and knowing the effect of what one does.',
  },
  '5.1': {
    title: 'Settling a breakdown',
    description: 'Finding what is wrong, from the simplest to the most complicated.',
  },
  '5.2': {
    title: 'Choosing the right tool',
    description:
      'Starting from the need, choosing a tool and setting it up, accessibility included.',
  },
  '5.3': {
    title: 'Finding a better way',
    description: 'Using digital means to make what one does simpler or better.',
  },
  '5.4': {
    title: 'Knowing what is left to learn',
    description: 'Knowing one’s limits, going on learning and helping others to progress.',
  },
};
