import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import type { AddressFormView, DeadLinkView, MailSentView } from '../registering/registration.view.js';

export interface NewPasswordView {
  title: string;
  action: string;
  errors: FieldError[];
}

export const askResetPage = definePage<AddressFormView>('accounts/ask-reset');
export const resetSentPage = definePage<MailSentView>('accounts/reset-sent');
export const newPasswordPage = definePage<NewPasswordView>('accounts/new-password');
export const deadResetPage = definePage<DeadLinkView>('accounts/dead-reset');
