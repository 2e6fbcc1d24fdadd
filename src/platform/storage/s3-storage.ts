import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { S3mini } from 's3mini';
import { NotStored, Storage } from './storage.js';

/** Where an S3-compatible service keeps the files. */
export interface S3Place {
  endpoint: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

const REQUEST_TIMEOUT_MS = 60_000;

/**
 * Reads a setting such as s3://KEY:SECRET@HOST/BUCKET?region=eu-west-2. `s3+http` speaks without encryption, to a service on
 * the same machine. Throws when it is no such address.
 */
export function readS3Url(setting: string): S3Place {
  const url = new URL(setting);
  const bucket = /^\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/?$/.exec(url.pathname)?.[1];
  if (!['s3:', 's3+http:'].includes(url.protocol)) throw new Error('not an address of an S3 service');
  if (!bucket || !url.host || !url.username || !url.password) throw new Error('key, secret, host or bucket is missing');
  return {
    endpoint: `${url.protocol === 's3:' ? 'https' : 'http'}://${url.host}/${bucket}`,
    region: url.searchParams.get('region') ?? 'auto',
    accessKeyId: decodeURIComponent(url.username),
    secretAccessKey: decodeURIComponent(url.password),
  };
}

/** Files in a bucket of an S3-compatible service, each under its hash. */
export class S3Storage extends Storage {
  private readonly bucket: S3mini;

  constructor(place: S3Place) {
    super();
    this.bucket = new S3mini({ ...place, requestAbortTimeout: REQUEST_TIMEOUT_MS });
  }

  async put(bytes: Buffer): Promise<string> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (!(await this.has(sha256))) await this.bucket.putObject(keyOf(sha256), bytes, 'application/octet-stream');
    return sha256;
  }

  async open(sha256: string): Promise<Readable> {
    const answer = await this.bucket.getObjectResponse(keyOf(sha256));
    if (!answer?.body) throw new NotStored(sha256);
    return Readable.fromWeb(answer.body);
  }

  async has(sha256: string): Promise<boolean> {
    return (await this.bucket.objectExists(keyOf(sha256))) === true;
  }

  async remove(sha256: string): Promise<void> {
    await this.bucket.deleteObject(keyOf(sha256));
  }
}

function keyOf(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('Files are named by their SHA-256');
  return `files/${sha256}`;
}
