import { Injectable } from '@nestjs/common';
import { CertificateDocuments } from './document/certificate-documents.js';

/** The files of certificates, for other rooms of the house. */
@Injectable()
export class CertificateFilesService {
  constructor(private readonly documents: CertificateDocuments) {}

  /** The PDF of a person's own certificate; undefined for every other number. */
  pdfOf(personId: string, number: string): Promise<Buffer | undefined> {
    return this.documents.pdf(number, (holder) => holder === personId);
  }
}
