import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import yazl from 'yazl';
import { CertificateFilesService } from '../../certificates/certificate-files.service.js';
import { ActivitiesQueries } from '../activities/activities.queries.js';
import { EvidenceFiles } from '../evidence/evidence-files.js';
import type { Period } from '../registers/register.types.js';

interface Wanted {
  path: string;
  at: Date;
  /** The entry that it shows, for the list of what is in the zip. */
  entry: { title: string; endedOn: string };
  /** Whether it can be read at all. */
  there: () => Promise<boolean>;
  bytes: () => Promise<Buffer>;
}

/** All evidence of one person as a zip, made while it is sent: one file is in memory at a time. */
@Injectable()
export class EvidenceZip {
  constructor(
    private readonly activities: ActivitiesQueries,
    private readonly files: EvidenceFiles,
    private readonly certificates: CertificateFilesService,
  ) {}

  /** Of what ended within the period (null: ever). The list at its top says what is in it, and what could not be read. */
  async of(personId: string, period: Period | null, madeAt: Date, most: number): Promise<Readable> {
    const wanted = await this.wanted(personId, period, most);
    const zip = new yazl.ZipFile();
    const listed: string[][] = [];
    const readable: Wanted[] = [];
    for (const one of wanted) {
      const there = await one.there();
      if (there) readable.push(one);
      listed.push([one.entry.endedOn, one.entry.title, one.path, there ? 'yes' : 'no: the file is lost']);
    }
    const list = stringify([['Ended', 'Entry', 'File', 'In this zip'], ...listed], {
      bom: true,
      escape_formulas: true,
    });
    zip.addBuffer(Buffer.from(list), 'contents.csv', { mtime: madeAt });
    const output = zip.outputStream as Readable;
    for (const one of readable)
      // PDFs and pictures are packed already.
      zip.addReadStreamLazy(one.path, { mtime: one.at, compress: false }, (give) => {
        one.bytes().then(
          (bytes) => {
            give(null, Readable.from([bytes]));
          },
          (error: unknown) => {
            // Whoever receives half a zip must see that it is one.
            output.destroy(error instanceof Error ? error : new Error('A file could not be read'));
          },
        );
      });
    zip.end();
    return output;
  }

  private async wanted(personId: string, period: Period | null, most: number): Promise<Wanted[]> {
    const [activities, evidence] = await Promise.all([
      this.activities.exported(personId, period, null, most),
      this.files.ofPeriod(personId, period),
    ]);
    const taken = new Set<string>();
    const byActivity = Map.groupBy(evidence, ({ activityId }) => activityId);
    return activities.flatMap((activity) => {
      const { certificateNumber: number, endedOn, title } = activity;
      const folder = `${endedOn} ${fileName(title)}`;
      const certificate: Wanted[] =
        number === null
          ? []
          : [
              {
                path: free(`${folder}/certificate ${number}.pdf`, taken),
                at: new Date(`${endedOn}T12:00:00Z`),
                entry: activity,
                there: () => Promise.resolve(true),
                bytes: async () => (await this.certificates.pdfOf(personId, number)) ?? Buffer.alloc(0),
              },
            ];
      const files = (byActivity.get(activity.id) ?? []).map((file): Wanted => ({
        path: free(`${folder}/${fileName(file.name)}`, taken),
        at: file.addedAt,
        entry: activity,
        there: () => this.files.has(file.stored),
        bytes: async () => (await this.files.read(personId, activity.id, file.id)).bytes,
      }));
      return [...certificate, ...files];
    });
  }
}

/** A name that every system takes: without signs that mean something in paths, and not too long. */
function fileName(text: string): string {
  const name = text
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\\/:*?"<>|]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[. ]+|[. ]+$/g, '');
  const ending = /\.[a-z]{3,4}$/i.exec(name)?.[0] ?? '';
  const letters = Array.from(name.slice(0, name.length - ending.length));
  return (letters.slice(0, 60).join('').trim() || 'untitled') + ending;
}

/** The path, or the first of its like that is not taken; small and large letters are the same to some systems. */
function free(path: string, taken: Set<string>): string {
  const dot = path.lastIndexOf('.');
  let found = path;
  for (let n = 2; taken.has(found.toLowerCase()); n += 1)
    found = `${path.slice(0, dot)} (${String(n)})${path.slice(dot)}`;
  taken.add(found.toLowerCase());
  return found;
}
