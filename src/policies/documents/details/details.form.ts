import { z } from 'zod';
import { type CivilDate, earliestDay } from '../../../platform/civil-date.rules.js';
import { documentBases, type DocumentDetails } from '../../documents.types.js';
import { documentSubjects, mayPublishAnswers } from '../../policies.types.js';
import { typedDate } from './typed-date.rules.js';
import { isId } from '../../../platform/database/new-id.js';

/** Dates that come in three fields. Those who saw or sent something did so on a day; documents may name a month or a year. */
const days = ['repliedOn', 'seenOn'] as const;
const attributeDates = ['ratifiedOn', 'effectiveOn', 'reviewOn', 'expiresOn'] as const;
const dates = [...days, 'documentDate', ...attributeDates] as const;

const line = (longest: number, problem: string) =>
  z
    .string()
    .trim()
    .max(longest, problem)
    .transform((text) => (text === '' ? null : text))
    .nullable()
    .default(null);
const chosen = line(100, 'Choose one of the list').refine(
  (value) => value === null || isId(value),
  'Choose one of the list',
);
const wrong = 'none';
const date = z
  .string()
  .nullable()
  .refine((value) => value !== wrong, 'Enter a date that exists: a day, a month and year, or a year');

const fields = z.object({
  title: z
    .string('Enter the title')
    .trim()
    .min(1, 'Enter the title that stands on the document')
    .max(300, 'Keep the title under 300 characters'),
  subject: z.enum(documentSubjects, 'Choose what the document is mainly about'),
  standing: z.enum(documentBases, 'Choose how the document came to you'),
  requestId: chosen,
  url: line(2000, 'Keep the address under 2,000 characters').refine(
    (value) => value === null || isWebAddress(value),
    'Enter an address that begins with https:// or http://',
  ),
  publisher: line(200, 'Keep the publisher under 200 characters'),
  reference: line(100, 'Keep the reference under 100 characters'),
  version: line(100, 'Keep the version under 100 characters'),
  committee: line(200, 'Keep the committee under 200 characters'),
  ownerRole: line(200, 'Keep the role under 200 characters'),
  replaces: chosen,
  copyrightOwner: line(200, 'Keep the owner under 200 characters'),
  licence: line(200, 'Keep the licence under 200 characters'),
  mayPublish: z.enum(mayPublishAnswers).default('unknown'),
  ...(Object.fromEntries(dates.map((name) => [name, date])) as Record<(typeof dates)[number], typeof date>),
});
type Fields = z.output<typeof fields>;

/**
 * What is said of a document, on a day: nothing was seen or answered after it. Of one that facts were read in (`isCited`)
 * the form does not ask how it came, and what it answers on that is not used.
 */
export function detailsForm(today: CivilDate, isCited = false) {
  return z.preprocess(
    (body) => (isCited ? { ...withDates(body), standing: 'archived' } : withDates(body)),
    fields
      .superRefine((values, context) => {
        if (isCited) return;
        for (const [field, message] of problemsOf(values, today))
          context.addIssue({ code: 'custom', path: [field], message });
      })
      .transform(detailsOf),
  );
}

function withDates(body: unknown): Record<string, unknown> {
  const typed = (body ?? {}) as Record<string, unknown>;
  const read = dates.map((name) => {
    const found = typedDate(typed, name);
    return [name, found.ok ? found.date : wrong] as const;
  });
  return { ...typed, ...Object.fromEntries(read) };
}

function problemsOf(values: Fields, today: CivilDate): [keyof Fields, string][] {
  const problems: [keyof Fields, string][] = [];
  const { standing, documentDate } = values;
  if (standing === 'foi_reply' && values.repliedOn === null) problems.push(['repliedOn', 'Enter the day of the reply']);
  if (standing !== 'foi_reply' && values.seenOn === null)
    problems.push(['seenOn', 'Enter the day on which you found it there']);
  if (standing === 'published' && values.url === null)
    problems.push(['url', 'Enter the address at which the Trust publishes it']);
  if (standing === 'published_regionally' && values.publisher === null)
    problems.push(['publisher', 'Enter who publishes it, such as the ICB']);
  for (const day of days)
    if (values[day] !== null && values[day].length < 10)
      problems.push([day, 'Enter the whole day, such as 23 11 2026']);
    else if (values[day] !== null && values[day] > today) problems.push([day, 'Enter a day that is not in the future']);
  if (documentDate !== null && earliestDay(documentDate) > today)
    problems.push(['documentDate', 'Enter a date that is not in the future. When it takes effect is asked below']);
  return problems;
}

/** Only what belongs to the way it came counts: the fields of the other ways may hold what was typed before. */
function detailsOf(values: Fields): Omit<DocumentDetails, 'organisationId'> {
  const isReply = values.standing === 'foi_reply';
  const { reference, version, committee, ownerRole, ratifiedOn, effectiveOn, reviewOn, expiresOn } = values;
  return {
    title: values.title,
    subject: values.subject,
    standing: values.standing,
    requestId: isReply ? values.requestId : null,
    repliedOn: isReply ? values.repliedOn : null,
    seenOn: isReply ? null : values.seenOn,
    url: isReply ? null : values.url,
    publisher: isReply ? null : values.publisher,
    documentDate: values.documentDate,
    attributes: { reference, version, committee, ownerRole, ratifiedOn, effectiveOn, reviewOn, expiresOn },
    replaces: values.replaces,
    copyrightOwner: values.copyrightOwner,
    licence: values.licence,
    mayPublish: values.mayPublish,
  };
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
