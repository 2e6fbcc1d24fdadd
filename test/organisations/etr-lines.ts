import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

interface EtrFields {
  name?: string;
  region?: string;
  icb?: string;
  town?: string;
  opened?: string;
  closed?: string;
  phone?: string;
  letter?: string;
}

/** One line of the shape that ODS publishes: 27 quoted columns, no header. */
export function etrLine(code: string, fields: EtrFields = {}): string {
  const columns = Array.from({ length: 27 }, () => '');
  columns[0] = code;
  columns[1] = fields.name ?? `FICTIONAL TRUST ${code}`;
  columns[2] = fields.region ?? 'Y63';
  columns[3] = fields.icb ?? 'QWO';
  columns[7] = fields.town ?? 'LEEDS';
  columns[10] = fields.opened ?? '20010401';
  columns[11] = fields.closed ?? '';
  columns[17] = fields.phone ?? '';
  columns[23] = fields.letter ?? 'D';
  return columns.map((column) => `"${column.replaceAll('"', '""')}"`).join(',');
}

/** A folder of small release files, removed at the end. */
export async function releaseFolder() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'releases-'));
  return {
    async write(name: string, ...lines: string[]): Promise<string> {
      const file = path.join(folder, name);
      await writeFile(file, lines.join('\r\n') + '\r\n');
      return file;
    },
    path: (name: string) => path.join(folder, name),
    remove: () => rm(folder, { recursive: true }),
  };
}
