import { type CivilDate, dateInWords } from '../../platform/civil-date.rules.js';

/** A message in plain text to a team's mailbox. */
export interface ReplyMail {
  subject: string;
  text: string;
}

interface Asked {
  site: string;
  provider: string;
  organisation: string;
  role: string;
  answerBy: CivilDate;
  link: string;
  contactEmail: string | null;
}

const letter = ({ site, provider, role, contactEmail }: Asked, ...paragraphs: string[]): string =>
  [
    `To the ${role},`,
    ...paragraphs,
    'Whoever has this link can read what it shows and answer for your Trust. Please hand it on only within your team.',
    ...(contactEmail === null ? [] : [`If this is not for you, or you would like to talk first: ${contactEmail}`]),
    `${provider}, through Beforehand\n${site}`,
  ].join('\n\n');

export function askForReply(asked: Asked, message: string | null): ReplyMail {
  return {
    subject: `${asked.organisation} and advance decisions: your reply before anything is public`,
    text: letter(
      asked,
      `We train healthcare staff on advance decisions to refuse treatment, with what the policies of their own Trust say. Before we say anything in public about ${asked.organisation} that you might see otherwise, we would like to hear from you.`,
      ...(message === null ? [] : [message]),
      `This page lists what we would say. On each point you can agree, tell us that it is wrong, or that a newer policy exists. You can also confirm what is still so. You need no account.`,
      asked.link,
      `Please answer by ${dateInWords(asked.answerBy)}. Your answer will stand beside what we say. If none comes by then, we may publish the points without it; you can still answer afterwards.`,
    ),
  };
}

export function remindOfReply(asked: Asked): ReplyMail {
  return {
    subject: `Reminder: your reply on ${asked.organisation}, by ${dateInWords(asked.answerBy)}`,
    text: letter(
      asked,
      `We wrote to you about what we would say in public about ${asked.organisation} and advance decisions, and have no answer yet.`,
      'Here is a new link to the same page. The earlier one works too.',
      asked.link,
      `Please answer by ${dateInWords(asked.answerBy)}. If none comes by then, we may publish the points without it.`,
    ),
  };
}
