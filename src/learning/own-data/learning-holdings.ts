import type { Holding } from '../../platform/holdings/holdings.js';
import { keptInWords, type RetentionPeriods } from '../../platform/retention/periods.rules.js';

const WITH_ACCOUNT = 'As long as you have an account';
const COURSE = `join course c on c.id = e.course_id join course_version v on v.id = e.course_version_id`;
const COURSE_NAMES = `c.slug as "course", v.content ->> 'title' as "title", v.number as "version"`;

/** What learning holds of a person. */
export const learningHoldings = (periods: RetentionPeriods): readonly Holding[] => [
  {
    key: 'two-minute-case',
    title: 'Your answer to the two-minute case',
    why: 'So that time you spent learning before you registered is not lost.',
    kept: WITH_ACCOUNT,
    stays: null,
    tables: ['welcome_case'],
    sql: `select nation, answer, opened_at as "openedAt", seconds from welcome_case where person_id = $1`,
  },
  {
    key: 'enrolments',
    title: 'Courses that you are or were enrolled on',
    why: 'To let you go on where you were, and to be able to say how you came to a course.',
    kept: WITH_ACCOUNT,
    stays:
      'Of a course that you completed, that the account did so and when, since a certificate refers to it. Everything else of your enrolments is deleted.',
    tables: ['enrolment', 'enrolment_change'],
    sql: `select ${COURSE_NAMES}, e.enrolled_at as "enrolledAt", e.origin, e.reason,
        e.enrolled_by_id is not null and e.enrolled_by_id <> e.person_id as "bySomebodyElse", e.due_on as "dueOn",
        e.completed_at as "completedAt", e.withdrawn_at as "withdrawnAt",
        (select coalesce(jsonb_agg(jsonb_build_object('kind', h.kind, 'reason', h.reason, 'dueOn', h.due_on,
           'dueOnBefore', h.due_on_before, 'changedAt', h.changed_at) order by h.id), '[]')
         from enrolment_change h where h.enrolment_id = e.id) as "changes"
      from enrolment e ${COURSE} where e.person_id = $1 order by e.id`,
  },
  {
    key: 'lessons',
    title: 'Lessons that you have read, and what was shown to you in them',
    why: 'To be able to say what a certificate stands for, and to see whom a change of policy concerns.',
    kept: WITH_ACCOUNT,
    stays: null,
    tables: ['lesson_completion'],
    sql: `select c.slug as "course", l.content ->> 'title' as "lesson", d.completed_at as "completedAt", d.shown_on as "shownOn",
        d.profession, d.shown
      from lesson_completion d join enrolment e on e.id = d.enrolment_id join course c on c.id = e.course_id
        join course_lesson l on l.id = d.lesson_id
      where e.person_id = $1 order by d.completed_at, d.enrolment_id, d.lesson_id`,
  },
  {
    key: 'attempts',
    title: 'Your attempts at knowledge checks, with your answers',
    why: 'To mark you. Which answers are right is not part of it, nor is a question that you have not answered yet.',
    kept: `As long as you have an account. ${keptInWords(periods.attempts, 'you sent it in, if you did not pass and have completed or left the course', 'No end is set for those that you did not pass')}`,
    stays: null,
    tables: ['attempt', 'attempt_answer', 'attempt_correction'],
    sql: `select c.slug as "course", a.number, a.started_at as "startedAt", a.submitted_at as "submittedAt", a.due_at as "dueAt", a.passed,
        a.core_right as "coreRight", a.core_of as "coreOf", a.local_right as "localRight", a.local_of as "localOf",
        (select jsonb_agg(jsonb_build_object('id', q ->> 'id', 'question', q ->> 'stemHtml')) from jsonb_array_elements(a.asked) as q
         where a.submitted_at is not null
           or exists (select from attempt_answer n where n.attempt_id = a.id and n.question_id = q ->> 'id')) as "asked",
        (select coalesce(jsonb_agg(to_jsonb(n) - 'attempt_id' || jsonb_build_object('answer',
             (select string_agg(o ->> 'html', ' ' order by array_position(string_to_array(n.option_id, ' '), o ->> 'id'))
              from jsonb_array_elements(a.asked) as q,
                jsonb_array_elements((q -> 'options') || coalesce(nullif(q -> 'choices', 'null'), '[]')) as o
              where q ->> 'id' = n.question_id and o ->> 'id' = any(string_to_array(n.option_id, ' '))))
           order by n.answered_at, n.question_id), '[]')
         from attempt_answer n where n.attempt_id = a.id) as "answers",
        (select coalesce(jsonb_agg(jsonb_build_object('gain', k.gain / 100.0, 'at', k.corrected_at, 'reason', qc.reason)
           order by k.corrected_at, k.question_id), '[]')
         from attempt_correction k join question_correction qc on qc.id = k.correction_id
         where k.attempt_id = a.id) as "gains"
      from attempt a join enrolment e on e.id = a.enrolment_id join course c on c.id = e.course_id
      where e.person_id = $1 order by a.id`,
  },
  {
    key: 'adjustments',
    title: 'What was arranged for your knowledge checks',
    why: 'To give you the time and the attempts that you need. Your employer does not see it.',
    kept: WITH_ACCOUNT,
    stays: null,
    tables: ['check_adjustment'],
    sql: `select c.slug as "course", k.extra_time as "extraTime", k.more_attempts as "moreAttempts", k.no_pause as "noPause",
        k.reason, k.given_at as "givenAt"
      from check_adjustment k join enrolment e on e.id = k.enrolment_id join course c on c.id = e.course_id
      where e.person_id = $1 order by k.id`,
  },
  {
    key: 'sessions',
    title: 'Live sessions for which you booked a place, and whether you were there',
    why: 'To keep you a place, and to give the hours of those who were there.',
    kept: WITH_ACCOUNT,
    stays: null,
    tables: ['live_session_place'],
    sql: `select s.title, s.starts_at as "startsAt", s.ends_at as "endsAt", p.booked_at as "bookedAt",
        p.added_by_id is not null and p.added_by_id <> p.person_id as "bySomebodyElse", p.given_up_at as "givenUpAt",
        p.attendance, p.hours, p.noted_at as "notedAt", p.certified_at as "certifiedAt"
      from live_session_place p join live_session s on s.id = p.session_id where p.person_id = $1 order by s.starts_at, s.id`,
  },
  {
    key: 'evaluations',
    title: 'Evaluations that you gave with your name',
    why: 'To make courses and sessions better, and to show accreditors how they are.',
    kept: WITH_ACCOUNT,
    stays: 'What you said stays, so that the course is made better; that it was you is deleted.',
    tables: ['evaluation'],
    sql: `select c.slug as "course", s.title as "session", e.month, e.relevant, e.outcomes, e.clear, e.balanced, e.confident,
        e.recommend, e.practice, e.best, e.better
      from evaluation e join course c on c.id = e.course_id left join live_session s on s.id = e.live_session_id
      where e.person_id = $1 order by e.id`,
  },
  {
    key: 'evaluations-given',
    title: 'That you have given an evaluation',
    why: 'To ask you once. It does not lead to what you said without your name.',
    kept: WITH_ACCOUNT,
    stays: null,
    tables: ['evaluation_given'],
    sql: 'select subject_id as "of" from evaluation_given where person_id = $1 order by subject_id',
  },
  {
    key: 'surveys',
    title: 'What you said of what you know, are confident of and do, before and after courses',
    why: 'To see, and to be able to tell funders in numbers, what courses are good for. Whether you were right is part of it once the knowledge check has asked you.',
    kept: WITH_ACCOUNT,
    stays: null,
    tables: ['survey_answer', 'survey_question'],
    sql: `select c.slug as "course", a.moment, a.answered_at as "answeredAt", a.declined, a.tell_apart as "tellApart", a.weigh,
        a.find, a.act, a.changed, a.words, a.quotable as "mayBeQuoted",
        case when a.moment = 'before' then (select coalesce(jsonb_agg(jsonb_build_object('question', q.content ->> 'stemHtml',
            'answer', (select o ->> 'html' from jsonb_array_elements(q.content -> 'options') as o where o ->> 'id' = s.answer),
            'rightBefore', case when s.right_after is not null then s.right_before end, 'rightAfter', s.right_after) order by q.position), '[]')
          from survey_question s join course_question q on q.id = s.question_id where s.enrolment_id = e.id) end as "questions"
      from survey_answer a join enrolment e on e.id = a.enrolment_id join course c on c.id = e.course_id
      where e.person_id = $1 order by a.answered_at, a.enrolment_id, a.moment`,
  },
  {
    key: 'cohorts',
    title: 'Cohorts that you are in, or whose contact you are',
    why: 'To let an employer see who of its staff has completed a course.',
    kept: WITH_ACCOUNT,
    stays: null,
    tables: ['cohort_member', 'cohort_contact'],
    sql: `select h.name as "cohort", o.name as "organisation", s.* from (
        select cohort_id, 'member' as "as", by as "how", joined_at as "since", left_at as "until" from cohort_member where person_id = $1
        union all
        select cohort_id, 'contact', null, named_at, null from cohort_contact where person_id = $1) as s
      join cohort h on h.id = s.cohort_id left join organisation o on o.id = h.organisation_id order by s.since, s.cohort_id, s."as"`,
  },
  {
    key: 'remarks',
    title: 'What you told us of a passage in a lesson',
    why: 'To put the course right, and to answer you.',
    kept: 'As long as the course is kept; without you, once you have no account',
    stays: 'What you wrote stays, so that the course is put right; that it was you is deleted.',
    tables: ['lesson_remark', 'lesson_remark_answer'],
    sql: `select l.content ->> 'title' as "lesson", r.kind, r.words, r.profession, r.nation, r.sent_at as "sentAt", r.state,
        (select coalesce(jsonb_agg(jsonb_build_object('answer', n.answer, 'answeredAt', n.answered_at) order by n.id), '[]')
         from lesson_remark_answer n where n.remark_id = r.id) as "answers"
      from lesson_remark r join course_lesson l on l.id = r.lesson_id where r.person_id = $1 order by r.id`,
  },
  {
    key: 'notes',
    title: 'Your bookmarks and notes in lessons',
    why: 'To let you find a passage again. Nobody but you reads them.',
    kept: WITH_ACCOUNT,
    stays: null,
    tables: ['lesson_note'],
    sql: `select v.content ->> 'title' as "course", l.content ->> 'title' as "lesson", n.passage, n.words, n.kept_at as "keptAt"
      from lesson_note n join course_lesson l on l.id = n.lesson_id join course_version v on v.id = l.version_id
      where n.person_id = $1 order by n.id`,
  },
  {
    key: 'staff-lists',
    title: 'Lines of lists of staff that bear your email address',
    why: 'To enrol you. Whoever organises training where you work gave them to us.',
    kept: '60 days from the day on which the list was uploaded',
    stays: null,
    tables: ['enrolment_import_row'],
    sql: `select i.given_by as "givenBy", i.created_at as "givenAt", c.slug as "course", r.email, r.name, r.profession,
        o.name as "organisation", r.outcome, r.reason
      from enrolment_import_row r join person p on p.email = r.email join enrolment_import i on i.id = r.import_id
        join course c on c.id = i.course_id left join organisation o on o.id = r.organisation_id
      where p.id = $1 order by i.id, r.line`,
  },
  {
    key: 'invitations',
    title: 'Invitations to your email address that stand open',
    why: 'To invite you. Whoever organises training where you work gave us your address.',
    kept: 'Until you take it up or refuse it, or its 60 days are over',
    stays: null,
    tables: ['enrolment_invitation'],
    sql: `select c.slug as "course", i.given_by as "givenBy", i.invited_at as "invitedAt", i.due_on as "dueOn",
        i.expires_on as "expiresOn", o.name as "organisation"
      from enrolment_invitation i join person p on p.email = i.email join course c on c.id = i.course_id
        left join organisation o on o.id = i.organisation_id
      where p.id = $1 order by i.id`,
  },
];
