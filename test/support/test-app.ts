import 'reflect-metadata';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type InjectionToken } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import type { Response } from 'express';
import { pino } from 'pino';
import { AppModule } from '../../src/app.module.js';
import { Clock } from '../../src/platform/clock.js';
import { type Config, readConfig } from '../../src/platform/config/config.js';
import { Database } from '../../src/platform/database/database.js';
import type { Page, PageModel } from '../../src/platform/views/page.js';
import { Pages } from '../../src/platform/views/pages.js';
import { prepareHttp } from '../../src/platform/http/http-app.js';
import { Readiness } from '../../src/platform/http/readiness.js';
import { Jobs } from '../../src/platform/jobs/jobs.js';
import { TestBrowser } from './test-browser.js';
import { TestClock } from './test-clock.js';
import { cloneDatabase } from './test-database.js';

export interface TestApp {
  /** Base address, for a real browser. */
  url: string;
  db: Database;
  clock: TestClock;
  config: Config;
  nest: NestExpressApplication;
  get<T>(token: InjectionToken<T>): T;
  /** The statements that go to the database while the work is done. */
  statementsOf(work: () => Promise<unknown>): Promise<string[]>;
  /** A new visitor. */
  browser(): TestBrowser;
  close(): Promise<void>;
}

/**
 * The whole product on a database of its own, listening on a free port. `sample`: with all that ships and the sample
 * accounts. `now`: where the clock stands. `jobs`: whether the worker runs.
 */
export async function startTestApp(
  options: { sample?: boolean; now?: string; jobs?: boolean; config?: Partial<Config> } = {},
): Promise<TestApp> {
  const database = await cloneDatabase(options.sample ? 'sample' : 'empty');
  const config: Config = {
    ...readConfig({
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      SESSION_SECRET: 'a secret that is used by the tests alone',
    }),
    sampleContent: true,
    dataDir: mkdtempSync(path.join(tmpdir(), 'beforehand-')),
    ...options.config,
  };
  const clock = new TestClock(new Date(options.now ?? '2026-11-23T10:00:00Z'));
  const logger = pino({ level: process.env['TEST_LOG_LEVEL'] ?? 'silent' });
  const module = await Test.createTestingModule({ imports: [AppModule.forRoot(config, database.url, logger)] })
    .overrideProvider(Clock)
    .useValue(clock)
    .compile();
  const nest = module.createNestApplication<NestExpressApplication>({ bodyParser: false, logger: false });
  prepareHttp(nest, logger);
  await nest.init();
  tellTemplates(nest.get(Pages));
  if (options.jobs) await nest.get(Jobs).start();
  await nest.listen(0);
  nest.get(Readiness).ready();
  const url = `http://localhost:${String((nest.getHttpServer().address() as AddressInfo).port)}`;
  config.publicUrl = url;
  return {
    url,
    clock,
    config,
    nest,
    db: nest.get(Database),
    get: (token) => nest.get(token, { strict: false }),
    statementsOf: (work) => statementsOf(nest.get(Database), work),
    browser: () => new TestBrowser(url),
    close: async () => {
      await nest.get(Jobs).stop();
      await nest.close();
      await database.drop();
      await rm(config.dataDir, { recursive: true, force: true });
    },
  };
}

/** Lets a browser ask which template made the page that it shows: see page-problems.ts. */
function tellTemplates(pages: Pages): void {
  const [send, sendContents] = [pages.send.bind(pages), pages.sendContents.bind(pages)];
  const tell = (res: Response, page: Page<PageModel>) => res.setHeader('Server-Timing', `page;desc="${page.template}"`);
  pages.send = (req, res, page, view, options) => {
    tell(res, page);
    send(req, res, page, view, options);
  };
  pages.sendContents = (req, res, page, contents) => {
    tell(res, page);
    sendContents(req, res, page, contents);
  };
}

async function statementsOf(db: Database, work: () => Promise<unknown>): Promise<string[]> {
  const query = db.query.bind(db);
  const asked: string[] = [];
  db.query = (sql, params) => {
    asked.push(sql);
    return query(sql, params);
  };
  try {
    await work();
  } finally {
    db.query = query;
  }
  return asked;
}
