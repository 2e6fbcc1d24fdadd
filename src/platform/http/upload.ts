import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  HttpException,
  HttpStatus,
  mixin,
  type NestInterceptor,
  SetMetadata,
  UseInterceptors,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import multer, { MulterError } from 'multer';
import type { Observable } from 'rxjs';

export const UPLOAD = 'beforehand.upload';

export interface UploadOptions {
  /** Name of the file field. */
  field: string;
  maxBytes: number;
  /** Where a file that is too large is told: on a page of its own, or by the handler beside what else was typed. */
  tooLarge?: 'page' | 'form';
}

/**
 * Lets a handler take a form with one file, which is then `req.file` (in memory, at most maxBytes). Handlers
 * without it refuse multipart forms, so that none slips past the form token.
 * @public
 */
export const Upload = (options: UploadOptions) =>
  applyDecorators(SetMetadata(UPLOAD, options), UseInterceptors(uploadInterceptor(options)));

function uploadInterceptor({ field, maxBytes, tooLarge }: UploadOptions) {
  const read = multer({
    storage: multer.memoryStorage(),
    limits: { fileSize: maxBytes, files: 1, fields: 50 },
    // Browsers send the names of files in UTF-8.
    defParamCharset: 'utf8',
  }).single(field);
  class ReadUpload implements NestInterceptor {
    async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
      const req = context.switchToHttp().getRequest<Request>();
      const res = context.switchToHttp().getResponse<Response>();
      if (!req.is('multipart/form-data')) return next.handle();
      await new Promise<void>((resolve, reject) => {
        read(req, res, (error: unknown) => {
          if (error === undefined || error === null) resolve();
          else if (tooLarge === 'form' && error instanceof MulterError && error.code === 'LIMIT_FILE_SIZE') {
            req.uploadTooLarge = true;
            resolve();
          } else reject(uploadProblem(error, maxBytes));
        });
      });
      req.checkForm();
      return next.handle();
    }
  }
  return mixin(ReadUpload);
}

function uploadProblem(error: unknown, maxBytes: number): Error {
  if (error instanceof MulterError && error.code === 'LIMIT_FILE_SIZE')
    return new HttpException(
      `The file is larger than ${String(Math.floor(maxBytes / 1_048_576))} MB. Choose a smaller one.`,
      HttpStatus.PAYLOAD_TOO_LARGE,
    );
  if (error instanceof MulterError)
    return new HttpException('Choose one file and send the form again.', HttpStatus.BAD_REQUEST);
  return error instanceof Error ? error : new Error('The upload could not be read');
}
