import { Injectable } from '@nestjs/common';
import { TransactionHost } from '@nestjs-cls/transactional';
import type { TransactionalAdapterTypeOrm } from '@nestjs-cls/transactional-adapter-typeorm';
import { ClsServiceManager } from 'nestjs-cls';
import type { EntityManager } from 'typeorm';
import { DatabasePool } from './pool.js';

/**
 * The one door to the database. Whatever goes through it takes part in the transaction of the caller,
 * which is carried by the asynchronous context.
 */
@Injectable()
export class Database {
  constructor(
    private readonly host: TransactionHost<TransactionalAdapterTypeOrm>,
    private readonly connections: DatabasePool,
  ) {}

  /** TypeORM's manager of the ambient transaction, or of the pool outside one. */
  get manager(): EntityManager {
    return this.host.tx;
  }

  /** Runs one statement with positional parameters ($1, $2 …); answers its rows. */
  async query<Row>(sql: string, params: unknown[] = []): Promise<Row[]> {
    // Outside a transaction nothing has to be taken part in, and the way through TypeORM's runners costs more than some pages.
    if (!this.host.isTransactionActive()) return (await this.connections.pool.query(sql, params)).rows as Row[];
    const result: unknown = await this.host.tx.query(sql, params);
    // TypeORM answers [rows, count] for UPDATE and DELETE, and the rows alone for the rest.
    if (/^\s*(update|delete)\b/i.test(sql)) return (result as [Row[], number])[0];
    return result as Row[];
  }

  /**
   * Runs the work in one transaction; joins the caller's when there is one. Commits when it returns and rolls
   * everything back when it throws.
   */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    const cls = ClsServiceManager.getClsService();
    const run = () => this.host.withTransaction(work);
    return cls.isActive() ? run() : cls.run(run);
  }

  /** Holds a lock named by the text until the ambient transaction ends; others who ask for it wait. */
  async lock(name: string): Promise<void> {
    await this.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
  }
}
