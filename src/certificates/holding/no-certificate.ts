import { NotFoundException } from '@nestjs/common';

/** The same for one that does not exist and for one that is somebody else's. */
export function noCertificate(): NotFoundException {
  return new NotFoundException(
    'You have no such certificate. To check one that somebody gave you, use “Check a certificate”.',
  );
}
