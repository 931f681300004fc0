const BANDS = ['débutant', 'intermédiaire', 'avancé', 'expert'];
const band = (level: number) => BANDS[Math.ceil(level / 2) - 1] ?? '';

export const certificate = {
  title: 'Certificat de compétences numériques',
  description:
    'Niveau de compétences numériques mesuré par un test adaptatif, devant un surveillant, dans un espace numérique labellisé.',
  achievement: (level: number) => `Compétences numériques, niveau ${level} sur 8`,
  digcomp: (level: number) => `Cadre européen DigComp 2.2, niveau ${level}`,
  criteria: (space: string) =>
    `Test adaptatif passé devant un surveillant, identité vue sur place : ${space}.`,
  holder: 'Titulaire',
  level: 'Niveau',
  levelWords: (level: number) => `${level} sur 8 (${band(level)})`,
  interval: 'Intervalle à 95 %',
  intervalWords: (from: number, to: number) =>
    from === to ? `niveau ${from}` : `du niveau ${from} au niveau ${to}`,
  day: 'Passé le',
  date: (day: string) =>
    new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' }).format(
      new Date(`${day}T12:00:00Z`),
    ),
  how: 'Comment',
  framework: 'Référentiel',
  says: (issuer: string) => `${issuer} certifie que`,
  measured: (space: string, day: string) =>
    `a passé la certification de compétences numériques le ${day}, devant un surveillant, dans l’espace numérique labellisé « ${space} ».`,
  about:
    'Les niveaux sont ceux du cadre européen DigComp 2.2. Une mesure a toujours une marge : l’intervalle contient le vrai niveau dans 95 cas sur 100.',
  purpose: 'Pour faire valoir ce que de droit.',
};
