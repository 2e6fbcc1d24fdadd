import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PreparingClient } from '../../src/platform/database/preparing-client.js';
import { cloneDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let client: PreparingClient;

beforeAll(async () => {
  database = await cloneDatabase('empty');
  client = new PreparingClient(database.url);
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

const prepared = async () =>
  (await client.query<{ statement: string }>('select statement from pg_prepared_statements')).rows.map(
    (row) => row.statement,
  );

test('what is asked a second time is prepared, what is asked once is not', async () => {
  const often = 'select $1::int + 1 as next';
  const once = 'select $1::int + 2 as next';
  for (const [given, next] of [
    [1, 2],
    [2, 3],
    [40, 41],
  ])
    expect((await client.query<{ next: number }>(often, [given])).rows).toEqual([{ next }]);
  await client.query(once, [1]);
  await client.query('select 1 as one');
  expect(await prepared()).toEqual([often]);
});

test('a fault in a prepared statement spoils nothing that comes after', async () => {
  const text = 'select 1 / $1::int as share';
  await client.query(text, [1]);
  await expect(client.query(text, [0])).rejects.toThrow('division by zero');
  await expect(client.query(text, [0])).rejects.toThrow('division by zero');
  expect((await client.query(text, [1])).rows).toEqual([{ share: 1 }]);
});
