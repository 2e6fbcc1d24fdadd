import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RequestsService } from '../../src/policies/requests.service.js';
import { aCampaign } from '../factories/requests.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

describe('the register of requests', () => {
  let app: TestApp;
  let requests: RequestsService;

  beforeAll(async () => {
    app = await startTestApp({ sample: true, now: '2026-11-23T10:00:00Z' });
    requests = app.get(RequestsService);
  });
  afterAll(() => app.close());

  const events = (requestId: string) =>
    app.db.query<{ kind: string; text: string | null }>(
      'select kind, text from policy_request_event where request_id = $1 order by id',
      [requestId],
    );

  it('starts a campaign once, with the charity’s questions, and finds it by slug and name', async () => {
    const first = await requests.start({ name: 'Advance decisions 2026' });
    const again = await requests.start({ name: 'ADVANCE decisions 2026' });
    expect([first.started, again.started]).toEqual([true, false]);
    expect(again.campaign).toEqual(first.campaign);
    expect(first.campaign).toMatchObject({ slug: 'advance-decisions-2026', closedAt: null });
    expect(first.campaign.questions.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(await requests.campaign('advance-DECISIONS-2026')).toEqual(first.campaign);
    expect(await requests.campaign('Advance decisions 2026')).toEqual(first.campaign);
    expect(await requests.campaign('another')).toBeUndefined();
    expect((await requests.start({ name: 'New' })).campaign.slug).toBe('new-2');
  });

  it('puts requests, reckons when they are due by the Act of the body, and changes nothing the second time', async () => {
    // ZZ1 is in England, S08000029 in Scotland.
    const sent = { sentOn: '2026-07-01' };
    const { campaign, organisation, requestTo } = await aCampaign(app, 'Due', { ZZ1: sent, S08000029: sent, ZZ2: {} });
    const of = async (code: string) =>
      (await requests.ofCampaign(campaign.id)).find((one) => one.organisationId === organisation[code]);
    // 13 July, the substitute for the 12th in Northern Ireland, counts nowhere under FOIA.
    expect(await of('ZZ1')).toMatchObject({ state: 'waiting_response', sentOn: '2026-07-01', dueOn: '2026-07-30' });
    expect(await of('S08000029')).toMatchObject({ dueOn: '2026-07-29' });
    expect(await of('ZZ2')).toMatchObject({ state: 'not_sent', sentOn: null, dueOn: null });
    expect(await requests.put(campaign.id, organisation['ZZ1'] ?? '', sent)).toEqual({
      requestId: requestTo['ZZ1'],
      organisationId: organisation['ZZ1'],
      outcome: 'unchanged',
    });
    expect((await events(requestTo['ZZ1'] ?? '')).map(({ kind }) => kind)).toEqual(['sent']);
  });

  it('leaves an event when the state changes, and an audit row for each change', async () => {
    const { campaign, organisation, requestTo } = await aCampaign(app, 'Changes', { ZZ1: {} });
    const url = 'https://www.whatdotheyknow.com/request/fictional';
    const changes = { state: 'partially_successful' as const, url };
    const outcome = await requests.put(campaign.id, organisation['ZZ1'] ?? '', changes);
    expect(outcome.outcome).toBe('changed');
    expect((await requests.put(campaign.id, organisation['ZZ1'] ?? '', changes)).outcome).toBe('unchanged');
    expect(await events(requestTo['ZZ1'] ?? '')).toEqual([
      { kind: 'note', text: 'State set to “Answered in part”, which was “Not sent”.' },
    ]);
    expect(await requests.ofOrganisation(organisation['ZZ1'] ?? '')).toContainEqual(
      expect.objectContaining({ campaignSlug: 'changes', state: 'partially_successful', url }),
    );
    const audited = await app.db.query<{ details: object }>(
      `select details from audit_entry where action = 'requests.put' and subject_id = $1 order by id`,
      [campaign.id],
    );
    expect(audited.map(({ details }) => details)).toEqual([
      { created: 1, changed: 0 },
      { created: 0, changed: 1 },
    ]);
  });

  it('puts 300 requests in as many statements as one', async () => {
    const { campaign } = await requests.start({ name: 'Many' });
    const bodies = await app.db.query<{ id: string }>('select id from organisation order by id limit 300');
    const count = async (work: () => Promise<unknown>) => {
      let statements = 0;
      const query = app.db.query.bind(app.db);
      app.db.query = (sql, params) => ((statements += 1), query(sql, params));
      await work();
      app.db.query = query;
      return statements;
    };
    const put = (some: { id: string }[], sentOn: string) => () =>
      requests.putAll(
        campaign.id,
        some.map(({ id }) => ({ organisationId: id, sentOn })),
      );
    const one = await count(put(bodies.slice(0, 1), '2026-11-02'));
    const many = await count(put(bodies, '2026-11-02'));
    // One of the many stands already, so both have inserts; none has an update.
    expect(many).toBe(one);
    expect(await requests.ofCampaign(campaign.id)).toHaveLength(bodies.length);
  });
});
