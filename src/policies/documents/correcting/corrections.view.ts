import type { FieldError } from '../../../platform/http/form.js';
import { definePage } from '../../../platform/views/page.js';
import type { DetailsView } from '../details/details.view.js';

export interface CorrectionView {
  title: string;
  caption: string;
  documentHref: string;
  action: string;
  details: DetailsView;
  errors: FieldError[];
}

export const correctionPage = definePage<CorrectionView>('documents/correction');
