import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/new-id.js';
import { Events } from '../../platform/events.js';
import { DirectoryWriter } from '../directory/directory-writer.js';
import { ETR_COLUMNS, etrColumn } from '../ods-import/etr-row.rules.js';
import { compareRelease, isOlderThanApplied } from '../ods-import/ods-import.rules.js';
import type { EtrRow } from '../ods-import/ods-import.types.js';
import { OrganisationsChanged } from '../organisations.events.js';
import { CuratedDirectory } from './curated-directory.js';
import { readOrganisations, readSampleOrganisations, type ShippedOrganisation } from './directory-files.js';

/** The shipped directory was made from the release of July 2026; ODS does not say the day. */
const SHIPPED_RELEASE = '2026-07-01';

/**
 * Loads the directory that ships. What ODS says goes the same way as an imported release, so an installation that has
 * imported a later one keeps it; what we curated (sectors, readable names, successions) is brought up to the files.
 */
@Injectable()
export class ShippedDirectory {
  constructor(
    private readonly database: Database,
    private readonly writer: DirectoryWriter,
    private readonly curated: CuratedDirectory,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /** Loads the real organisations. Runs inside a transaction; running it again changes nothing. */
  async load(): Promise<void> {
    await this.database.lock('organisations');
    const organisations = await readOrganisations();
    await this.telling(async () => {
      await this.curated.loadAreas();
      await this.applyShippedRelease(organisations.filter((organisation) => organisation.source.startsWith('ods_etr')));
      await this.curated.loadOrganisations(organisations, { fictional: false });
      await this.writer.recordMemberships(SHIPPED_RELEASE);
      await this.curated.loadHistory(organisations);
      await this.writer.refreshSearchKeys();
    });
  }

  /** Loads the fictional organisations of the sample. */
  async loadSample(): Promise<void> {
    const organisations = await readSampleOrganisations();
    await this.telling(async () => {
      await this.curated.loadOrganisations(organisations, { fictional: true });
      await this.writer.refreshSearchKeys();
    });
  }

  /** Does the work, and tells the other rooms which organisations it added or changed. */
  private async telling(work: () => Promise<void>): Promise<void> {
    const before = await this.curated.snapshot();
    await work();
    const after = await this.curated.snapshot();
    const changed = [...after].filter(([id, facts]) => before.get(id) !== facts).map(([id]) => id);
    if (changed.length > 0) await this.events.publish(new OrganisationsChanged(changed));
  }

  private async applyShippedRelease(organisations: ShippedOrganisation[]): Promise<void> {
    if (isOlderThanApplied(SHIPPED_RELEASE, await this.writer.lastRelease())) return;
    const rows = organisations.map(asEtrRow);
    const stored = await this.writer.stored();
    const { rows: compared, rejected, absent, ...counts } = compareRelease(stored, { rows, rejected: [] });
    await this.writer.applyRelease(stored, rows, { ...counts, rows: compared, rejected, absent }, SHIPPED_RELEASE);
    await this.writer.recordRelease({
      id: newId(),
      asOf: SHIPPED_RELEASE,
      origin: 'shipped',
      counts,
      at: this.clock.now(),
    });
  }
}

/** The columns of the release that our file carries, as ODS writes them; the others are not held. */
function asEtrRow(organisation: ShippedOrganisation, index: number): EtrRow {
  const columns: (string | null)[] = Array.from({ length: ETR_COLUMNS }, () => null);
  columns[etrColumn.code] = organisation.code;
  columns[etrColumn.name] = organisation.name.toUpperCase();
  columns[etrColumn.region] = organisation.region_code ?? '';
  columns[etrColumn.icb] = organisation.icb_code ?? '';
  columns[etrColumn.town] = (organisation.town ?? '').toUpperCase();
  columns[etrColumn.postcode] = organisation.postcode ?? '';
  columns[etrColumn.opened] = (organisation.opened_on ?? '').replaceAll('-', '');
  columns[etrColumn.closed] = (organisation.closed_on ?? '').replaceAll('-', '');
  columns[etrColumn.regionLetter] = organisation.nation === 'wales' ? 'W' : null;
  return { line: index + 2, code: organisation.code, columns };
}
