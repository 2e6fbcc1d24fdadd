import { Injectable } from '@nestjs/common';
import { TransactionHost } from '@nestjs-cls/transactional';
import type { TransactionalAdapterTypeOrm } from '@nestjs-cls/transactional-adapter-typeorm';
import { ClsServiceManager } from 'nestjs-cls';
import type { ClientBase } from 'pg';
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

  /** Runs one statement with positional parameters ($1, $2 …); answers its rows. */
  async query<Row>(sql: string, params: unknown[] = []): Promise<Row[]> {
    // Straight to the connection: the way through TypeORM's runner costs more than some pages.
    const runner = this.host.isTransactionActive() ? this.host.tx.queryRunner : undefined;
    const connection = runner ? ((await runner.connect()) as ClientBase) : this.connections.pool;
    return (await connection.query(sql, params)).rows as Row[];
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

  /** As `lock`, together with whoever else shares it: who wants it alone waits for all of them, and they for that one. */
  async share(name: string): Promise<void> {
    await this.query('select pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [name]);
  }
}
