/** How long courses are, as people choose among them. */
export const courseLengths = ['short', 'hour', 'half_day', 'long'] as const;
export type CourseLength = (typeof courseLengths)[number];

/** The most minutes of each length; null where there is no end. */
export const mostMinutes: Record<CourseLength, number | null> = { short: 30, hour: 60, half_day: 180, long: null };

const words: Record<CourseLength, string> = {
  short: 'Up to 30 minutes',
  hour: 'More than 30 minutes, up to an hour',
  half_day: 'More than one hour, up to three',
  long: 'More than three hours',
};

/** A length as a choice. */
export const courseLengthInWords = (length: CourseLength): string => words[length];

/** The minutes above which, and up to which, a course is of that length. */
export function minutesOf(length: CourseLength): { above: number; upTo: number | null } {
  const before = courseLengths[courseLengths.indexOf(length) - 1];
  return { above: before === undefined ? 0 : (mostMinutes[before] ?? 0), upTo: mostMinutes[length] };
}
