import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { LoggerModule } from 'nestjs-pino';
import type { Logger } from 'pino';
import { Audit } from './audit/audit.js';
import { Clock } from './clock.js';
import type { Config } from './config/config.js';
import { ConfigModule } from './config/config.module.js';
import { DatabaseModule } from './database/database.module.js';
import { Events } from './events.js';
import { AccessGuard } from './http/access.guard.js';
import { Holdings } from './holdings/holdings.js';
import { Cookies } from './http/cookies.js';
import { ErrorFilter } from './http/error.filter.js';
import { HealthController } from './http/health.controller.js';
import { RateLimits } from './http/rate-limits.js';
import { Readiness } from './http/readiness.js';
import { Seals } from './http/seals.js';
import { Jobs } from './jobs/jobs.js';
import { Mail } from './mail/mail.js';
import { OutboxController } from './mail/outbox.controller.js';
import { Retention } from './retention/retention.js';
import { ShippedData } from './shipped-data.js';
import { StatementsController } from './statements/statements.controller.js';
import { StorageModule } from './storage/storage.module.js';
import { Typesetter } from './typesetting/typesetter.js';
import { ViewsModule } from './views/views.module.js';

const shared = [
  Audit,
  Clock,
  Cookies,
  Events,
  Holdings,
  Jobs,
  Mail,
  RateLimits,
  Readiness,
  Retention,
  Seals,
  ShippedData,
  Typesetter,
];

/** What every room of the house relies on. Knows no other module. */
@Global()
@Module({})
export class PlatformModule {
  static forRoot(config: Config, databaseUrl: string, logger: Logger): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        ConfigModule.forRoot(config),
        LoggerModule.forRoot({ pinoHttp: { logger }, forRoutes: [] }),
        DatabaseModule.forRoot(databaseUrl),
        StorageModule.forRoot(config),
        ViewsModule,
      ],
      controllers: [HealthController, OutboxController, StatementsController],
      providers: [
        ...shared,
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ErrorFilter },
      ],
      exports: [...shared, ViewsModule],
    };
  }
}
