import { type CivilDate, dateInWords } from '../../platform/civil-date.rules.js';

/** For how many days an invitation can be taken up. */
export const INVITATION_DAYS = 60;

export interface InvitationFacts {
  site: string;
  /** Who runs this installation. */
  provider: string;
  link: string;
  privacy: string;
  course: string;
  givenBy: string;
  dueOn: CivilDate | null;
  invitedOn: CivilDate;
  expiresOn: CivilDate;
}

/**
 * The mail to somebody whose address another person gave us. It says what UK GDPR Article 14 asks for: who gave what, what
 * it is used for, for how long, and how to object. Pure.
 */
export function invitationMail(facts: InvitationFacts): { subject: string; text: string } {
  const due = facts.dueOn === null ? '' : ` Please finish it by ${dateInWords(facts.dueOn)}.`;
  return {
    subject: `You are invited to take “${facts.course}”`,
    text: [
      'Hello,',
      `${facts.givenBy} invites you to take the course “${facts.course}” on Beforehand, training on advance decisions for healthcare staff.${due}`,
      `Open your invitation: ${facts.link}`,
      `It works until ${dateInWords(facts.expiresOn)}, for you alone. Register with the address to which this mail was sent, and you are enrolled as soon as you have confirmed it.`,
      'WHY YOU GET THIS MAIL, AND WHAT WE HOLD',
      `We did not get your details from you: ${facts.givenBy} gave them to us on ${dateInWords(facts.invitedOn)}. They are your email address and, where they were on the list, your name, where you work and your profession. ${facts.provider}, which runs this installation, uses them to invite you and for nothing else, and passes them on to nobody.`,
      `If you do nothing, they are deleted after ${dateInWords(facts.expiresOn)}. If you want them deleted at once, press “Delete my details” on the page of the invitation; no account is needed.`,
      `You may ask what is held about you, have it put right, and object. Who is responsible and your other rights, with that to complain to the Information Commissioner’s Office, stand at ${facts.privacy}`,
      `Beforehand\n${facts.site}`,
    ].join('\n\n'),
  };
}
