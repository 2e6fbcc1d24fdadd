import type { Readable } from 'node:stream';

/** A part of a file: the first and the last of its bytes, counted from 0. */
export interface BytePart {
  start: number;
  end: number;
}

/**
 * Where the bytes of files are kept, by their SHA-256: the same bytes twice are one file, and none is ever changed.
 * Whether a file is still needed is for those to say who put it there.
 */
export abstract class Storage {
  /** A place of its own for files that others may not take away, though they put the same bytes elsewhere. */
  abstract shelf(name: string): Storage;
  /** Keeps the bytes, unless they are there already. Answers their SHA-256 in hexadecimal digits. */
  abstract put(bytes: Buffer): Promise<string>;
  /** All of the bytes, or those of a part. Throws NotStored when there are none. */
  abstract open(sha256: string, part?: BytePart): Promise<Readable>;
  abstract has(sha256: string): Promise<boolean>;
  /** Does nothing when there are none. */
  abstract remove(sha256: string): Promise<void>;
}

/** The bytes are not where they should be: the storage was changed by somebody else, or not restored with the database. */
export class NotStored extends Error {
  constructor(sha256: string) {
    super(`The storage has no file ${sha256}`);
    this.name = 'NotStored';
  }
}
