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
export const topics = ['reminders', 'courses', 'certificates', 'practice'] as const;
export type Topic = (typeof topics)[number];
