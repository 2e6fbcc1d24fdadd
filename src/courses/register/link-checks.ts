import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import { Database } from '../../platform/database/database.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { LinkProbe } from './link-probe.js';

const FIND = 'legal-register.find-links';
const CHECK = 'legal-register.check-link';
const MONDAY_MORNING = '17 4 * * 1';
/** In one go; the rest waits for the next. */
const MOST = 500;
/** Between two questions to one server. */
const PAUSE_MS = 3000;
const AGAIN_AFTER_HOURS = 1;

/** Asks the addresses of the register, one after the other at each server, and keeps how they answered. */
@Injectable()
export class LinkChecks implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly probe: LinkProbe,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(FIND, async () => {
      await this.begin();
    });
    this.jobs.handle<{ id: string; url: string }>(CHECK, ({ id, url }) => this.check(id, url));
    if (this.config.linkChecks) this.jobs.recur(FIND, MONDAY_MORNING);
  }

  /** Sets a job for each address that was not asked within the last hour, those first that wait longest. Answers how many. */
  async begin(): Promise<number> {
    return this.database.transaction(async () => {
      const due = await this.database.query<{ id: string; url: string }>(
        `select id, url from legal_source where link_checked_at is null or link_checked_at < $1
         order by link_checked_at nulls first, id limit ${String(MOST)}`,
        [new Date(this.clock.now().getTime() - AGAIN_AFTER_HOURS * 3_600_000)],
      );
      for (const { id, url, runAt } of paced(due, Date.now()))
        await this.jobs.add(CHECK, { id, url }, { key: `${CHECK}:${id}`, runAt });
      return due.length;
    });
  }

  /** An address that was changed meanwhile is left alone. */
  async check(id: string, url: string): Promise<void> {
    const { state, status, leadsTo } = await this.probe.ask(url);
    await this.database.query(
      `update legal_source set link_since = case when link_state = $3 then link_since else $6 end, link_state = $3, link_status = $4,
         link_leads_to = $5, link_checked_at = $6 where id = $1 and url = $2`,
      [id, url, state, status, leadsTo, this.clock.now()],
    );
  }
}

/** Each with its moment, so that no server is asked twice at once. */
function paced(due: readonly { id: string; url: string }[], from: number) {
  const asked = new Map<string, number>();
  return due.map(({ id, url }) => {
    const { host } = new URL(url);
    const before = asked.get(host) ?? 0;
    asked.set(host, before + 1);
    return { id, url, runAt: new Date(from + before * PAUSE_MS) };
  });
}
