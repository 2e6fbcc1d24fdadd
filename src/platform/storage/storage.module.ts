import path from 'node:path';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { FolderStorage } from './folder-storage.js';
import { readS3Url, S3Storage } from './s3-storage.js';
import { Storage } from './storage.js';

/** Keeps files in a folder under DATA_DIR, or where STORAGE_URL says. */
@Global()
@Module({})
export class StorageModule {
  static forRoot(config: Config): DynamicModule {
    const storage =
      config.storageUrl === null
        ? new FolderStorage(path.join(config.dataDir, 'files'))
        : new S3Storage(readS3Url(config.storageUrl));
    return { module: StorageModule, providers: [{ provide: Storage, useValue: storage }], exports: [Storage] };
  }
}
