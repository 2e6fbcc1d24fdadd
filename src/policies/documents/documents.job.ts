import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '../../platform/jobs/jobs.js';
import { FileShelf, READ_TEXT_JOB, SWEEP_JOB } from './file-shelf.js';
import { TextReading } from './text/text-reading.js';

/** What is done with files after the answer has gone: their text is read, and what nobody needs is let go. */
@Injectable()
export class DocumentsJob implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly shelf: FileShelf,
    private readonly reading: TextReading,
  ) {}

  onModuleInit(): void {
    this.jobs.handle<{ sha256: string }>(SWEEP_JOB, ({ sha256 }) => this.shelf.sweep(sha256));
    this.jobs.handle<{ fileId: string }>(READ_TEXT_JOB, ({ fileId }) => this.reading.read(fileId));
  }
}
