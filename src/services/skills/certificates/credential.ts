import type { CredentialKind, JsonObject, NewCredential } from '#platform/credentials/index.ts';
import type { Lang } from '#platform/i18n/index.ts';
import type { CertifiedResult } from '../domain/sessions/certified.ts';
import { texts } from '../messages/index.ts';

export const CERTIFICATE = 'skills.certificate';
const DIGCOMP = 'https://joint-research-centre.ec.europa.eu/digcomp_en';

export interface CertificateFacts {
  readonly lang: Lang;
  readonly candidateId: string;
  readonly accountId: string;
  readonly name: string;
  readonly space: string;
  /** When the session took place. */
  readonly day: string;
  readonly result: CertifiedResult;
}

/** Open Badges 3.0: a level of DigComp 2.2 with its interval, measured in front of a supervisor. */
export function certificateCredential(facts: CertificateFacts): NewCredential {
  const { lang, candidateId, accountId, name, space, day, result } = facts;
  const m = texts(lang).certificate;
  const id = `urn:uuid:${candidateId}`;
  const level = `${id}#level`;
  const interval = `${id}#interval`;
  return {
    kind: CERTIFICATE,
    // One in each language: the text is signed too.
    about: `${candidateId} ${lang}`,
    holder: { kind: 'person', id: accountId },
    name: m.title,
    description: m.description,
    subject: {
      identifier: [
        { type: 'IdentityObject', hashed: false, identityType: 'name', identityHash: name },
      ],
      activityEndDate: day,
      achievement: {
        id: `${id}#achievement`,
        type: ['Achievement'],
        name: m.achievement(result.level),
        description: m.description,
        criteria: { narrative: m.criteria(space) },
        achievementType: 'Certification',
        alignment: [
          {
            type: ['Alignment'],
            targetName: m.digcomp(result.level),
            targetUrl: DIGCOMP,
            targetFramework: 'DigComp 2.2',
            targetCode: `level-${result.level}`,
          },
        ],
        resultDescription: [
          {
            id: level,
            type: ['ResultDescription'],
            name: m.level,
            resultType: 'RawScore',
            valueMin: '1',
            valueMax: '8',
          },
          {
            id: interval,
            type: ['ResultDescription'],
            name: m.interval,
            resultType: 'ext:Interval95',
          },
        ],
      },
      result: [
        { type: ['Result'], resultDescription: level, value: String(result.level) },
        { type: ['Result'], resultDescription: interval, value: `${result.from}-${result.to}` },
      ],
    },
  };
}

/** How its public page reads; from the signed text alone. */
export const certificateKind: CredentialKind = {
  name: CERTIFICATE,
  profile: 'open_badge',
  show(document: JsonObject, lang) {
    const m = texts(lang).certificate;
    const subject = Object(document.credentialSubject);
    const [level, interval] = subject.result ?? [];
    const [from = '', to = ''] = String(interval?.value).split('-');
    return {
      title: m.title,
      facts: [
        { label: m.holder, value: String(subject.identifier?.[0]?.identityHash) },
        { label: m.level, value: m.levelWords(Number(level?.value)) },
        { label: m.interval, value: m.intervalWords(Number(from), Number(to)) },
        { label: m.day, value: m.date(String(subject.activityEndDate)) },
        { label: m.how, value: String(subject.achievement?.criteria?.narrative) },
        { label: m.framework, value: 'DigComp 2.2' },
      ],
    };
  },
};
