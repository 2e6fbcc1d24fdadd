import { createHash } from 'node:crypto';
import { Controller, Get, HttpException, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock } from '../../platform/clock.js';
import { Public } from '../../platform/http/allow.js';
import { networkAddress, type RateLimit, RateLimits } from '../../platform/http/rate-limits.js';
import { Upload } from '../../platform/http/upload.js';
import { Pages } from '../../platform/views/pages.js';
import { Views } from '../../platform/views/views.js';
import { readNumber, type ReadNumber } from '../../platform/readable-number.rules.js';
import type { Certificate } from '../certificates.types.js';
import { certificatesPaths } from '../paths.js';
import { CertificateAddendaService } from '../certificate-addenda.service.js';
import { CertificatesQueries } from '../register/certificates.queries.js';
import {
  MAX_FILE_BYTES,
  verificationJson,
  verifiedPage,
  verifiedView,
  verifyPage,
  verifyView,
} from './verification.view.js';

/** Numbers cannot be guessed; this keeps those who try from costing much. Whole hospitals share an address. */
const misses: RateLimit = { name: 'verification-misses', points: 100, seconds: 15 * 60 };
/** A file costs more to take in than a number. */
const files: RateLimit = { name: 'verification-files', points: 200, seconds: 15 * 60 };
const notOurs = [
  'Either it was never ours, or it has been changed since: edited, printed to a new PDF, or saved again by another program. A single changed byte is enough.',
  'Check the number on it instead, and compare what you see here with what the file says.',
];

const problems: Record<Extract<ReadNumber, { ok: false }>['problem'], string> = {
  empty: 'Enter the number that stands on the certificate',
  length: 'Enter the whole number: four groups of four characters and one at the end',
  characters: 'Enter the number with letters and digits alone. It never holds a U',
  check: 'Check the number against the certificate: a character is wrong, or two have changed places',
};

/** Anybody who has a certificate in hand finds out what it is worth. */
@Controller('verify')
@Public()
export class VerificationController {
  private readonly script: string;

  constructor(
    private readonly queries: CertificatesQueries,
    private readonly addenda: CertificateAddendaService,
    private readonly limits: RateLimits,
    private readonly pages: Pages,
    private readonly clock: Clock,
    views: Views,
  ) {
    this.script = views.assetUrl('check-file.js');
  }

  /** The form; with `number`, the way from the form to the answer. */
  @Get()
  ask(@Query('number') typed: unknown, @Req() req: Request, @Res() res: Response): void {
    if (typeof typed !== 'string') {
      this.pages.send(req, res, verifyPage, verifyView(this.script));
      return;
    }
    const number = readNumber(typed);
    if (number.ok) res.redirect(303, certificatesPaths.verify(number.number));
    else {
      const errors = [{ field: 'number', message: problems[number.problem] }];
      this.pages.send(req, res, verifyPage, verifyView(this.script, { number: typed.slice(0, 200), errors }), {
        status: 422,
      });
    }
  }

  /** Where somebody lands who reloads the answer to a file. */
  @Get('files')
  askAgain(@Res() res: Response): void {
    res.redirect(303, certificatesPaths.verify());
  }

  @Get('files/:sha256.json')
  async fileBySha256Json(@Param('sha256') sha256: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    await this.fileBySha256(sha256, req, res);
  }

  /** The answer to a file whose SHA-256 was reckoned where the file is, so that it need not be sent. */
  @Get('files/:sha256')
  async fileBySha256(@Param('sha256') sha256: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new NotFoundException('A SHA-256 is written in 64 hexadecimal digits.');
    await this.answerToFile(sha256, req, res);
  }

