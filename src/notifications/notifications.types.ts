/** What people are told about, each in mail of its own. */
export const noticeKinds = [
  'due',
  'overdue',
  'unfinished',
  'version',
  'certificate',
  'expiring',
  'policy',
  'moved',
  'corrected',
  'retired',
  'reopened',
  'review',
  'practice',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What somebody chooses: whether they want mail of these kinds at all. */
export const topics = ['reminders', 'courses', 'certificates', 'practice', 'news'] as const;
export type Topic = (typeof topics)[number];

/**
 * What comes of what somebody does here is service mail, sent until they decline it. News is direct marketing: it waits for
 * consent (Privacy and Electronic Communications Regulations 2003, regulation 22).
 */
export const topicsWithConsent: readonly Topic[] = ['news'];

/** How a choice was made: by the boxes of one's own page, or by a link in a mail. */
export type ChoiceMade = 'own page' | 'link in a mail';
