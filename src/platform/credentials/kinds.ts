import type { Lang } from '../i18n/index.ts';
import type { JsonObject } from './formats/read.ts';
import { pinContext } from './proof/contexts.ts';

export interface ShownFact {
  readonly label: string;
  readonly value: string;
}

export interface ShownCredential {
  /** "Attestation de participation". */
  readonly title: string;
  /** In the order of reading; the holder first. */
  readonly facts: readonly ShownFact[];
}

/** What a service issues, and how it reads: see `credentials` of Service. */
export interface CredentialKind {
  /** `crises.attendance`: the service and the thing. */
  readonly name: string;
  /** `open_badge`: an Open Badges 3.0 AchievementCredential, which may be baked into an image. */
  readonly profile: 'open_badge' | 'plain';
  /** Type beside VerifiableCredential, of a plain kind, and the vocabulary that gives it a meaning. */
  readonly type?: string;
  readonly context?: object;
  show(document: JsonObject, lang: Lang): ShownCredential;
}

const kinds = new Map<string, CredentialKind>();

/** Called by app.ts for each kind that a service lists. */
export function onCredentialKind(kind: CredentialKind): void {
  kinds.set(kind.name, kind);
  if (kind.context) pinContext(kind.context);
}

export function kindNamed(name: string): CredentialKind {
  const kind = kinds.get(name);
  if (!kind) throw new Error(`No service issues credentials of the kind ${name}`);
  return kind;
}
