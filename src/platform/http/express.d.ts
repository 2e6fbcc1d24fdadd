import type { SignedInPerson } from './permissions.types.js';

declare global {
  namespace Express {
    interface Request {
      /** Given by the product to every request; in log lines, error pages and jobs. */
      requestId: string;
      /** Whoever is signed in. */
      person?: SignedInPerson;
      /** Whoever is behind the stored session, as it was read with it. */
      personOfSession?: SignedInPerson | null;
      /** Shows the sentence once, on the next page that this browser is sent. */
      notify(message: string): void;
      /** The token for a form on the page being made; sets its cookie when first asked. */
      csrf(): string;
      /** The file of an upload was left out because it is too large (see upload.ts). */
      uploadTooLarge?: boolean;
      /** Throws StaleForm when the token of the submitted form is not good. Done for every form; uploads do it after reading. */
      checkForm(): void;
    }
  }
}

declare module 'express-session' {
  interface SessionData {
    personId?: string;
    notice?: string;
    touchedAt?: number;
  }
}
