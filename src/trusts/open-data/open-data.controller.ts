import { Controller, Get, NotFoundException, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Public } from '../../platform/http/allow.js';
import { Pages } from '../../platform/views/pages.js';
import { fileName } from './data-package.rules.js';
import { OpenDataFiles } from './open-data-files.js';
import { openDataPage, openDataView } from './open-data.view.js';
import { resources } from './resources.rules.js';

const names = new Set([
  'datapackage.json',
  ...resources.flatMap(({ name }) => [fileName(name, 'csv'), fileName(name, 'json')]),
]);

/** Everything that may be open, as files at addresses that stay, with a dictionary. */
@Controller('open-data')
@Public()
export class OpenDataController {
  constructor(
    private readonly files: OpenDataFiles,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Req() req: Request, @Res() res: Response): Promise<void> {
    const release = await this.files.current();
    this.pages.send(req, res, openDataPage, openDataView(release, await this.files.descriptor(release)));
  }

  @Get(':file')
  async download(@Param('file') file: string, @Res() res: Response): Promise<void> {
    if (!names.has(file)) throw new NotFoundException('There is no such file in the open data.');
    const { revision, folder } = await this.files.current();
    res.setHeader('Access-Control-Allow-Origin', '*');
    res.setHeader('ETag', `"${revision}"`);
    // Compressed on the way, its bytes could not be counted, and a download not be taken up again.
    res.setHeader('Cache-Control', 'public, max-age=300, no-transform');
    if (file.endsWith('.csv')) res.type('text/csv; charset=utf-8');
    await new Promise<void>((resolve, reject) => {
      res.sendFile(file, { root: folder, cacheControl: false, lastModified: false }, (error?: Error) => {
        // Who closes the connection half way has what they wanted.
        if (error && !res.headersSent) reject(error);
        else resolve();
      });
    });
  }
}
