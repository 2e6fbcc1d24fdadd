import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { PinoLogger } from 'nestjs-pino';
import { Clock } from './clock.js';
import type { Config } from './config/config.js';
import { CONFIG } from './config/config.module.js';
import { Database } from './database/database.js';

export interface Shipment {
  name: string;
  /** Shipments load from the lowest order to the highest. */
  order: number;
  /** Files or folders below the product's own folder whose content decides whether to load again. */
  files: string[];
  /** What else decides whether to load again. */
  fingerprint?: () => string;
  /** Loaded only together with the sample accounts. */
  sampleOnly?: boolean;
  /** Loads the files. Runs in one transaction, and may run again on data that it loaded before. */
  load: () => Promise<void>;
}

/** The folder that holds `data/`, `content/` and `views/`. */
export const PRODUCT_FOLDER = path.resolve(
  import.meta.dirname,
  import.meta.dirname.includes(`${path.sep}dist${path.sep}`) ? '../../..' : '../..',
);

/** Reference data and courses that ship with the product: loaded at start when their files have changed. */
@Injectable()
export class ShippedData {
  private readonly shipments: Shipment[] = [];

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    private readonly log: PinoLogger,
  ) {
    this.log.setContext(ShippedData.name);
  }

  /** Registers what a module ships; call it in onModuleInit. */
  register(shipment: Shipment): void {
    this.shipments.push(shipment);
  }

  /** Loads, in their order, the shipments whose files differ from what was last loaded. */
  async load(): Promise<void> {
    const due = this.shipments
      .filter((shipment) => !shipment.sampleOnly || this.config.sampleContent)
      .sort((a, b) => a.order - b.order);
    for (const shipment of due) {
      const files = await hashOf(shipment.files.map((file) => path.join(PRODUCT_FOLDER, file)));
      const sha256 = files + (shipment.fingerprint?.() ?? '');
      await this.database.transaction(async () => {
        await this.database.lock('shipped-data');
        const [last] = await this.database.query<{ sha256: string }>(
          'select sha256 from shipped_data where name = $1',
          [shipment.name],
        );
        if (last?.sha256 === sha256) return;
        const started = performance.now();
        await shipment.load();
        await this.database.query(
          `insert into shipped_data (name, sha256, loaded_at) values ($1, $2, $3)
           on conflict (name) do update set sha256 = excluded.sha256, loaded_at = excluded.loaded_at`,
          [shipment.name, sha256, this.clock.now()],
        );
        this.log.info({ shipment: shipment.name, ms: Math.round(performance.now() - started) }, 'loaded what ships');
      });
    }
  }
}

/** SHA-256 over the names and bytes of files and folders, in a stable order. */
async function hashOf(paths: string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const entry of paths) {
    const isFolder = (await stat(entry)).isDirectory();
    const files = isFolder
      ? (await readdir(entry, { recursive: true, withFileTypes: true }))
          .filter((found) => found.isFile())
          .map((found) => path.join(found.parentPath, found.name))
          .sort()
      : [entry];
    for (const file of files) {
      hash.update(`\0${path.relative(PRODUCT_FOLDER, file)}\0`);
      for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
    }
  }
  return hash.digest('hex');
}
