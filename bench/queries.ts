import type { Type } from '@nestjs/common';
import pg from 'pg';
import { pino } from 'pino';
import { Readiness } from '../src/platform/http/readiness.js';
import { readConfig } from '../src/platform/config/config.js';
import { createWebApp } from '../src/product.js';
import type { Request } from './load.js';
import { freePort, type Ground, productEnvironment } from './product.js';

/** Counts the statements that the product sends for one request, in this process. */
export interface QueryCounter {
  url: string;
  /** Statements, those for session and person among them; transaction control is not counted. */
  count(request: Request): Promise<number>;
  /** The same of work that is done in this process with the product's own services. */
  countOf(work: () => Promise<unknown>): Promise<number>;
  get<T>(service: Type<T>): T;
  stop(): Promise<void>;
}

export async function startCounting(ground: Ground): Promise<QueryCounter> {
  let counted = 0;
  const query = Reflect.get(pg.Client.prototype, 'query') as (...given: unknown[]) => unknown;
  Reflect.set(pg.Client.prototype, 'query', function (this: pg.Client, ...given: unknown[]) {
    const [first] = given;
    const text = typeof first === 'string' ? first : ((first as { text?: string } | undefined)?.text ?? '');
    if (!/^\s*(begin|start transaction|commit|rollback|savepoint|release)\b/i.test(text)) counted += 1;
    return query.apply(this, given);
  });
  const port = await freePort();
  const config = readConfig(productEnvironment(ground, port));
  const app = await createWebApp(config, ground.databaseUrl, pino({ level: 'silent' }));
  await app.listen(port);
  app.get(Readiness).ready();
  const url = `http://localhost:${String(port)}`;
  const ask = ({ path, ...request }: Request) => fetch(url + path, { ...request, redirect: 'manual' });
  return {
    url,
    count: async (request) => {
      // The first request fills what is kept in memory.
      if (request.method !== 'POST') await ask(request).then((answer) => answer.arrayBuffer());
      counted = 0;
      await ask(request).then((answer) => answer.arrayBuffer());
      return counted;
    },
    countOf: async (work) => {
      counted = 0;
      await work();
      return counted;
    },
    get: (service) => app.get(service, { strict: false }),
    stop: async () => {
      Reflect.set(pg.Client.prototype, 'query', query);
      await app.close();
    },
  };
}
