import { partName, type Pilot, pilotedMinutes } from '../../courses/accreditation.rules.js';
import type { AccreditationFacts } from '../../courses/accreditation-records.service.js';
import { openQuestions, openWord, type ScaleTold, scaleWord } from '../../learning/evaluation.rules.js';
import { nationName } from '../../organisations/organisation-words.rules.js';
import { nations } from '../../organisations/organisations.types.js';
import { type CivilDate, dateInWords } from '../../platform/civil-date.rules.js';
import { toldCount, toldShare } from '../../platform/small-numbers.rules.js';
import type { Written } from '../evaluations/evaluations.queries.js';
import type { RecordedReview } from './review-record.queries.js';

/** A table of the pack: it stands in the document, and is a file of its own in the zip. */
export interface PackTable {
  file: string;
  /** What a reader of the document is told that it holds. */
  title: string;
  columns: string[];
  rows: string[][];
}

/** One part of the pack, as plain words. */
export interface PackSection {
  title: string;
  paragraphs: string[];
  list: string[];
  table: PackTable | null;
}

/** What is known of a version, of its reviews, and of what learners said of the course. */
export interface PackFacts extends AccreditationFacts {
  record: readonly RecordedReview[];
  evaluations: {
    asked: number;
    given: number;
    scales: readonly ScaleTold[];
    /** Null where too few have answered. */
    written: readonly Written[] | null;
  };
  takenOn: CivilDate;
}

const section = (title: string, given: Partial<Omit<PackSection, 'title'>>): PackSection => ({
  title,
  paragraphs: [],
  list: [],
  table: null,
  ...given,
});

/** All that accreditors are given of a course, part by part, in the order in which they read. Pure. */
export function packSections(facts: PackFacts): PackSection[] {
  return [
    theCourse(facts),
    missing(facts),
    outcomes(facts),
    hours(facts),
    lessons(facts),
    pilots(facts),
    people(facts),
    reviewRecord(facts),
    evaluations(facts),
    words(facts),
    sources(facts),
  ];
}

function theCourse({ version }: PackFacts): PackSection {
  const attempts = version.attempts === null ? 'as many attempts as needed' : `${String(version.attempts)} attempts`;
  return section('The course', {
    paragraphs: [version.summary],
    table: {
      file: 'course',
      title: 'What the course is',
      columns: ['What', 'As published'],
      rows: [
        ['Title', version.title],
        ['Activity code', version.code],
        ['Version', `${String(version.number)}, published on ${dateInWords(version.publishedOn)}`],
        ['Aims', version.aims ?? 'Not recorded'],
        ['For', version.audience],
        ['Learning time', `${String(version.minutes)} minutes, breaks excluded`],
        ['Mode', 'Learning alone, online: not participatory'],
        ['Knowledge check', `Pass mark ${String(version.passMark)} %, ${attempts}`],
        ['Written by', version.credits.join('; ') || 'Not recorded'],
      ],
    },
  });
}

function missing({ gaps }: PackFacts): PackSection {
  return section('What this pack lacks', {
    paragraphs: gaps.length === 0 ? ['Nothing: all that it tells of is recorded.'] : [],
    list: gaps,
  });
}

function outcomes({ outcomes: rows }: PackFacts): PackSection {
  return section('Outcomes against questions', {
    paragraphs: [
      'How many questions that count test each learning outcome, in each nation. Questions about a learner’s own Trust are asked where its policy is known; they are reported apart and never decide a pass.',
    ],
    table: {
      file: 'outcomes',
      title: 'Learning outcomes, the lessons that serve them and the questions that test them',
      columns: ['Outcome', 'Lessons', ...nations.map(nationName), 'Own Trust'],
      rows: rows.map(({ id, text, lessons: serving, core, local }) => [
        `${String(id)}. ${text}`,
        serving.join('; ') || 'None',
        ...nations.map((nation) => {
          const { count, drawn } = core[nation];
          return drawn === 0 ? String(count) : `${String(count)} (${String(drawn)} drawn)`;
        }),
        String(local),
      ]),
    },
  });
}

function hours({ version, pilots: all }: PackFacts): PackSection {
  const lessonMinutes = version.lessons.reduce((sum, { minutes }) => sum + minutes, 0);
  const own = all.filter((pilot) => pilot.version === version.number);
  const check = version.minutes - lessonMinutes;
  return section('How the hours were reckoned', {
    paragraphs: [
      `The certificate shows ${String(version.minutes)} minutes: ${String(lessonMinutes)} for the lessons${check > 0 ? ` and ${String(check)} for the knowledge check` : ''}. Breaks are not counted, and no lesson takes more than ten minutes.`,
      own.length === 0
        ? 'No pilot of this version is recorded.'
        : `Pilots of this version took ${String(pilotedMinutes(own))} minutes, weighed by the people in each.`,
    ],
  });
}

