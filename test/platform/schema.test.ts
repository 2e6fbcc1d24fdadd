import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getDataSourceToken } from '@nestjs/typeorm';
import { type DataSource } from 'typeorm';
import { startTestApp, type TestApp } from '../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

describe('the schema', () => {
  it('that the migrations make is the one that the entities describe', async () => {
    const changes = await app.get<DataSource>(getDataSourceToken()).driver.createSchemaBuilder().log();
    expect(changes.upQueries.map((each) => each.query)).toEqual([]);
  });

  it('goes down and up again', async () => {
    const source = app.get<DataSource>(getDataSourceToken());
    for (const _ of source.migrations) await source.undoLastMigration({ transaction: 'each' });
    const [left] = await app.db.query<{ tables: number }>(
      `select count(*)::int as tables from information_schema.tables where table_schema = 'public' and table_name <> 'migrations' and table_type = 'BASE TABLE'`,
    );
    expect(left?.tables).toBe(0);
    await source.runMigrations({ transaction: 'all' });
    expect(await source.showMigrations()).toBe(false);
  });
});
