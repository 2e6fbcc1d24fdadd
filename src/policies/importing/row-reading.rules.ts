import type { CivilDate } from '../../platform/civil-date.rules.js';
import { exemptionCodes, exemptionInWords } from '../exemptions.rules.js';
import type { PolicyQuestion } from '../policies.types.js';
import { personalDataIn, personalDataInWords } from '../../platform/personal-data.rules.js';
import { requestStateOf } from '../request-states.rules.js';
import type { RequestChanges, RequestState } from '../requests.types.js';
import { answerOf, partialDateOf } from './cell-answers.rules.js';
import type { FileRow, ImportFormat, TakenRow } from './importing.types.js';

/** What a row says, or why it cannot be taken; beside it what a reader has to know. */
export interface ReadRow {
  taken: TakenRow;
  problems: string[];
  warnings: string[];
}

/** Reads the cells of a row. `questionOf`: by the title of a column; undefined when it is left out. */
export function readRow(
  row: FileRow,
  {
    format,
    today,
    questionOf,
  }: { format: ImportFormat; today: CivilDate; questionOf: (title: string) => PolicyQuestion | undefined },
): ReadRow {
  const problems: string[] = row.broken === null ? [] : [row.broken];
  const warnings: string[] = [];
  if (row.body === '' && row.code === '') problems.push('It names no body.');
  const request = requestOf(row, today, problems);
  const answers: TakenRow['answers'] = {};
  for (const [title, cell] of Object.entries(row.answers)) {
    const question = questionOf(title);
    if (!question) continue;
    if (answers[question.key]) {
      problems.push(`Two columns answer the question “${question.shortName}”. Leave one of them out.`);
      continue;
    }
    const personal = personalDataIn(cell);
    if (personal.length > 0) {
      warnings.push(
        `The answer under “${title}” was left out: it seems to hold ${personal.map(personalDataInWords).join(', ')}. Write the role or the team mailbox.`,
      );
      continue;
    }
    const answer = answerOf(question, cell, format);
    answers[question.key] = answer;
    if (answer.note !== null) warnings.push(`${question.shortName}: ${answer.note}`);
  }
  return { taken: { request, answers }, problems, warnings };
}

function requestOf(row: FileRow, today: CivilDate, problems: string[]): RequestChanges {
  const request: RequestChanges = {};
  const state = row.state === '' ? undefined : stateOf(row.state);
  if (row.state !== '' && state === undefined)
    problems.push(`The state “${row.state}” is not known. docs/requests-import.md lists the states.`);
  if (state !== undefined) request.state = state;
  for (const [field, column] of [
    ['sentOn', 'sent_on'],
    ['answeredOn', 'answered_on'],
  ] as const) {
    if (row[field] === '') continue;
    const day = partialDateOf(row[field]);
    if (day?.length !== 10) problems.push(`“${row[field]}” in ${column} is no day such as 2026-11-23 or 23/11/2026.`);
    else if (day > today) problems.push(`The day in ${column}, ${day}, is in the future.`);
    else request[field] = day;
  }
  if (request.sentOn && request.answeredOn && request.answeredOn < request.sentOn)
    problems.push('It was answered before it was sent.');
  if (request.state === 'not_sent' && request.sentOn)
    problems.push('Its state is “not sent”, and it has a day of sending.');
  if (row.exemption !== '') {
    const code = exemptionCodes.find(
      (one) => one === row.exemption.toLowerCase() || exemptionInWords(one) === row.exemption,
    );
    if (code === undefined)
      problems.push(
        `The exemption “${row.exemption}” is not known. Write it as foia_12 for section 12 of the Act of 2000, or foisa_12.`,
      );
    else request.exemption = code;
  }
  if (row.url !== '') {
    if (isWebAddress(row.url)) request.url = row.url;
    else problems.push(`“${row.url}” is no address that begins with https:// or http://.`);
  }
  return request;
}

/** Exports end their labels with a full stop, and write keys with spaces. */
function stateOf(text: string): RequestState | undefined {
  const label = text.replace(/\.+$/, '').trim();
  return (
    requestStateOf(label) ??
    requestStateOf(label.replaceAll(/[\s-]+/g, '_')) ??
    (/overdue/i.test(label) ? 'waiting_response' : undefined)
  );
}

function isWebAddress(text: string): boolean {
  // URL is the platform's, and knows what an address is; the schemes are ours.
  return /^https?:\/\/[^\s/]+\.[^\s/]+/i.test(text) && !/[\s<>"]/.test(text);
}
