import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { hasPendingMigrations, migrate, poolOf } from './migrations.js';

/**
 * The bare connection pool, for the libraries that keep their own rows (sessions, jobs, rate limits) and for the
 * schema. Verbs never use it: what goes through it does not take part in their transaction.
 */
@Injectable()
export class DatabasePool {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  get pool(): Pool {
    return poolOf(this.dataSource);
  }

  /** Brings the schema up to this version; answers the names of the migrations that ran. */
  migrate(): Promise<string[]> {
    return migrate(this.dataSource);
  }

  /** True when the schema is older than this version of the product. */
  hasPendingMigrations(): Promise<boolean> {
    return hasPendingMigrations(this.dataSource);
  }
}
