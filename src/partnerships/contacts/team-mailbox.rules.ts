/** Words that name a role or a team. */
const roleWords =
  /\b(?:lead|team|teams|manager|management|officer|office|head|service|services|nurse|matron|director|committee|group|department|adviser|advisor|secretary|coordinator|co-ordinator|governance|safeguarding|practitioner|specialist|consultant|facilitator|trainer|education|training|learning|solicitor|legal|facilitators|chair|board|desk|unit|helpline|pals|clerk|partner|guardian|representative|administrator|secretariat)\b/i;
const mailboxWords =
  /(?:mca|capacity|consent|safeguard|dols|lps|foi|freedom|information|polic|team|enquir|inquir|info|office|governance|legal|resus|eolc|endoflife|end-of-life|palliative|training|learning|education|admin|pals|contact|service|support|advice|clinical|quality|ethic|acp|respect|lead|trust|board|complain|engage|partnership|hello|mail)/i;
const titles = /\b(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|sister|rev)\b\.?/i;

/** Why the words are not a role; null when they may be one. A role stays when a person leaves, and is no personal data. */
export function roleDoubt(role: string): string | null {
  if (titles.test(role)) return 'Give the role or team without anybody’s name or title';
  if (/[@\d]/.test(role)) return 'Give a role or team in words, such as “Mental Capacity Act lead”';
  if (!roleWords.test(role)) return 'Give a role or team, such as “Mental Capacity Act lead”, not a person’s name';
  return null;
}

/**
 * Whether an address looks like a team's: `person` when it is built like somebody's name, `unsure` when nothing in it
 * tells. Mail to a person would be personal data, and would reach nobody once they leave.
 */
export function mailboxDoubt(email: string): 'person' | 'unsure' | null {
  const local = email.split('@')[0] ?? '';
  if (mailboxWords.test(local)) return null;
  const parts = local.split(/[._-]/).filter((part) => !/^\d+$/.test(part));
  const isName = parts.length >= 2 && parts.every((part) => /^[a-z']{1,20}\d{0,3}$/i.test(part));
  return isName ? 'person' : 'unsure';
}
