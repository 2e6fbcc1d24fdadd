import type { FieldError } from '../../../platform/http/form.js';
import { definePage } from '../../../platform/views/page.js';

export interface WithdrawalView {
  title: string;
  caption: string;
  documentHref: string;
  action: string;
  /** Why it cannot be withdrawn. */
  whyNot: string[];
  holdsCopy: boolean;
  reason: string;
  errors: FieldError[];
}

export const withdrawalPage = definePage<WithdrawalView>('documents/withdrawal');
