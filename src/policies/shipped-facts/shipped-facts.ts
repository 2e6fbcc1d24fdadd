import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { PRODUCT_FOLDER } from '../../platform/shipped-data.js';
import { FactsImportService } from '../facts-import.service.js';
import { readFacts } from '../import/fact-file.js';
import { ProfileRevisions } from '../profiles/profile-revisions.js';
import { QuestionsService } from '../questions.service.js';

export const factsFile = 'data/policies/facts.csv';
export const sampleFactsFile = 'data/policies/sample-facts.csv';

/** Loads the facts that ship, the same way as an imported file. A fault in them is ours, so it throws. */
@Injectable()
export class ShippedFacts {
  constructor(
    private readonly questions: QuestionsService,
    private readonly imports: FactsImportService,
    private readonly profiles: ProfileRevisions,
    private readonly clock: Clock,
  ) {}

  /** Runs inside a transaction; running it again changes nothing. Every organisation has a profile afterwards. */
  async load(file: string): Promise<void> {
    const read = readFacts(
      await readFile(path.join(PRODUCT_FOLDER, file)),
      await this.questions.all(),
      this.clock.today(),
    );
    const { rejected } = await this.imports.take(read, true);
    if (rejected.length > 0)
      throw new Error(`${file}: ${rejected.map((row) => `line ${String(row.line)}: ${row.reason}`).join('; ')}`);
    await this.profiles.reviseAll();
  }
}
