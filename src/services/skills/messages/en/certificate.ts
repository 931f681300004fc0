import type { certificate as fr } from '../fr/certificate.ts';

const BANDS = ['foundation', 'intermediate', 'advanced', 'highly specialised'];
const band = (level: number) => BANDS[Math.ceil(level / 2) - 1] ?? '';

export const certificate: typeof fr = {
  title: 'Certificate of digital skills',
  description:
    'Level of digital skills measured by an adaptive test, in front of a supervisor, in a labelled digital space.',
  achievement: (level) => `Digital skills, level ${level} of 8`,
  digcomp: (level) => `European framework DigComp 2.2, level ${level}`,
  criteria: (space) =>
    `Adaptive test taken in front of a supervisor, identity seen on site: ${space}.`,
  holder: 'Holder',
  level: 'Level',
  levelWords: (level) => `${level} of 8 (${band(level)})`,
  interval: '95% interval',
  intervalWords: (from, to) =>
    from === to ? `level ${from}` : `from level ${from} to level ${to}`,
  day: 'Taken on',
  date: (day) =>
    new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
      new Date(`${day}T12:00:00Z`),
    ),
  how: 'How',
  framework: 'Framework',
  says: (issuer) => `${issuer} certifies that`,
  measured: (space, day) =>
    `took the certification of digital skills on ${day}, in front of a supervisor, in the labelled digital space “${space}”.`,
  about:
    'Levels are those of the European framework DigComp 2.2. Any measure has a margin: the interval holds the true level in 95 cases out of 100.',
  purpose: 'Issued to whom it may concern.',
};
