import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { S3mini } from 's3mini';
import { type BytePart, NotStored, Storage } from './storage.js';

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

  constructor(
    private readonly place: S3Place,
    private readonly folder = 'files',
  ) {
    super();
    this.bucket = new S3mini({ ...place, requestAbortTimeout: REQUEST_TIMEOUT_MS });
  }

  shelf(name: string): S3Storage {
    return new S3Storage(this.place, `${this.folder}/${name}`);
  }

  async put(bytes: Buffer): Promise<string> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (!(await this.has(sha256))) await this.bucket.putObject(this.keyOf(sha256), bytes, 'application/octet-stream');
    return sha256;
  }

  async open(sha256: string, part?: BytePart): Promise<Readable> {
    const answer = part ? await this.part(sha256, part) : await this.bucket.getObjectResponse(this.keyOf(sha256));
    if (!answer?.body) throw new NotStored(sha256);
    return Readable.fromWeb(answer.body);
  }

  private async part(sha256: string, { start, end }: BytePart): Promise<Response> {
    if (!(await this.has(sha256))) throw new NotStored(sha256);
    // Its end is the first byte that is left out.
    const answer = await this.bucket.getObjectRaw(this.keyOf(sha256), false, start, end + 1);
    // A service that knows no parts would send all of the file as if it were one.
    if (answer.status !== 206) throw new Error(`The storage answers ${String(answer.status)} to a request for a part`);
    return answer;
  }

  async has(sha256: string): Promise<boolean> {
    return (await this.bucket.objectExists(this.keyOf(sha256))) === true;
  }

  async remove(sha256: string): Promise<void> {
    await this.bucket.deleteObject(this.keyOf(sha256));
  }

  private keyOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('Files are named by their SHA-256');
    return `${this.folder}/${sha256}`;
  }
}
