import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { type BytePart, NotStored, Storage } from './storage.js';

/** Files in a folder that only this product's user may read, spread over sub-folders by the first digits of their hash. */
export class FolderStorage extends Storage {
  constructor(private readonly folder: string) {
    super();
  }

  shelf(name: string): FolderStorage {
    return new FolderStorage(path.join(this.folder, name));
  }

  async put(bytes: Buffer): Promise<string> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (await this.has(sha256)) return sha256;
    const place = this.placeOf(sha256);
    await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
    // A file under its final name is always whole: a crash leaves at most one under a name that nobody asks for.
    const unfinished = `${place}.${randomUUID()}`;
    const file = await open(unfinished, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, place);
    return sha256;
  }

  async open(sha256: string, part?: BytePart): Promise<Readable> {
    try {
      const file = await open(this.placeOf(sha256), 'r');
      return file.createReadStream(part);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new NotStored(sha256);
      throw error;
    }
  }

  async has(sha256: string): Promise<boolean> {
    return access(this.placeOf(sha256)).then(
      () => true,
      () => false,
    );
  }

  async remove(sha256: string): Promise<void> {
    await rm(this.placeOf(sha256), { force: true });
  }

  private placeOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('Files are named by their SHA-256');
    return path.join(this.folder, sha256.slice(0, 2), sha256);
  }
}
