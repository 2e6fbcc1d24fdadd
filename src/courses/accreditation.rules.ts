import type { CivilDate } from '../platform/civil-date.rules.js';
import type { OutcomeRow } from './outcome-matrix.rules.js';

/** What somebody had to do with a course. */
export const courseParts = ['author', 'clinical', 'legal', 'peer', 'other'] as const;
export type CoursePart = (typeof courseParts)[number];

const partNames: Record<CoursePart, string> = {
  author: 'Author',
  clinical: 'Clinical reviewer',
  legal: 'Legal reviewer',
  peer: 'Peer reviewer',
  other: 'Other contributor',
};
export const partName = (part: CoursePart): string => partNames[part];

/** Who had a part in a course, and what they declare. */
export interface Declaration {
  id: string;
  part: CoursePart;
  name: string;
  credentials: string;
  interests: string;
  declaredOn: CivilDate;
}

/** That people worked through a version while their time was taken. */
export interface Pilot {
  id: string;
  version: number;
  heldOn: CivilDate;
  people: number;
  medianMinutes: number;
  shortestMinutes: number;
  longestMinutes: number;
  note: string | null;
}

/** As much of a version as the rules need. */
interface ToAccredit {
  aims: string | null;
  credits: readonly string[];
  minutes: number;
  outcomes: readonly OutcomeRow[];
  /** The name of each reviewer; null where the review is awaited. */
  reviewers: { clinical: string | null; legal: string | null };
  declarations: readonly Declaration[];
  /** Of this version. */
  pilots: readonly Pilot[];
}

/** Hours that differ from what a pilot took by more than this have to be explained. */
const MOST_OFF = 0.25;

/** What accreditors ask for that is not there yet, as sentences; empty when nothing is missing. Pure. */
export function accreditationGaps(course: ToAccredit): string[] {
  const { declarations, pilots, reviewers } = course;
  const declared = new Set(declarations.map(({ name }) => plain(name)));
  const authors = declarations.filter(({ part }) => part === 'author');
  return [
    ...(course.aims === null ? ['The course does not say what its aims are: write them in its settings.'] : []),
    ...course.outcomes.flatMap(({ id, gaps }) => gaps.map((gap) => `Outcome ${String(id)}: ${gap}`)),
    ...(course.credits.length === 0 ? ['The settings of the course do not say who wrote it.'] : []),
    ...(authors.length === 0 ? ['No author has given credentials and declared interests.'] : []),
    ...(['clinical', 'legal'] as const).flatMap((kind) => {
      const name = reviewers[kind];
      if (name === null) return [`The ${kind} review is awaited.`];
      return declared.has(plain(name)) ? [] : [`${name}, the ${kind} reviewer, has not declared interests.`];
    }),
    ...(pilots.length === 0 ? ['No pilot of this version is recorded: nobody has measured how long it takes.'] : []),
    ...(pilots.length > 0 && isOff(course.minutes, pilotedMinutes(pilots))
      ? [
          `The course counts ${String(course.minutes)} minutes, and pilots took ${String(pilotedMinutes(pilots))}: correct its learning time, or say why in the note of a pilot.`,
        ]
      : []),
  ];
}

const plain = (name: string): string => name.trim().toLowerCase().replaceAll(/\s+/g, ' ');

const isOff = (minutes: number, piloted: number): boolean => Math.abs(minutes - piloted) > minutes * MOST_OFF;

/** The minutes that pilots took, each weighed by its people, to the nearest minute; there is at least one. Pure. */
export function pilotedMinutes(pilots: readonly Pilot[]): number {
  const people = pilots.reduce((sum, pilot) => sum + pilot.people, 0);
  return Math.round(pilots.reduce((sum, { people: of, medianMinutes }) => sum + of * medianMinutes, 0) / people);
}
