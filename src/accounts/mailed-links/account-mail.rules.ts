/**
 * A message in plain text. None holds what somebody typed, not even a name: whoever registers a stranger's address
 * could else send that stranger any words they like.
 */
export interface AccountMail {
  subject: string;
  text: string;
}

export const CONFIRM_HOURS = 24;
export const RESET_HOURS = 2;

/** `site` is the address of the product, as people reach it. */
const letter = (site: string, ...paragraphs: string[]): string =>
  ['Hello,', ...paragraphs, `Beforehand\n${site}`].join('\n\n');

export function confirmAddressMail(site: string, link: string): AccountMail {
  return {
    subject: 'Confirm your address',
    text: letter(
      site,
      'Open this link and enter the password that you chose. Your address is confirmed then, and you are signed in.',
      link,
      `The link works for ${String(CONFIRM_HOURS)} hours. If you did not register with Beforehand, do nothing: without your confirmation the account cannot be used.`,
    ),
  };
}

/** The last message to somebody who had their account erased. */
export function erasedMail(site: string): AccountMail {
  return {
    subject: 'Your account is erased',
    text: letter(
      site,
      'As you asked, your account and what was held of you are deleted. Certificates that you have can still be checked by their number; what was kept for that, and why, stood on the page on which you asked.',
      'This is our last message. We delete it, and your address with it, once your mail server has taken it.',
      'If it was not you who asked, somebody knew your password. Nothing can be brought back; you may register again.',
    ),
  };
}

export function alreadyRegisteredMail(site: string, links: { signIn: string; reset: string }): AccountMail {
  return {
    subject: 'You have an account already',
    text: letter(
      site,
      'Somebody, perhaps you, asked to register or to confirm this address. You have an account already; nothing was changed.',
      `Sign in: ${links.signIn}`,
      `If you have forgotten your password: ${links.reset}`,
    ),
  };
}

export function resetPasswordMail(site: string, link: string): AccountMail {
  return {
    subject: 'Choose a new password',
    text: letter(
      site,
      'Open this link to choose a new password.',
      link,
      `The link works for ${String(RESET_HOURS)} hours, and once. If you did not ask for it, do nothing: your password stays as it is.`,
    ),
  };
}

export function passwordChangedMail(site: string, links: { reset: string }): AccountMail {
  return {
    subject: 'Your password was changed',
    text: letter(
      site,
      'The password of your account was changed, and every other device was signed out.',
      `If this was not you, choose a new password now: ${links.reset}`,
    ),
  };
}

export function deactivatedMail(site: string): AccountMail {
  return {
    subject: 'Your account is closed',
    text: letter(
      site,
      'Somebody, perhaps you, asked for access to the account with this address. An administrator has closed it. If you think that this is a mistake, write to whoever runs your installation of Beforehand.',
    ),
  };
}
