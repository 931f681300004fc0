import type { Delays } from '../../domain/follow-up.ts';
import { minutesText } from '../../domain/hours.ts';

export interface DecisionFacts {
  readonly firstName: string;
  readonly mission: string;
  readonly association: string;
  readonly rank: number;
  /** How long an offered place is kept. */
  readonly offerDays: number;
  readonly note: string;
  readonly link: string;
}

export interface CorrectedHours {
  readonly firstName: string;
  readonly mission: string;
  /** Minutes confirmed in all. */
  readonly before: number;
  readonly after: number;
  readonly reason: string;
  readonly link: string;
}

export type ToldState =
  | 'accepted'
  | 'waiting'
  | 'offered'
  | 'declined'
  | 'unanswered'
  | 'no_show'
  | 'completed';

const SUBJECTS: Readonly<Record<ToldState, string>> = {
  accepted: 'C’est oui',
  waiting: 'Vous êtes sur la liste d’attente',
  offered: 'Une place s’est libérée',
  declined: 'Réponse de l’association',
  unanswered: 'Nous vous proposons d’autres missions',
  no_show: 'Absence notée',
  completed: 'Merci, vos heures sont confirmées',
};

const SENTENCES: Readonly<Record<ToldState, (facts: DecisionFacts) => string>> = {
  accepted: ({ association, mission }) =>
    `${association} accepte votre proposition pour « ${mission} ». Vous trouverez la suite sur cette page :`,
  waiting: ({ mission, rank }) =>
    `Toutes les places de « ${mission} » sont prises. Vous avez le rang ${rank} : dès qu’une place se libère, nous vous l’écrivons. Votre rang :`,
  offered: ({ mission, offerDays }) =>
    `Une place s’est libérée pour « ${mission} ». Elle est à vous si vous la prenez dans les ${offerDays} jours :`,
  declined: ({ association, mission }) =>
    `${association} ne retient pas votre proposition pour « ${mission} ». Merci de vous être proposé. Les détails :`,
  unanswered: ({ association, mission }) =>
    `${association} n’a pas répondu à temps pour « ${mission} ». Vous êtes libre de tout engagement. Votre candidature :`,
  no_show: ({ association, mission }) =>
    `${association} a noté une absence pour « ${mission} ». Si c’est une erreur, écrivez-lui sur cette page :`,
  completed: ({ association, mission }) =>
    `${association} vous remercie pour « ${mission} » et confirme vos heures. Vous les retrouvez ici :`,
};

const hello = (firstName: string) => (firstName ? `Bonjour ${firstName},` : 'Bonjour,');

export const mail = {
  decision: (state: ToldState, facts: DecisionFacts) => ({
    subject: `${SUBJECTS[state]} : ${facts.mission}`,
    text: [
      hello(facts.firstName),
      SENTENCES[state](facts),
      facts.link,
      ...(facts.note ? [`Un mot de l’association :\n${facts.note}`] : []),
    ].join('\n\n'),
  }),
  newApplications: ({ mission, link }: { mission: string; link: string }) => ({
    subject: `Des personnes se proposent : ${mission}`,
    text: `Bonjour,\n\nQuelqu’un a écrit pour « ${mission} ». Répondez dans les deux jours, même pour dire non :\n\n${link}`,
  }),
  followUp: (
    due: 'remind' | 'escalate',
    { mission, days, link }: { mission: string; days: Delays; link: string },
  ) => ({
    subject: `Une réponse est attendue : ${mission}`,
    text:
      due === 'remind'
        ? `Bonjour,\n\nDes personnes se sont proposées pour « ${mission} » il y a plus de ${days.remindDays} jours et attendent votre réponse :\n\n${link}`
        : `Bonjour,\n\nDes personnes attendent depuis ${days.escalateDays} jours une réponse pour « ${mission} ». Après ${days.releaseDays} jours, nous leur proposerons d’autres missions. Toute personne qui gère les missions de l’association peut répondre :\n\n${link}`,
  }),
  alternatives: ({
    firstName,
    missions,
  }: {
    firstName: string;
    missions: readonly { title: string; link: string }[];
  }) => ({
    subject: 'D’autres missions pour vous',
    text: [
      hello(firstName),
      'Ces missions correspondent à ce que vous savez faire :',
      ...missions.map(({ title, link }) => `${title}\n${link}`),
    ].join('\n\n'),
  }),
  message: ({ mission, text, link }: { mission: string; text: string; link: string }) => ({
    subject: `Nouveau message : ${mission}`,
    text: `Bonjour,\n\nVous avez un message à propos de « ${mission} » :\n\n${text}\n\nRépondez sur cette page :\n\n${link}`,
  }),
  handedIn: ({ mission, link }: { mission: string; link: string }) => ({
    subject: `Un travail est rendu : ${mission}`,
    text: `Bonjour,\n\nUn travail vous est rendu pour « ${mission} ». Regardez-le, puis acceptez-le ou demandez une reprise :\n\n${link}`,
  }),
  judged: (
    verdict: 'accepted' | 'changes_asked',
    {
      firstName,
      mission,
      note,
      link,
    }: { firstName: string; mission: string; note: string; link: string },
  ) => ({
    subject: verdict === 'accepted' ? `Travail accepté : ${mission}` : `À reprendre : ${mission}`,
    text: [
      hello(firstName),
      verdict === 'accepted'
        ? `Votre travail pour « ${mission} » est accepté :`
        : `L’association vous demande une reprise pour « ${mission} » :`,
      link,
      ...(note ? [note] : []),
    ].join('\n\n'),
  }),
  corrected: ({ firstName, mission, before, after, reason, link }: CorrectedHours) => ({
    subject: `Vos heures ont été corrigées : ${mission}`,
    text: [
      hello(firstName),
      `L’association a corrigé les heures qu’elle avait confirmées pour « ${mission} » : ${minutesText(after)} au lieu de ${minutesText(before)}. Sa raison :`,
      reason,
      'Une attestation déjà remise avec les anciennes heures n’est plus valable. Vous pouvez en demander une nouvelle, ou répondre à l’association, sur cette page :',
      link,
    ].join('\n\n'),
  }),
  reviewed: (
    verdict: string,
    {
      mission,
      reason,
      note,
      link,
    }: { mission: string; reason: string; note: string; link: string },
  ) => ({
    subject:
      verdict === 'refuse' || verdict === 'flag' ? `À revoir : ${mission}` : `Publiée : ${mission}`,
    text:
      verdict === 'refuse' || verdict === 'flag'
        ? `Bonjour,\n\nLa mission « ${mission} » n’est pas en ligne. ${reason} :\n\n${note}\n\nModifiez-la ou demandez un second avis :\n\n${link}`
        : `Bonjour,\n\nLa mission « ${mission} » est en ligne :\n\n${link}`,
  }),
  toReview: ({
    mission,
    association,
    link,
  }: {
    mission: string;
    association: string;
    link: string;
  }) => ({
    subject: 'Des missions à relire',
    text: `Bonjour,\n\n${association} propose « ${mission} ». Les missions à relire :\n\n${link}`,
  }),
};
