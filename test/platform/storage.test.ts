import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from '../../src/platform/config/config.js';
import { FolderStorage } from '../../src/platform/storage/folder-storage.js';
import { readS3Url, S3Storage } from '../../src/platform/storage/s3-storage.js';
import { NotStored, type Storage } from '../../src/platform/storage/storage.js';
import { startS3 } from './s3-server.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'storage-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function keepsFiles(storage: Storage): Promise<void> {
  const bytes = randomBytes(3_000_000);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect(await storage.has(sha256)).toBe(false);
  await expect(storage.open(sha256)).rejects.toThrow(NotStored);
  expect(await storage.put(bytes)).toBe(sha256);
  expect(await storage.put(bytes)).toBe(sha256);
  expect(await storage.has(sha256)).toBe(true);
  expect((await buffer(await storage.open(sha256))).equals(bytes)).toBe(true);
  const part = await buffer(await storage.open(sha256, { start: 1_000_000, end: 1_000_009 }));
  expect(part.equals(bytes.subarray(1_000_000, 1_000_010))).toBe(true);
  await expect(storage.open('0'.repeat(64), { start: 0, end: 1 })).rejects.toThrow(NotStored);
  const shelf = storage.shelf('pictures');
  expect(await shelf.has(sha256)).toBe(false);
  await shelf.put(bytes);
  await storage.remove(sha256);
  await storage.remove(sha256);
  expect(await shelf.has(sha256)).toBe(true);
  await shelf.remove(sha256);
  expect(await storage.has(sha256)).toBe(false);
  await expect(storage.has('../../etc/passwd')).rejects.toThrow('named by their SHA-256');
}

describe('files are kept by their hash', () => {
  it('in a folder that nobody else reads, with nothing half written beside them', async () => {
    const storage = new FolderStorage(path.join(folder, 'files'));
    await keepsFiles(storage);
    const sha256 = await storage.put(Buffer.from('One file.'));
    expect((await stat(path.join(folder, 'files'))).mode & 0o777).toBe(0o700);
    expect((await stat(path.join(folder, 'files', sha256.slice(0, 2), sha256))).mode & 0o777).toBe(0o600);
    const names = await readdir(path.join(folder, 'files'), { recursive: true });
    expect(names.filter((name) => path.basename(name).length > 10)).toEqual([path.join(sha256.slice(0, 2), sha256)]);
  });

  it('in a bucket of an S3 service', async () => {
    const s3 = await startS3(path.join(folder, 's3'));
    try {
      await keepsFiles(new S3Storage(readS3Url(s3.url)));
      const stranger = new S3Storage(readS3Url(s3.url.replace('S3RVER:', 'STRANGER:')));
      await expect(stranger.put(Buffer.from('Not mine.'))).rejects.toThrow();
    } finally {
      await s3.stop();
    }
    await expect(new S3Storage(readS3Url(s3.url)).put(Buffer.from('Nobody there.'))).rejects.toThrow();
  });

  it('where a setting says, which is refused when it is none', () => {
    expect(readS3Url('s3://key:a%2Fb@s3.example.org:9000/policies?region=eu-west-2')).toEqual({
      endpoint: 'https://s3.example.org:9000/policies',
      region: 'eu-west-2',
      accessKeyId: 'key',
      secretAccessKey: 'a/b',
    });
    for (const wrong of ['policies', 'https://s3.example.org/policies', 's3://host/policies', 's3://key:secret@host/'])
      expect(() => readConfig({ STORAGE_URL: wrong })).toThrow(ConfigError);
    expect(readConfig({ STORAGE_URL: 's3://key:secret@host/policies' }).storageUrl).not.toBeNull();
    expect(readConfig({}).storageUrl).toBeNull();
  });
});
