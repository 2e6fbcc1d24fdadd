import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import type { Certificate } from '../certificates.types.js';
import { certificatesPaths } from '../paths.js';
import { detailsOf } from './correction.rules.js';

export interface CorrectionView {
  title: string;
  certificateHref: string;
  number: string;
  course: string;
  action: string;
  typed: { name: string; registrationNumber: string | null; workplace: string | null; note: string | null };
  errors: FieldError[];
}

export const correctionPage = definePage<CorrectionView>('certificates/correction');

export function correctionView(
  { number, snapshot }: Certificate,
  typed: Record<string, string> | null,
  errors: FieldError[],
): CorrectionView {
  const given = detailsOf(snapshot);
  return {
    title: 'Correct a certificate',
    certificateHref: certificatesPaths.certificate(number),
    number,
    course: snapshot.course.title,
    action: certificatesPaths.corrections(number),
    typed:
      typed === null
        ? { ...given, note: null }
        : {
            name: typed['name'] ?? '',
            registrationNumber: typed['registrationNumber'] ?? null,
            workplace: typed['workplace'] ?? null,
            note: typed['note'] ?? null,
          },
    errors,
  };
}