  /** Takes the PDF itself. Only its SHA-256 is looked up; the file goes no further. */
  @Post(['', 'files'])
  @Upload({ field: 'file', maxBytes: MAX_FILE_BYTES, tooLarge: 'form' })
  async checkFile(@Req() req: Request, @Res() res: Response): Promise<void> {
    await this.limits.consume(files, networkAddress(req));
    const bytes = req.file?.buffer;
    const problem = fileProblem(bytes, req.uploadTooLarge === true);
    if (bytes !== undefined && problem === null)
      await this.answerToFile(createHash('sha256').update(bytes).digest('hex'), req, res);
    else {
      const status = req.uploadTooLarge === true ? 413 : 422;
      if (wantsJson(req)) throw new HttpException(problem ?? '', status);
      const errors = [{ field: 'file', message: problem ?? '' }];
      this.pages.send(req, res, verifyPage, verifyView(this.script, { errors }), { status });
    }
  }

  @Get(':number.json')
  async json(@Param('number') typed: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const certificate = await this.find(readNumber(typed), req);
    if (!certificate) throw new NotFoundException('No certificate has this number. Check it against the certificate.');
    keepOutOfSearch(res).setHeader('Cache-Control', 'no-store');
    res.json(verificationJson(certificate, await this.addenda.of(certificate), this.clock.today()));
  }

  @Get(':number')
  async show(@Param('number') typed: string, @Req() req: Request, @Res() res: Response): Promise<void> {
    const number = readNumber(typed);
    const certificate = await this.find(number, req);
    if (certificate && certificate.number !== typed) res.redirect(303, certificatesPaths.verify(certificate.number));
    else if (certificate) await this.answer(req, res, certificate, false);
    else {
      const finding = [
        number.ok
          ? 'It is written as our numbers are, but no certificate of ours has it.'
          : `${problems[number.problem]}.`,
        'Zero and the letter O are read as the same, so are 1, I and L; capitals, spaces and dashes do not matter.',
        'If the number is right, ask whoever gave you the certificate for its PDF file, and check that.',
      ];
      const view = verifyView(this.script, {
        title: 'No certificate has this number',
        number: typed.slice(0, 200),
        finding,
      });
      this.pages.send(req, keepOutOfSearch(res), verifyPage, view, { status: 404 });
    }
  }

  private async find(number: ReadNumber, req: Request): Promise<Certificate | undefined> {
    const certificate = number.ok ? await this.queries.byNumber(number.number) : undefined;
    if (!certificate) await this.limits.consume(misses, networkAddress(req));
    return certificate;
  }

  private async answerToFile(sha256: string, req: Request, res: Response): Promise<void> {
    const certificate = await this.queries.bySha256(sha256);
    if (!certificate) await this.limits.consume(misses, networkAddress(req));
    if (wantsJson(req)) {
      if (!certificate) throw new NotFoundException(`This is not a file that we issued. ${notOurs.join(' ')}`);
      keepOutOfSearch(res).setHeader('Cache-Control', 'no-store');
      res.json(verificationJson(certificate, await this.addenda.of(certificate), this.clock.today()));
    } else if (certificate) await this.answer(req, res, certificate, true);
    else {
      const view = verifyView(this.script, { title: 'This is not a file that we issued', finding: notOurs });
      this.pages.send(req, keepOutOfSearch(res), verifyPage, view);
    }
  }

  private async answer(req: Request, res: Response, certificate: Certificate, fileIsSame: boolean): Promise<void> {
    const addenda = await this.addenda.of(certificate);
    const view = verifiedView(this.script, certificate, addenda, this.clock.today(), fileIsSame);
    this.pages.send(req, keepOutOfSearch(res), verifiedPage, view);
  }
}

/** What is wrong with a file before it is looked up; null when nothing is. */
function fileProblem(bytes: Buffer | undefined, tooLarge: boolean): string | null {
  if (tooLarge) return 'Choose a file of at most 5 MB: no certificate of ours is larger';
  if (bytes === undefined || bytes.length === 0) return 'Choose the PDF file of the certificate';
  if (bytes.subarray(0, 1024).includes('%PDF-')) return null;
  return 'Choose a PDF: this file is of another kind. A photo or a scan can be checked by the number on it';
}

const wantsJson = (req: Request): boolean => req.path.endsWith('.json') || req.accepts(['html', 'json']) === 'json';

/** A name on a certificate is for those who were given it. */
function keepOutOfSearch(res: Response): Response {
  res.setHeader('X-Robots-Tag', 'noindex');
  return res;
}
