import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { WorkplaceChanged } from '../../src/accounts/accounts.events.js';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { WorkplacesService } from '../../src/accounts/workplaces.service.js';
import { OrganisationsChanged } from '../../src/organisations/organisations.events.js';
import { newId } from '../../src/platform/database/new-id.js';
import { Events } from '../../src/platform/events.js';
import type { TestBrowser } from '../support/test-browser.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

describe('where people work', () => {
  let app: TestApp;
  let learner: TestBrowser;
  let personId: string;
  let events: WorkplaceChanged[];

  beforeAll(async () => {
    app = await startTestApp({ sample: true });
    learner = app.browser();
    await learner.signIn('learner@beforehand.example', SAMPLE_PASSWORD);
    personId = await idOf('learner@beforehand.example');
    app.get<Events>(Events).on(WorkplaceChanged, (event) => {
      events.push(event);
      return Promise.resolve();
    });
  });

  beforeEach(() => {
    events = [];
  });

  afterAll(() => app.close());

  const idOf = async (email: string) =>
    (await app.db.query<{ id: string }>('select id from person where email = $1', [email]))[0]?.id ?? '';
  const organisation = async (code: string) =>
    (await app.db.query<{ id: string }>('select id from organisation where code = $1', [code]))[0]?.id ?? '';
  const workplaces = () => app.get<WorkplacesService>(WorkplacesService);
  const present = async (person = personId) => (await workplaces().list(person)).filter((one) => one.endedAt === null);

  it('starts the sample learner at a fictional Trust', async () => {
    const [only, ...others] = await present();
    expect(only).toMatchObject({ organisationCode: 'ZZ1', fictional: true, isCurrent: true, nation: 'england' });
    expect(others).toEqual([]);
  });

  it('takes several, one of them current; the same form sent twice adds one', async () => {
    const answers = await Promise.all([
      learner.submit('/account/workplaces', { workplace: 'RXE' }, '/account/workplaces/new?workplace=RXE'),
      learner.submit('/account/workplaces', { workplace: 'RXE' }, '/account/workplaces/new?workplace=RXE'),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([303, 303]);
    expect((await present()).map((one) => [one.organisationCode, one.isCurrent])).toEqual([
      ['RXE', true],
      ['ZZ1', false],
    ]);
    expect(events).toHaveLength(1);
    const elsewhere = { workplace: 'elsewhere', kind: 'care_home', nation: 'scotland', area: '', workplaceName: '' };
    await learner.submit('/account/workplaces', elsewhere, '/account/workplaces/new?workplace=elsewhere');
    await learner.submit('/account/workplaces', elsewhere, '/account/workplaces/new?workplace=elsewhere');
    expect(await present()).toHaveLength(3);
    expect(await workplaces().current(personId)).toMatchObject({ kind: 'care_home', nation: 'scotland', name: null });
  });

  it('makes one of them current again, and ends another, which stays in the past', async () => {
    const [current, other] = await present();
    const page = await learner.get('/account').expect(200);
    expect(page.text).toContain('Care home');
    await learner.submit('/account/current-workplace', { workplace: other?.id ?? '' }, '/account');
    expect(await workplaces().current(personId)).toMatchObject({ id: other?.id });
    expect(events).toEqual([new WorkplaceChanged(personId, other?.id ?? '')]);
    await learner.submit('/account/ended-workplaces', { workplace: current?.id ?? '' }, '/account');
    expect(await present()).toHaveLength(2);
    expect((await learner.get('/account')).text).toContain('Where you worked before');
    // The current one is not ended: something has to be fitted to.
    const refused = await learner.submit('/account/ended-workplaces', { workplace: other?.id ?? '' }, '/account');
    expect([refused.status, refused.text.includes('Choose another current workplace first')]).toEqual([422, true]);
  });

  it('is nobody else’s business: other people’s workplaces cannot be touched', async () => {
    const trainer = await idOf('trainer@beforehand.example');
    const [theirs] = await present(trainer);
    for (const address of ['/account/current-workplace', '/account/ended-workplaces'])
      for (const workplace of [theirs?.id ?? '', newId(), 'not an id', ''])
        expect((await learner.submit(address, { workplace }, '/account')).status).toBe(404);
    expect(await present(trainer)).toEqual([theirs]);
    expect((await app.browser().get('/account')).status).toBe(303);
    expect((await app.browser().submit('/account/workplaces', { workplace: 'RXE' }, '/sign-in')).status).toBe(403);
  });

  it('follows a Trust into the one that took it over, and asks after a split', async () => {
    const [closing, successor, third] = [
      await organisation('RXE'),
      await organisation('RR7'),
      await organisation('RX6'),
    ];
    await workplaces().change(personId, { kind: 'organisation', organisationId: closing, nation: 'england' });
    events = [];
    await app.db.query(`update organisation set closed_on = '2026-11-01' where id = $1`, [closing]);
    const succeed = (id: string, kind: string) =>
      app.db.query(
        `insert into organisation_succession (id, predecessor_id, successor_id, "on", kind, evidence, source_url)
         values ($1, $2, $3, '2026-11-02', $4, 'completed', 'https://example.org')`,
        [newId(), closing, id, kind],
      );
    await succeed(successor, 'merger');
    await app.db.transaction(() => app.get<Events>(Events).publish(new OrganisationsChanged([closing])));
    expect(await workplaces().current(personId)).toMatchObject({ organisationId: successor });
    expect((await workplaces().list(personId)).find((one) => one.organisationId === closing)?.endedAt).toBeTruthy();
    expect(events).toHaveLength(1);

    await app.db.query(`update organisation set closed_on = '2026-11-01' where id = $1`, [successor]);
    await app.db.query('update organisation_succession set predecessor_id = $1 where predecessor_id = $2', [
      successor,
      closing,
    ]);
    await app.db.query('update organisation_succession set successor_id = $1 where predecessor_id = $2', [
      closing,
      successor,
    ]);
    await app.db.query(
      `insert into organisation_succession (id, predecessor_id, successor_id, "on", kind, evidence, source_url)
       values ($1, $2, $3, '2026-11-02', 'split', 'completed', 'https://example.org')`,
      [newId(), successor, third],
    );
    events = [];
    await app.db.transaction(() => app.get<Events>(Events).publish(new OrganisationsChanged([successor])));
    expect(await workplaces().current(personId)).toMatchObject({ organisationId: successor });
    expect(events).toEqual([]);
    const page = await learner.get('/account');
    expect(page.text).toContain('Do you work there now?');
    expect(page.text).toContain('href="/account/workplaces/new?workplace&#x3D;RX6"');
  });

  it('asks the database as much for a person with many workplaces as for one with one', async () => {
    const { db } = app;
    const query = db.query.bind(db);
    let asked = 0;
    db.query = (sql, params) => {
      asked += 1;
      return query(sql, params);
    };
    await learner.get('/account').expect(200);
    const many = asked;
    asked = 0;
    const other = app.browser();
    db.query = query;
    await other.signIn('trainer@beforehand.example', SAMPLE_PASSWORD);
    db.query = (sql, params) => {
      asked += 1;
      return query(sql, params);
    };
    await other.get('/account').expect(200);
    db.query = query;
    expect(asked).toBe(many);
    expect(many).toBeLessThanOrEqual(3);
  });
});
