/** As much of the verifier of Verifiable Credentials as the tests use; its packages bring no types. */
declare module '@digitalbazaar/vc' {
  interface StatusResult {
    verified: boolean;
    results: { status: boolean }[];
  }
  type Loader = (url: string) => Promise<{ documentUrl: string; document: unknown }>;
  export function verifyCredential(options: {
    credential: object;
    suite: unknown;
    documentLoader: Loader;
    checkStatus: (options: object) => Promise<StatusResult>;
    now?: Date;
  }): Promise<{ verified: boolean; statusResult?: StatusResult }>;
}
declare module '@digitalbazaar/data-integrity' {
  export class DataIntegrityProof {
    constructor(options: { cryptosuite: unknown });
  }
}
declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: unknown;
}
declare module '@digitalbazaar/vc-bitstring-status-list' {
  export function checkStatus(options: object): Promise<{ verified: boolean; results: { status: boolean }[] }>;
}
/** The validators of another's wallet; its own types cannot be found from an ES module. */
declare module '@learncard/types' {
  export const AchievementCredentialValidator: { safeParse(value: unknown): { success: boolean; error?: Error } };
}
