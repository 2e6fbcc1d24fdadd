import type { Holding } from '../../platform/holdings/holdings.js';
import { keptInWords, type RetentionPeriods } from '../../platform/retention/periods.rules.js';

const KEPT =
  'As long as you have an account; what you take out can be put back for 30 days and is then deleted for good';
const WHY = 'To keep your record of CPD for your register. You alone see it.';

/** What the portfolio holds of a person. */
export const portfolioHoldings = (periods: RetentionPeriods): readonly Holding[] => [
  {
    key: 'activities',
    title: 'Your portfolio: what you learned, here and elsewhere',
    why: WHY,
    kept: KEPT,
    stays: null,
    tables: ['portfolio_activity'],
    sql: `select title, kind, provider, started_on as "startedOn", ended_on as "endedOn", hours, participatory, setting, themes,
        relevance, benefit, award is not null as "completedHere", added_at as "addedAt", changed_at as "changedAt",
        removed_at as "takenOutAt"
      from portfolio_activity where person_id = $1 order by id`,
  },
  {
    key: 'evidence',
    title: 'Your portfolio: files of evidence',
    why: `${WHY} The files themselves you take along from the portfolio, as a ZIP.`,
    kept: `Until you delete it: a file that you delete is gone at once. ${keptInWords(periods.evidence, 'the day on which what it shows ended', 'Otherwise as long as you have an account')}`,
    stays: null,
    tables: ['portfolio_evidence'],
    sql: `select e.name, e.media_type as "mediaType", e.size as "bytes", a.title as "activity", e.added_at as "addedAt"
      from portfolio_evidence e join portfolio_activity a on a.id = e.activity_id where e.person_id = $1 order by e.id`,
  },
  {
    key: 'reflections',
    title: 'Your portfolio: reflective accounts and their drafts',
    why: WHY,
    kept: KEPT,
    stays: null,
    tables: ['portfolio_reflection'],
    sql: `select title, prompt, ground, nature, learned, changed, relevance, themes, completed_on as "completedOn",
        started_at as "startedAt", changed_at as "changedAt", removed_at as "takenOutAt"
      from portfolio_reflection where person_id = $1 order by id`,
  },
  {
    key: 'register-dates',
    title: 'Your portfolio: dates of registers, and times in which you could not learn',
    why: WHY,
    kept: KEPT,
    stays: null,
    tables: ['portfolio_date', 'portfolio_absence'],
    sql: `select * from (
        select 'date of a register' as "what", register, null::date as "from", ends_on as "until", null as "reason"
        from portfolio_date where person_id = $1
        union all
        select 'time without learning', null, from_on, to_on, reason from portfolio_absence where person_id = $1) as told
      order by "what", "until", "from", register, reason`,
  },
];
