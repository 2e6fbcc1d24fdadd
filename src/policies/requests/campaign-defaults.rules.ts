import type { CampaignQuestion } from '../requests.types.js';

/** What the charity asks, to begin a campaign with. The words are for England and Wales; whoever starts a campaign edits them. */
export const usualQuestions: readonly CampaignQuestion[] = [
  {
    number: 1,
    wording:
      'Please send your current policy or policies on the responsibilities of staff towards a patient who has an advance decision to refuse treatment or a lasting power of attorney for health and welfare. They should cover how these are used when decisions are made, what staff do when they doubt that an advance decision is valid or applies, how attorneys are involved, and when an application to the Court of Protection is considered.',
  },
  {
    number: 2,
    wording:
      'Do you have a documented process for resolving a concern about how an advance decision or a lasting power of attorney is put into practice? If so, please send it.',
  },
  {
    number: 3,
    wording:
      'Which role or team oversees compliance with the Mental Capacity Act, and how can it be contacted? A job title and a team mailbox are enough.',
  },
];

export const usualLetter = `{{date}}

To: {{body}}

Dear Freedom of Information team,

Under the {{act}} I ask for the following information.

{{questions}}

Where a question is answered by a document, please send the document itself, with its date, version and review date. If you do not hold the information, please say so for each question.

I would like the answer in electronic form, by email. The last day to answer is 20 working days after you received this letter.

Yours faithfully,

Compassion in Dying`;