function lessons({ version }: PackFacts): PackSection {
  return section('Lessons', {
    table: {
      file: 'lessons',
      title: 'The lessons in their order',
      columns: ['Lesson', 'What it is about', 'Minutes', 'Outcomes'],
      rows: version.lessons.map(({ title, summary, minutes, outcomes: served }) => [
        title,
        summary,
        String(minutes),
        served.join(', '),
      ]),
    },
  });
}

function pilots({ pilots: all }: PackFacts): PackSection {
  if (all.length === 0) return section('Pilots', { paragraphs: ['None is recorded.'] });
  return section('Pilots', {
    table: {
      file: 'pilots',
      title: 'How long people took',
      columns: ['Version', 'Ended on', 'People', 'Shortest', 'Median', 'Longest', 'Note'],
      rows: all.map((pilot: Pilot) => [
        String(pilot.version),
        dateInWords(pilot.heldOn),
        String(pilot.people),
        String(pilot.shortestMinutes),
        String(pilot.medianMinutes),
        String(pilot.longestMinutes),
        pilot.note ?? '',
      ]),
    },
  });
}

function people({ declarations }: PackFacts): PackSection {
  if (declarations.length === 0)
    return section('Credentials and interests', { paragraphs: ['Nobody has declared anything yet.'] });
  return section('Credentials and interests', {
    table: {
      file: 'declarations',
      title: 'Who had a part in the course, and what they declare',
      columns: ['Name', 'Part', 'Role and credentials', 'Interests declared', 'Declared on'],
      rows: declarations.map(({ name, part, credentials, interests, declaredOn }) => [
        name,
        partName(part),
        credentials,
        interests,
        dateInWords(declaredOn),
      ]),
    },
  });
}

function reviewRecord({ record }: PackFacts): PackSection {
  if (record.length === 0)
    return section('Record of reviews', { paragraphs: ['No review of this version is recorded.'] });
  return section('Record of reviews', {
    paragraphs: ['What reviewers said of this version, and of the draft from which it was published, in its order.'],
    table: {
      file: 'reviews',
      title: 'Reviews',
      columns: ['On', 'Review', 'By', 'Role and credentials', 'What they said', 'Note'],
      rows: record.map(({ on, kind, name, role, verdict, note }) => [
        dateInWords(on),
        { peer: 'Peer', clinical: 'Clinical', legal: 'Legal' }[kind],
        name,
        role,
        verdict === 'approved' ? 'Approved' : 'Asked for changes',
        note ?? '',
      ]),
    },
  });
}

function evaluations({ evaluations: { asked, given, scales } }: PackFacts): PackSection {
  const share = toldShare(given, asked);
  return section('What learners say', {
    paragraphs: [
      `Answered by ${toldCount(given).text} of ${toldCount(asked).text} who were asked${share.value === null ? '' : ` (${share.text})`}, of the course in all its versions and of its live sessions. Numbers of people from 1 to 4 are hidden, and all others stand to the nearest 5.`,
    ],
    table: {
      file: 'evaluations',
      title: 'Statements, from 1 (not at all) to 5 (wholly)',
      columns: ['Statement', 'Answered', 'Mean of 5', 'Agree mostly or wholly'],
      rows: scales.map(({ scale, answered, mean, agree }) => [scaleWord(scale), answered.text, mean.text, agree.text]),
    },
  });
}

/** Without names, also of those who gave theirs: they gave it to the authors. */
function words({ evaluations: { written } }: PackFacts): PackSection {
  const list = (written ?? []).flatMap((one) =>
    openQuestions.flatMap((question) => (one[question] === '' ? [] : [`${openWord(question)} “${one[question]}”`])),
  );
  return section('In their own words', {
    paragraphs: list.length === 0 ? ['Nothing to show: words are shown once five people have answered.'] : [],
    list,
  });
}

function sources({ version }: PackFacts): PackSection {
  return section('Sources', {
    table: {
      file: 'sources',
      title: 'What the course rests on',
      columns: ['Source', 'Publisher', 'Address', 'Last checked'],
      rows: version.sources.map(({ title, provision, publisher, url, checkedOn }) => [
        provision === null ? title : `${title}, ${provision}`,
        publisher,
        url,
        dateInWords(checkedOn),
      ]),
    },
  });
}
