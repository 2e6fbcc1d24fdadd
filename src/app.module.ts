import { type DynamicModule, Module } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Config } from './platform/config/config.js';
import { PlatformModule } from './platform/platform.module.js';

/** The whole product, wired. */
@Module({})
export class AppModule {
  static forRoot(config: Config, databaseUrl: string, logger: Logger): DynamicModule {
    return {
      module: AppModule,
      imports: [PlatformModule.forRoot(config, databaseUrl, logger)],
    };
  }
}
