import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { newId } from '../../src/platform/database/new-id.js';
import { ActivitiesService } from '../../src/portfolio/activities/activities.service.js';
import type { ActivityDetails } from '../../src/portfolio/portfolio.types.js';
import { ReflectionsService } from '../../src/portfolio/reflections/reflections.service.js';
import { Completions } from '../certificates/completions.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import type { TestBrowser } from '../support/test-browser.js';

const WORKSHOP: ActivityDetails = {
  title: 'A workshop',
  kind: 'session',
  provider: '',
  startedOn: '2026-11-02',
  endedOn: '2026-11-02',
  hours: 7,
  participatory: 4,
  setting: 'external',
  themes: ['prioritise'],
  relevance: 'It does.',
  benefit: 'It does.',
};
const ACCOUNT = {
  title: 'An account',
  ground: 'cpd' as const,
  nature: 'A',
  learned: 'B',
  changed: 'C',
  relevance: 'D',
  themes: ['preserve' as const],
};

describe('a portfolio for one’s register', () => {
  let app: TestApp;
  let learner: TestBrowser;
  let learnerId: string;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-25T10:00:00Z' });
    const completions = await Completions.in(app);
    learnerId = await completions.idOf('learner');
    await completions.review();
    await completions.complete(learnerId);
    learner = app.browser();
    await learner.signIn('learner@beforehand.example', SAMPLE_PASSWORD);
  });
  afterAll(() => app.close());

  const text = async (address: string) => (await learner.get(address).expect(200)).text.replaceAll(/\s+/g, ' ');
  const setDate = (register: string, [day, month, year]: [string, string, string]) =>
    learner.submit(
      `/portfolio/registers/${register}/dates`,
      { 'endsOn-day': day, 'endsOn-month': month, 'endsOn-year': year },
      `/portfolio/registers/${register}`,
    );

  it('says what counts for the NMC, what is missing and by when, until CPD and reflections are complete', async () => {
    expect(await text('/portfolio/registers')).toContain('Likely yours');
    const before = await text('/portfolio/registers/nmc');
    expect(before).toContain('33.5 hours, 20 hours of participatory learning and 5 reflective accounts');
    expect(before).toContain('1.5 hours were learned alone');
    expect((await setDate('nmc', ['1', '4', '2027'])).status).toBe(303);
    expect(await text('/portfolio/registers/nmc')).toContain('by 1 April 2027 (4 months left)');
    expect(await text('/portfolio/registers')).toContain('By 1 April 2027');
    const [activities, reflections] = [app.get(ActivitiesService), app.get(ReflectionsService)];
    for (let n = 0; n < 5; n += 1) {
      await activities.add(learnerId, newId(), WORKSHOP);
      const id = await reflections.start(learnerId, null);
      await reflections.save(learnerId, id, ACCOUNT, { complete: true, page: null, revision: 0 });
    }
    const after = await text('/portfolio/registers/nmc');
    expect(after).toContain('CPD and reflections complete');
    expect(after).toContain('36.5 hours');
    expect(after).toContain('Revalidation also needs practice hours, feedback, a discussion and confirmation');
    expect(after).toContain('1 entry does not say how it links to your practice');
    expect(after).not.toContain('changes its Code and rules');
    await setDate('nmc', ['1', '11', '2027']);
    expect(await text('/portfolio/registers/nmc')).toContain('changes its Code and rules in October 2027');
  });

  it('takes a date or none, and says what is wrong with another', async () => {
    for (const [day, words] of [
      [['31', '2', '2027'], 'Enter the date as day, month and year'],
      [['1', '4', '2207'], 'within five years'],
    ] as const) {
      const answer = await setDate('hcpc', [...day]);
      expect([answer.status, answer.text.includes(words), answer.text.includes(`value="${day[2]}"`)]).toEqual([
        422,
        true,
        true,
      ]);
    }
    await setDate('hcpc', ['1', '8', '2026']);
    expect(await text('/portfolio/registers')).toContain('By 1 August 2026');
    await setDate('hcpc', ['', '', '']);
    expect(await text('/portfolio/registers')).not.toContain('By 1 August 2026');
    expect((await learner.get('/portfolio/registers/none')).status).toBe(404);
  });

  it('counts a doctor’s credits as the college does', async () => {
    const general = await text('/portfolio/registers/gmc');
    expect(general).toContain('36.5 credits this year. How many are needed your college says.');
    const rcp = await text('/portfolio/registers/gmc?scheme=rcp');
    // Five workshops on one day: eight credits at most; an hour and a half of e-learning: one.
    expect(rcp).toContain('41 credits and 17 credits that are external');
    expect(rcp).toContain('27.5 hours give no credit');
    expect(rcp).toContain('give 1 credit, which is not counted as external');
  });

  it('shows HCPC’s mix and gaps, which times away explain', async () => {
    const before = await text('/portfolio/registers/hcpc');
    expect(before).toContain('26 November 2024 to 1 November 2026');
    expect(before).toContain('an explanation of 1 gap of more than three months and the benefit of 1 entry');
    const page = '/portfolio/registers/hcpc';
    const wrong = await learner.submit(
      `${page}/absences`,
      {
        'from-day': '2',
        'from-month': '2',
        'from-year': '2026',
        'to-day': '1',
        'to-month': '1',
        'to-year': '2026',
        reason: 'Leave',
      },
      page,
    );
    expect([wrong.status, wrong.text.includes('must not be before the first')]).toEqual([422, true]);
    // The form holds the first gap already: only the reason is asked.
    const days: Record<string, string> = Object.fromEntries(
      [
        ...before.matchAll(/name="((?:from|to)-(?:day|month|year))" type="text" inputmode="numeric" value="(\d+)"/g),
      ].map(([, name = '', value = '']) => [name, value]),
    );
    const explained = await learner.submit(`${page}/absences`, { ...days, reason: 'Parental leave' }, page);
    expect(explained.status).toBe(303);
    const after = await text(page);
    expect(after).toContain('Parental leave');
    expect(after).not.toContain('an explanation of');
    const action = /action="([^"]*absences\/[^"]*removals)"/.exec(after)?.[1] ?? '';
    const other = app.browser();
    await other.signIn('trainer@beforehand.example', SAMPLE_PASSWORD);
    await other.submit(action, {}, page);
    expect(await text(page)).toContain('Parental leave');
    await learner.submit(action, {}, page);
    expect(await text(page)).not.toContain('Parental leave');
  });

  it('costs a fixed number of statements, whatever stands in it', async () => {
    await app.db.query(
      `insert into portfolio_activity (id, person_id, title, kind, provider, started_on, ended_on, hours, participatory,
         themes, relevance, benefit, added_at, changed_at)
       select gen_random_uuid(), $1, 'Session ' || n, 'session', '', date '2026-11-25' - n, date '2026-11-25' - n, 1, 0,
         '{}', '', '', now(), now() from generate_series(1, 400) n`,
      [learnerId],
    );
    for (const register of ['nmc', 'gmc', 'hcpc']) {
      const statements = await app.statementsOf(() => learner.get(`/portfolio/registers/${register}`));
      expect(statements.length).toBeLessThan(7);
    }
  });
});
