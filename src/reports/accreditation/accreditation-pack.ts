import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import yazl from 'yazl';
import { AccreditationRecordsService } from '../../courses/accreditation-records.service.js';
import { CourseFilesService } from '../../courses/course-files.service.js';
import { scalesTold, wordsAreTold } from '../../learning/evaluation.rules.js';
import { dateInWords } from '../../platform/civil-date.rules.js';
import { Clock } from '../../platform/clock.js';
import { displayable, REPLACEMENT, type Typeface } from '../../platform/typesetting/displayable.rules.js';
import { Typesetter } from '../../platform/typesetting/typesetter.js';
import { EvaluationsQueries } from '../evaluations/evaluations.queries.js';
import { type PackFacts, packSections } from './pack-sections.js';
import { ReviewRecordQueries } from './review-record.queries.js';

/** Pieces of writing that a pack holds at most. */
const MOST_WRITTEN = 200;

/** Makes what accreditors are given of a course: an accessible document, and a zip with its tables as files. */
@Injectable()
export class AccreditationPack {
  constructor(
    private readonly records: AccreditationRecordsService,
    private readonly reviews: ReviewRecordQueries,
    private readonly evaluations: EvaluationsQueries,
    private readonly files: CourseFilesService,
    private readonly typesetter: Typesetter,
    private readonly clock: Clock,
  ) {}

  /** PDF/UA-1. Throws NotFoundException when there is no such course. */
  async pdf(slug: string): Promise<{ name: string; bytes: Buffer }> {
    const facts = await this.facts(slug);
    return { name: nameOf(facts), bytes: await this.set(facts) };
  }

  /** The document, every table of it as CSV, and the files and media of the course. */
  async zip(slug: string): Promise<{ name: string; body: Readable }> {
    const facts = await this.facts(slug);
    const pdf = await this.set(facts);
    const zip = new yazl.ZipFile();
    const mtime = this.clock.now();
    // Packed already.
    zip.addBuffer(pdf, `${nameOf(facts)}.pdf`, { mtime, compress: false });
    for (const { table } of packSections(facts)) {
      if (!table) continue;
      const csv = stringify([table.columns, ...table.rows], { bom: true, escape_formulas: true });
      zip.addBuffer(Buffer.from(csv), `tables/${table.file}.csv`, { mtime });
    }
    await this.files.addTo(zip, facts.version, 'course', mtime);
    zip.end();
    return { name: nameOf(facts), body: zip.outputStream as Readable };
  }

  private async facts(slug: string): Promise<PackFacts> {
    const known = await this.records.of(slug);
    const { courseId, id } = known.version;
    const [record, { asked, given }, tallies] = await Promise.all([
      this.reviews.of(id),
      this.evaluations.counts(courseId, 'all'),
      this.evaluations.tallies(courseId, 'all'),
    ]);
    const written = wordsAreTold(given) ? await this.evaluations.written(courseId, 'all', null, MOST_WRITTEN) : null;
    return {
      ...known,
      record,
      evaluations: { asked, given, scales: scalesTold(tallies), written },
      takenOn: this.clock.today(),
    };
  }

  private set(facts: PackFacts): Promise<Buffer> {
    return this.typesetter.pdf('accreditation.typ', (typefaces) => packText(facts, typefaces), this.clock.now());
  }
}

const nameOf = ({ version }: PackFacts): string => `accreditation-${version.slug}-v${String(version.number)}`;

/** What assets/typeset/accreditation.typ is given: every word as the typefaces can show it. */
function packText(facts: PackFacts, typefaces: readonly Typeface[]): object {
  let replaced = 0;
  const show = (text: string): string => {
    const shown = displayable(text.replaceAll(/\s+/g, ' '), typefaces);
    replaced += shown.replaced;
    return shown.text;
  };
  const sections = packSections(facts).map(({ title, paragraphs, list, table }) => ({
    title,
    paragraphs: paragraphs.map(show),
    list: list.map(show),
    table: table && { title: table.title, columns: table.columns, rows: table.rows.map((row) => row.map(show)) },
  }));
  const { version, takenOn } = facts;
  const title = show(version.title);
  return {
    title,
    line: `Version ${String(version.number)}, activity code ${show(version.code)}`,
    takenOn: dateInWords(takenOn),
    sections,
    note: replaced > 0 ? `${REPLACEMENT} stands for a character that this document cannot show.` : '',
  };
}
