import { type CivilDate, dateInWords } from '../platform/civil-date.rules.js';
import type { ActivityKind, ActivitySetting, CodeTheme, NotCounted } from './portfolio.types.js';

const kindNames: Record<ActivityKind, string> = {
  online: 'Online learning on my own',
  session: 'Course, workshop or webinar with others',
  conference: 'Conference or event',
  reading: 'Reading or research on my own',
  supervision: 'Supervision, coaching or mentoring',
  peer_review: 'Peer review or case discussion',
  work_based: 'Learning at work: shadowing, audit, a project',
  teaching: 'Teaching or training others',
  other: 'Something else',
};

/** As the NMC writes them. */
const themeNames: Record<CodeTheme, string> = {
  prioritise: 'Prioritise people',
  practise: 'Practise effectively',
  preserve: 'Preserve safety',
  promote: 'Promote professionalism and trust',
};

const settingNames: Record<ActivitySetting, string> = {
  internal: 'My own employer',
  external: 'Somebody else',
  personal: 'I did it on my own account',
};

const notCountedWords: Record<NonNullable<NotCounted>, string> = {
  sample: 'Sample: does not count',
  revoked: 'Revoked: does not count',
};

export const kindName = (kind: ActivityKind): string => kindNames[kind];
export const themeName = (theme: CodeTheme): string => themeNames[theme];
export const settingName = (setting: ActivitySetting): string => settingNames[setting];
export const notCountedName = (why: NonNullable<NotCounted>): string => notCountedWords[why];

/** "14 March 2026", or from when to when. */
export function daysInWords(startedOn: CivilDate, endedOn: CivilDate): string {
  return startedOn === endedOn ? dateInWords(endedOn) : `${dateInWords(startedOn)} to ${dateInWords(endedOn)}`;
}

/** "1.5 hours", "1 hour", to the hundredth. */
export function hoursOf(hours: number): string {
  const rounded = Math.round(hours * 100) / 100;
  return `${rounded.toLocaleString('en-GB')} ${rounded === 1 ? 'hour' : 'hours'}`;
}
