import { type DynamicModule, Global, Module } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import { ClsPluginTransactional } from '@nestjs-cls/transactional';
import { TransactionalAdapterTypeOrm } from '@nestjs-cls/transactional-adapter-typeorm';
import { ClsModule } from 'nestjs-cls';
import pg from 'pg';
import { migrations } from '../../../migrations/index.js';
import { AuditEntryEntity } from '../audit/audit-entry.entity.js';
import { MailMessageEntity } from '../mail/mail-message.entity.js';
import { Database } from './database.js';
import { PreparingClient } from './preparing-client.js';
import { DatabasePool } from './pool.js';
import { RateLimitEntity, SessionEntity, ShippedDataEntity } from './house.entity.js';

// A date is a civil date, never an instant: 1 July must not become 30 June. Counts fit a number.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

@Global()
@Module({})
export class DatabaseModule {
  /** Connects to the PostgreSQL at the address. Never changes its schema: see migrations.ts. */
  static forRoot(url: string, poolSize = 10): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRoot({
          type: 'postgres',
          url,
          autoLoadEntities: true,
          migrations,
          synchronize: false,
          logging: false,
          retryAttempts: 3,
          retryDelay: 500,
          applicationName: 'beforehand',
          // What is about to be asked again fails on its own; an idle connection lost must not end the process.
          poolErrorHandler: () => undefined,
          extra: { max: poolSize, Client: PreparingClient },
        }),
        TypeOrmModule.forFeature([
          AuditEntryEntity,
          MailMessageEntity,
          SessionEntity,
          RateLimitEntity,
          ShippedDataEntity,
        ]),
        ClsModule.forRoot({
          global: true,
          plugins: [
            new ClsPluginTransactional({
              imports: [TypeOrmModule],
              adapter: new TransactionalAdapterTypeOrm({ dataSourceToken: getDataSourceToken() }),
            }),
          ],
        }),
      ],
      providers: [Database, DatabasePool],
      exports: [Database, DatabasePool, TypeOrmModule],
    };
  }
}
