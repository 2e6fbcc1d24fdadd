import { Controller, Get, Header, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Database } from '../database/database.js';
import { DatabasePool } from '../database/pool.js';
import { Public } from './allow.js';
import { Readiness } from './readiness.js';

/** For balancers and supervisors. */
@Controller('health')
@Public()
export class HealthController {
  private migrated = false;

  constructor(
    private readonly readiness: Readiness,
    private readonly database: Database,
    private readonly connections: DatabasePool,
  ) {}

  /** The process runs and answers. */
  @Get('live')
  @Header('Cache-Control', 'no-store')
  live() {
    return { status: 'live' };
  }

  /** The process should be sent requests: the schema is there, the database answers, nobody told it to stop. */
  @Get('ready')
  async ready(@Res() res: Response): Promise<void> {
    const status = await this.status();
    res
      .status(status === 'ready' ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status });
  }

  private async status(): Promise<string> {
    if (this.readiness.now !== 'ready') return this.readiness.now;
    try {
      this.migrated ||= !(await this.connections.hasPendingMigrations());
      if (!this.migrated) return 'migrations pending';
      await this.database.query('select 1');
      return 'ready';
    } catch {
      return 'database unreachable';
    }
  }
}
