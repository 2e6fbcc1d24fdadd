import { nations, organisationKinds, sectors } from '../../organisations/organisations.types.js';
import { requestStates } from '../../policies/requests.types.js';
import { answerStates, questionKinds, questionTopics, standings } from '../../policies/policies.types.js';

/** A field of Table Schema (specs.frictionlessdata.io/table-schema). */
export interface Field {
  name: string;
  type: 'string' | 'date' | 'boolean' | 'integer';
  description: string;
  format?: 'uri';
  constraints?: { required?: true; enum?: readonly string[]; pattern?: string };
}

export const resourceNames = ['organisations', 'questions', 'facts', 'requests'] as const;
export type ResourceName = (typeof resourceNames)[number];

/** One table of the open data: its dictionary, from which page, data package and files are made alike. */
export interface Resource {
  name: ResourceName;
  title: string;
  description: string;
  fields: Field[];
  primaryKey: string[];
  foreignKeys: { fields: string; reference: { resource: ResourceName; fields: string } }[];
}

/** A day, a month or a year: as precisely as the source gives it. */
const PARTIAL_DATE = String.raw`\d{4}(-\d{2}(-\d{2})?)?`;

/** Those of requests that were sent: the others are no more than a plan. */
const openStates = requestStates.filter((state) => state !== 'not_sent');

const required = { required: true } as const;
const oneOf = (values: readonly string[]) => ({ enum: values });
const organisationCode: Field = {
  name: 'organisation_code',
  type: 'string',
  description: 'Which organisation: its code in organisations.csv.',
  constraints: required,
};
const belongsTo = { fields: 'organisation_code', reference: { resource: 'organisations', fields: 'code' } } as const;

export const resources: readonly Resource[] = [
  {
    name: 'organisations',
    title: 'Organisations',
    description:
      'NHS trusts, care trusts, health boards and Health and Social Care trusts of the United Kingdom. An empty cell is not known, save that an organisation without closed_on is open as far as our sources say.',
    primaryKey: ['code'],
    foreignKeys: [],
    fields: [
      { name: 'code', type: 'string', description: 'ODS code, else GSS code, else our own.', constraints: required },
      { name: 'ods_code', type: 'string', description: 'Code of the NHS Organisation Data Service.' },
      { name: 'name', type: 'string', description: 'Readable name.', constraints: required },
      { name: 'kind', type: 'string', description: 'What it is.', constraints: oneOf(organisationKinds) },
      { name: 'nation', type: 'string', description: 'Whose law applies.', constraints: oneOf(nations) },
      { name: 'region', type: 'string', description: 'Code of its NHS England region.' },
      { name: 'icb', type: 'string', description: 'Code of its integrated care board.' },
      {
        name: 'sector',
        type: 'string',
        description: 'What it mainly does, as we see it.',
        constraints: oneOf(sectors),
      },
      { name: 'opened_on', type: 'date', description: 'First day.' },
      { name: 'closed_on', type: 'date', description: 'Last day.' },
      { name: 'profile_revision', type: 'integer', description: 'Number of the revision of what is known of it.' },
    ],
  },
  {
    name: 'questions',
    title: 'Policy questions',
    description: 'What is asked of every policy, with the answers that can be chosen.',
    primaryKey: ['key'],
    foreignKeys: [],
    fields: [
      { name: 'key', type: 'string', description: 'Names the question.', constraints: required },
      { name: 'wording', type: 'string', description: 'The question.', constraints: required },
      { name: 'topic', type: 'string', description: 'What it is about.', constraints: oneOf(questionTopics) },
      { name: 'kind', type: 'string', description: 'The form of an answer.', constraints: oneOf(questionKinds) },
      { name: 'options', type: 'string', description: 'What can be chosen: value=label, separated by semicolons.' },
      { name: 'retired', type: 'boolean', description: 'Whether it is asked no more.', constraints: required },
    ],
  },
  {
    name: 'facts',
    title: 'Verified facts',
    description:
      'What a source says about the policy of an organisation on one question, compared with that source by a second person. No row means that it is not known, never that a policy is silent. Answers that would show a gap at a named Trust (absent, unclear, not_held) are left out until the Trust has had its right of reply on that very gap. Words of a source stand here only where its owner permits it; paraphrases are ours.',
    primaryKey: ['id'],
    foreignKeys: [belongsTo, { fields: 'question', reference: { resource: 'questions', fields: 'key' } }],
    fields: [
      { name: 'id', type: 'string', description: 'Names the fact for good.', constraints: required },
      organisationCode,
      { name: 'question', type: 'string', description: 'Key of the question.', constraints: required },
      { name: 'state', type: 'string', description: 'What became of the question.', constraints: oneOf(answerStates) },
      { name: 'value', type: 'string', description: 'The answer; several are separated by commas.' },
      { name: 'paraphrase', type: 'string', description: 'What the source says, in our words.' },
      { name: 'quote', type: 'string', description: 'Its own words, where its owner permits it.' },
      { name: 'locator', type: 'string', description: 'Where in the source.' },
      { name: 'standing', type: 'string', description: 'How good the source is.', constraints: oneOf(standings) },
      {
        name: 'ages_from',
        type: 'string',
        description: 'From when its age counts: confirmation, reply, or the document’s own date. Empty counts as old.',
        constraints: { pattern: PARTIAL_DATE },
      },
      {
        name: 'holds',
        type: 'boolean',
        description: 'Whether it is the best there is on its question.',
        constraints: required,
      },
      { name: 'source_title', type: 'string', description: 'The document.', constraints: required },
      { name: 'source_url', type: 'string', format: 'uri', description: 'Where it was seen.' },
      {
        name: 'document_date',
        type: 'string',
        description: 'The document’s own date, as precisely as it gives it.',
        constraints: { pattern: PARTIAL_DATE },
      },
      { name: 'seen_on', type: 'date', description: 'When we last saw it.' },
      { name: 'source_owner', type: 'string', description: 'Who owns the source, else who published it.' },
      {
        name: 'source_licence',
        type: 'string',
        description: 'Its licence, where one is known. The rows are ours; the source is not.',
      },
      { name: 'verified_on', type: 'date', description: 'When a second person compared it.', constraints: required },
    ],
  },
  {
    name: 'requests',
    title: 'Freedom of Information requests',
    description:
      'Who was sent a request in which campaign, and how the request stands, in the states that WhatDoTheyKnow uses. No correspondence and no names.',
    primaryKey: ['campaign', 'organisation_code'],
    foreignKeys: [belongsTo],
    fields: [
      { name: 'campaign', type: 'string', description: 'Name of the campaign.', constraints: required },
      organisationCode,
      { name: 'state', type: 'string', description: 'How it stands.', constraints: oneOf(openStates) },
      { name: 'sent_on', type: 'date', description: 'When it was sent.' },
      { name: 'due_on', type: 'date', description: 'The last day to answer by the Act that applies.' },
      { name: 'answered_on', type: 'date', description: 'When it was answered.' },
      { name: 'exemption', type: 'string', description: 'Under which provision it was refused, such as foia_43.' },
      { name: 'url', type: 'string', format: 'uri', description: 'The request on WhatDoTheyKnow.' },
    ],
  },
];
