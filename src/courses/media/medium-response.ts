import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { HttpException, HttpStatus, NotFoundException } from '@nestjs/common';
import type { Request, Response } from 'express';
import { type BytePart, NotStored } from '../../platform/storage/storage.js';
import type { KeptMedium } from './course-media.js';

/**
 * Sends a medium, or the part of it that is asked for: players of video begin in the middle. `kept` says whether the same
 * address always gives the same bytes. Throws NotFoundException when there is none.
 */
export async function sendMedium(
  req: Request,
  res: Response,
  medium: KeptMedium | undefined,
  given: { file: string; kept: boolean; open: (sha256: string, part?: BytePart) => Promise<Readable> },
): Promise<void> {
  if (!medium) throw new NotFoundException('There is no such picture, recording or document here.');
  const { sha256, mediaType, bytes } = medium;
  const tag = `"${sha256}"`;
  res.setHeader('ETag', tag);
  // Never compressed on the way: that would change which bytes a part is.
  const caching = `private, ${given.kept ? 'max-age=31536000, immutable' : 'no-cache'}, no-transform`;
  if (req.fresh) {
    res.setHeader('Cache-Control', caching);
    res.status(HttpStatus.NOT_MODIFIED).end();
    return;
  }
  const part = partOf(req, bytes, tag);
  if (part === 'beyond') {
    res.setHeader('Content-Range', `bytes */${String(bytes)}`);
    throw new HttpException('The file has no such part.', HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE);
  }
  const body = await opened(given.open, sha256, part);
  res.setHeader('Cache-Control', caching);
  res.setHeader('Accept-Ranges', 'bytes');
  res.setHeader('Content-Type', mediaType === 'text/vtt' ? 'text/vtt; charset=utf-8' : mediaType);
  res.setHeader('Content-Length', part ? part.end - part.start + 1 : bytes);
  if (mediaType.startsWith('application/'))
    res.setHeader('Content-Disposition', `attachment; filename="${given.file}"`);
  if (part) {
    res.status(HttpStatus.PARTIAL_CONTENT);
    res.setHeader('Content-Range', `bytes ${String(part.start)}-${String(part.end)}/${String(bytes)}`);
  }
  if (req.method === 'HEAD') {
    body.destroy();
    res.end();
    return;
  }
  try {
    await pipeline(body, res);
  } catch (error) {
    // Whoever watches may go away, or jump to another part; what fails on our side must be heard of.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

/** One part at a time, as players ask; whoever asks for several gets all of the file. */
function partOf(req: Request, bytes: number, tag: string): BytePart | undefined | 'beyond' {
  const condition = req.headers['if-range'];
  if (condition !== undefined && condition !== tag) return undefined;
  const ranges = req.range(bytes, { combine: true });
  if (ranges === -1) return 'beyond';
  if (ranges === undefined || ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1) return undefined;
  const [range] = ranges;
  return range && { start: range.start, end: range.end };
}

async function opened(
  open: (sha256: string, part?: BytePart) => Promise<Readable>,
  sha256: string,
  part: BytePart | undefined,
): Promise<Readable> {
  try {
    return await open(sha256, part);
  } catch (error) {
    if (error instanceof NotStored)
      throw new NotFoundException('This file was lost from the storage. Tell whoever runs this product.', {
        cause: error,
      });
    throw error;
  }
}
