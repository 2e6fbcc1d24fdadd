import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import type { ChosenOrganisation, ElsewhereView, SuccessorsView, WorkplaceSearchView } from './choosing.view.js';

/** Add a workplace: exactly one of the four steps is there. */
export interface NewWorkplaceView {
  title: string;
  action: string;
  accountHref: string;
  otherWorkplaceHref: string;
  search: WorkplaceSearchView | null;
  closed: SuccessorsView | null;
  organisation: ChosenOrganisation | null;
  elsewhere: ElsewhereView | null;
  typed: Record<'kind' | 'workplaceName' | 'nation' | 'area', string | null>;
  errors: FieldError[];
}

export const newWorkplacePage = definePage<NewWorkplaceView>('accounts/new-workplace');
