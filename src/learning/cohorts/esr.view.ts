import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import { localCompetence } from './esr.rules.js';

/** A cohort whose completions somebody takes to the Trust's ESR team. */
export interface EsrOf {
  title: string;
  trust: string;
  course: string;
  /** Of the form and its file. */
  action: string;
  back: string;
}

interface EsrView {
  title: string;
  cohort: string;
  trust: string;
  back: { href: string; text: string };
  action: string;
  vpd: string;
  example: string;
  errors: FieldError[];
}
export const esrPage = definePage<EsrView>('learning/cohorts/esr');

export function esrView({ title, trust, course, action, back }: EsrOf, vpd: string, errors: FieldError[]): EsrView {
  return {
    title: 'A file for ESR',
    cohort: title,
    trust,
    back: { href: back, text: title },
    action,
    vpd,
    example: localCompetence('123', course),
    errors,
  };
}
