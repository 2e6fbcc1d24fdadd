import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';

/** One kind of data that is held of a person: what it is, why, for how long, and how it is read. */
export interface Holding {
  key: string;
  title: string;
  why: string;
  /** For how long it is held, in words. */
  kept: string;
  /** Why it stays when the person has themselves erased, and as what; null: it is deleted. */
  stays: string | null;
  /** The tables that hold it. */
  tables: readonly string[];
  /**
   * A select of all that is held of the person $1, in an order without ties. Its columns are named in camelCase, since they
   * become the names of fields; it leaves out what is no data of the person, such as keys, hashes and right answers.
   */
  sql: string;
}

/** What one module holds, and how it lets go of it. */
export interface ModuleHoldings {
  /** Modules come in the order of the house: those to the right refer to those to the left, and let go first. */
  order: number;
  held: readonly Holding[];
  /** Deletes all that does not stay, in the caller's transaction. */
  erase: (personId: string) => Promise<void>;
}

export type HeldRow = Record<string, unknown>;

const BATCH = 500;

/** Everything that is held of people: each module says what it holds, so that nothing is left out of what people are shown. */
@Injectable()
export class Holdings {
  private readonly modules: ModuleHoldings[] = [];

  constructor(private readonly database: Database) {}

  /** Call it in the module's onModuleInit. */
  register(holdings: ModuleHoldings): void {
    this.modules.push(holdings);
    this.modules.sort((one, other) => one.order - other.order);
  }

  /** In the order of the modules. */
  all(): readonly Holding[] {
    return this.modules.flatMap(({ held }) => held);
  }

  /** Has all modules let go of the person, in the caller's transaction. */
  async erase(personId: string): Promise<void> {
    for (const { erase } of this.modules.toReversed()) await erase(personId);
  }

  one(key: string): Holding | undefined {
    return this.all().find((holding) => holding.key === key);
  }

  /** How many entries of each kind are held of the person: one statement, however many kinds there are. */
  async counts(personId: string): Promise<Map<string, number>> {
    const held = this.all();
    const parts = held.map(
      ({ sql }, at) => `select ${String(at)} as at, count(*)::int as entries from (${sql}) as held`,
    );
    const rows = await this.database.query<{ at: number; entries: number }>(parts.join(' union all '), [personId]);
    return new Map(rows.map(({ at, entries }) => [held[at]?.key ?? '', entries]));
  }

  /** A page of one kind. */
  page(holding: Holding, personId: string, skip: number, limit: number): Promise<HeldRow[]> {
    return this.database.query<HeldRow>(`${holding.sql} offset $2 limit $3`, [personId, skip, limit]);
  }

  /** All of one kind, in batches. */
  async *entries(holding: Holding, personId: string): AsyncGenerator<HeldRow> {
    for (let skip = 0; ; skip += BATCH) {
      const rows = await this.page(holding, personId, skip, BATCH);
      yield* rows;
      if (rows.length < BATCH) return;
    }
  }
}
