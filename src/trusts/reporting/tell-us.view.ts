import type { OrganisationSummary } from '../../organisations/organisations.types.js';
import { dateInWords, londonDate } from '../../platform/civil-date.rules.js';
import type { FieldError } from '../../platform/http/form.js';
import { definePage } from '../../platform/views/page.js';
import type { PolicyQuestion } from '../../policies/policies.types.js';
import { trustsPaths } from '../paths.js';
import { reportKindInWords, reportOutcome } from './report-words.rules.js';
import { type Report, reportKinds } from './reports.types.js';

interface TellUsView {
  title: string;
  trust: string;
  trustHref: string;
  fictional: boolean;
  action: string;
  kinds: { value: string; text: string }[];
  questions: { value: string; text: string }[];
  typed: Record<string, string>;
  errors: FieldError[];
  /** Something in the words looks like personal data. */
  warned: boolean;
}

interface SentView {
  title: string;
  trust: string;
  trustHref: string;
  reference: string;
  sentOn: string;
  outcome: string;
  /** Nobody has settled it. */
  waiting: boolean;
  mailed: boolean;
}

export const tellUsPage = definePage<TellUsView>('trusts/reports/new');
export const sentPage = definePage<SentView>('trusts/reports/sent');

export function tellUsView(
  { code, name, fictional }: OrganisationSummary,
  questions: readonly PolicyQuestion[],
  typed: Record<string, string>,
  errors: FieldError[],
): TellUsView {
  return {
    title: `Tell us: ${name}`,
    trust: name,
    trustHref: trustsPaths.trust(code),
    fictional,
    action: trustsPaths.sendReport(code),
    kinds: reportKinds.map((value) => ({ value, text: reportKindInWords(value) })),
    questions: questions
      .filter(({ retired }) => !retired)
      .map(({ key, shortName }) => ({ value: key, text: shortName })),
    typed,
    errors,
    warned: typed['harmless'] === 'yes' || errors.some(({ message }) => message.includes('personal data')),
  };
}

export function sentView({ code, name }: OrganisationSummary, report: Report): SentView {
  return {
    title: 'Thank you for telling us',
    trust: name,
    trustHref: trustsPaths.trust(code),
    reference: report.reference,
    sentOn: dateInWords(londonDate(report.sentAt)),
    outcome: reportOutcome(report.state),
    waiting: report.state === 'new',
    mailed: report.email !== null,
  };
}
