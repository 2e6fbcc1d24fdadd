import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';

export interface SignInView {
  title: string;
  action: string;
  typed: { email: string | null };
  errors: FieldError[];
  /** Where to go on, a path of this site. */
  next: string | null;
  resetHref: string;
  confirmHref: string;
  registerHref: string;
  /** Accounts to try the product with; null in a real installation. */
  sample: { password: string; accounts: { email: string; who: string }[] } | null;
}

export const signInPage = definePage<SignInView>('accounts/sign-in');
