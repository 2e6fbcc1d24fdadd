import { createHash, createPrivateKey, type webcrypto, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { plainAddPlaceholder } from '@signpdf/placeholder-plain';
import { SignPdf } from '@signpdf/signpdf';
import { Signer, SUBFILTER_ETSI_CADES_DETACHED } from '@signpdf/utils';
import { OctetString, ObjectIdentifier, Sequence } from 'asn1js';
import { PinoLogger } from 'nestjs-pino';
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';
import { Clock } from '../../platform/clock.js';
import { type Config, ConfigError } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';

const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
};

interface SigningKey {
  key: webcrypto.CryptoKey;
  /** The signer's own first, then those that vouch for it. */
  chain: X509Certificate[];
  /** The same, as the signature bears them. */
  certificates: Certificate[];
}

/** Signs the files of certificates (PAdES B-B) where a key is configured. */
@Injectable()
export class DocumentSigner implements OnModuleInit {
  private signing: SigningKey | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly log: PinoLogger,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.log.setContext(DocumentSigner.name);
  }

  onModuleInit(): void {
    this.signing = this.config.signing && readSigningKey(this.config.signing);
  }

  /** The file with a signature; as it is where no key is configured, or its certificate does not hold today. */
  async sign(pdf: Buffer): Promise<Buffer> {
    if (this.signing === null) return pdf;
    const { chain } = this.signing;
    const now = this.clock.now();
    const [own] = chain;
    if (!own || now < own.validFromDate || now > own.validToDate) {
      // A certificate without a signature is worth more than none.
      this.log.warn('a certificate was issued without a signature: that of SIGNING_CERTIFICATE is out of its dates');
      return pdf;
    }
    const { name, contactEmail } = this.config.provider;
    const prepared = plainAddPlaceholder({
      pdfBuffer: pdf,
      reason: 'Issued as a certificate of continuing professional development',
      contactInfo: contactEmail ?? '',
      name,
      location: '',
      signingTime: now,
      // No reader shows it, and no page has to describe it (PDF/UA leaves out what lies beyond the sheet).
      widgetRect: [-1, -1, -1, -1],
      subFilter: SUBFILTER_ETSI_CADES_DETACHED,
      signatureLength: chain.reduce((sum, { raw }) => sum + raw.length, 2048),
    });
    return new SignPdf().sign(prepared, new CmsSigner(this.signing), now);
  }
}

/** Makes the signature that goes into the file: CMS with the attributes of a PAdES baseline. */
class CmsSigner extends Signer {
  constructor(private readonly signing: SigningKey) {
    super();
  }

  override async sign(pdf: Buffer): Promise<Buffer> {
    const { key, chain, certificates } = this.signing;
    const [own, ownRaw] = [certificates[0], chain[0]];
    if (!own || !ownRaw) throw new Error('There is no certificate to sign with');
    const sha256 = (bytes: Buffer) => new OctetString({ valueHex: createHash('sha256').update(bytes).digest() });
    const cms = new SignedData({
      version: 1,
      encapContentInfo: new EncapsulatedContentInfo({ eContentType: OID.data }),
      digestAlgorithms: [new AlgorithmIdentifier({ algorithmId: '2.16.840.1.101.3.4.2.1' })],
      certificates,
      signerInfos: [
        new SignerInfo({
          version: 1,
          sid: new IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
          signedAttrs: new SignedAndUnsignedAttributes({
            type: 0,
            attributes: [
              new Attribute({ type: OID.contentType, values: [new ObjectIdentifier({ value: OID.data })] }),
              new Attribute({ type: OID.messageDigest, values: [sha256(pdf)] }),
              new Attribute({
                type: OID.signingCertificateV2,
                values: [sequence(sequence(sequence(sha256(ownRaw.raw))))],
              }),
            ],
          }),
        }),
      ],
    });
    await cms.sign(key, 0, 'SHA-256', pdf);
    const content = new ContentInfo({ contentType: OID.signedData, content: cms.toSchema(true) });
    return Buffer.from(content.toSchema().toBER());
  }
}

const sequence = (...value: (Sequence | OctetString)[]) => new Sequence({ value });

/** Throws ConfigError, which says what is wrong with which file. */
function readSigningKey({ keyFile, certificateFile, passphrase }: NonNullable<Config['signing']>): SigningKey {
  const read = <T>(setting: string, file: string, make: (text: string) => T): T => {
    try {
      return make(readFileSync(file, 'utf8'));
    } catch (error) {
      throw new ConfigError([
        `${setting} names ${file}, which cannot be used: ${error instanceof Error ? error.message : String(error)}. ` +
          'Give a PEM file, such as openssl makes.',
      ]);
    }
  };
  const chain = read('SIGNING_CERTIFICATE', certificateFile, (text) =>
    (text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
      (each) => new X509Certificate(each),
    ),
  );
  const privateKey = read('SIGNING_KEY', keyFile, (text) =>
    createPrivateKey({ key: text, ...(passphrase === null ? {} : { passphrase }) }),
  );
  const [own] = chain;
  if (!own?.checkPrivateKey(privateKey))
    throw new ConfigError(['SIGNING_CERTIFICATE must begin with the certificate of SIGNING_KEY, as PEM.']);
  const certificates = chain.map(({ raw }) => Certificate.fromBER(raw));
  const signingKey = (key: webcrypto.CryptoKey): SigningKey => ({ key, chain, certificates });
  const named = privateKey.asymmetricKeyDetails?.namedCurve;
  const curve = { prime256v1: 'P-256', secp384r1: 'P-384' }[named ?? ''];
  if (privateKey.asymmetricKeyType === 'rsa')
    return signingKey(privateKey.toCryptoKey({ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, false, ['sign']));
  if (privateKey.asymmetricKeyType === 'ec' && curve !== undefined)
    return signingKey(privateKey.toCryptoKey({ name: 'ECDSA', namedCurve: curve }, false, ['sign']));
  throw new ConfigError(['SIGNING_KEY must be an RSA key, or one on the curve P-256 or P-384.']);
}
