import { plural } from '#platform/i18n/index.ts';
import type { Rhythm } from '../../domain/rhythm.ts';

export interface NewsFacts {
  readonly firstName: string;
  /** Undefined for missions that fit the person. */
  readonly search: string | undefined;
  readonly missions: readonly {
    readonly title: string;
    readonly facts: string;
    readonly link: string;
  }[];
  /** How many more answer the search. */
  readonly more: number;
  readonly allLink: string;
  readonly chooseLink: string;
  readonly stopLink: string;
}

export const news = {
  title: 'Ce que je reçois',
  lead: 'Choisissez à quel rythme nous vous écrivons. Aucune mission ne vous est annoncée deux fois.',
  keep: 'M’écrire quand une mission répond à cette recherche',
  keepButton: 'Garder cette recherche',
  keepSignIn: 'Connectez-vous pour garder cette recherche',
  manage: 'Mes recherches gardées',
  rhythm: 'À quel rythme ?',
  rhythms: {
    at_once: 'Dès qu’une mission paraît',
    daily: 'Chaque matin',
    weekly: 'Chaque lundi matin',
    never: 'Ne plus m’écrire',
  } satisfies Record<Rhythm, string>,
  rhythmOf: (name: string) => `Rythme : ${name}`,
  saved: 'C’est noté. Nous écrivons seulement quand il y a du nouveau.',
  change: 'Enregistrer',
  forget: 'Oublier cette recherche',
  forgetOf: (name: string) => `Oublier : ${name}`,
  see: 'Voir les missions',
  fitting: 'Les missions qui me vont',
  fittingHelp: 'D’après vos compétences, vos langues, votre commune et le temps que vous avez.',
  searches: 'Mes recherches',
  none: 'Vous n’avez gardé aucune recherche. Faites-en une, puis « Garder cette recherche » sous les résultats.',
  everything: 'Toutes les missions',
  around: (place: string, km: string) => `à ${km} km au plus de ${place}`,
  atMost: (hours: string) => `${hours} h au plus`,
  on: (day: string) => `le ${day}`,
  oneAssociation: 'une association',
  stopTitle: 'Ne plus recevoir ces messages',
  stopText: (name: string) => `Vous ne recevrez plus : ${name}.`,
  stopButton: 'Ne plus recevoir',
  stopped: 'C’est fait : nous n’écrirons plus à ce sujet.',
  stopUnknown: 'Ce lien ne mène plus à rien : la recherche a été oubliée.',
  nothingFits:
    'Aucune mission ne vous va pour l’instant. Nous vous gardons : chaque lundi matin, nous vous écrivons s’il y en a une. Vous pouvez changer de rythme.',
  someFit: (n: number) =>
    plural('fr', n, {
      one: `${n} mission vous va déjà.`,
      other: `${n} missions vous vont déjà.`,
    }),
  chooseRhythm: 'Choisir le rythme',
  seeFitting: 'Voir les missions qui me vont',
  meanwhile: 'En attendant, on peut aider de chez soi :',
  tooMany: 'Vous gardez déjà 20 recherches : oubliez-en une d’abord',
  rhythmMissing: 'Choisissez un rythme',
  mail: (facts: NewsFacts) => {
    const n = facts.missions.length + facts.more;
    return {
      subject: plural('fr', n, {
        one: `Une nouvelle mission pour vous`,
        other: `${n} nouvelles missions pour vous`,
      }),
      text: [
        facts.firstName ? `Bonjour ${facts.firstName},` : 'Bonjour,',
        facts.search === undefined
          ? 'Voici ce qui devrait vous aller :'
          : `Voici ce qui répond à votre recherche (${facts.search}) :`,
        ...facts.missions.map(({ title, facts: about, link }) => `${title}\n${about}\n${link}`),
        ...(facts.more > 0
          ? [
              `${plural('fr', facts.more, { one: 'Et une autre', other: `Et ${facts.more} autres` })} :\n${facts.allLink}`,
            ]
          : []),
        `Changer de rythme :\n${facts.chooseLink}`,
        `Ne plus recevoir ces messages :\n${facts.stopLink}`,
      ].join('\n\n'),
    };
  },
};
