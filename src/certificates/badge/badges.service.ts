import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Inject, Injectable, NotFoundException } from '@nestjs/common';
import { CoursesService } from '../../courses/courses.service.js';
import type { CourseVersion } from '../../courses/courses.types.js';
import { Clock } from '../../platform/clock.js';
import type { Config } from '../../platform/config/config.js';
import { CONFIG } from '../../platform/config/config.module.js';
import type { Certificate, CertificateSnapshot } from '../certificates.types.js';
import { certificatesPaths } from '../paths.js';
import { CertificatesQueries } from '../register/certificates.queries.js';
import {
  achievement,
  badgeCredential,
  didDocument,
  didOf,
  type Issuer,
  issuerProfile,
  keyId,
  LIST_LENGTH,
  statusBits,
  statusEntryOf,
  statusListCredential,
} from './credential.rules.js';
import { signed } from './data-integrity.js';
import { IssuerKeysService } from '../issuer-keys.service.js';

const zip = promisify(gzip);

/** Certificates as Open Badges 3.0, signed when they are asked for: the same certificate and key give the same bytes. */
@Injectable()
export class BadgesService {
  constructor(
    private readonly keys: IssuerKeysService,
    private readonly queries: CertificatesQueries,
    private readonly courses: CoursesService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Whether this installation signs badges now. */
  async offered(): Promise<boolean> {
    return (await this.keys.signing()) !== null;
  }

  /** The signed credential of a certificate. Throws NotFoundException where no key is configured. */
  async badgeOf(certificate: Certificate) {
    const { snapshot, sample } = certificate;
    const version = await this.courses.version(certificate.courseVersionId);
    const { list, index } = statusEntryOf(certificate.place);
    const credential = badgeCredential({
      certificateId: certificate.id,
      snapshot,
      issuedAt: certificate.issuedAt,
      issuer: { ...this.issuer(), name: snapshot.provider.name },
      achievement: achievement({
        url: this.config.publicUrl + certificatesPaths.achievement(version.slug, version.number, sample),
        sample,
        course: snapshot.course,
        outcomes: snapshot.outcomes,
        criteria: criteriaOf(snapshot),
      }),
      status: { listUrl: this.config.publicUrl + certificatesPaths.statusList(list), index },
    });
    return signed(credential, await this.signer(), certificate.issuedAt);
  }

  /** The signed list of certificates taken back: which of its places, as of now. */
  async statusList(list: number) {
    const first = list * LIST_LENGTH;
    const places = await this.queries.placesTakenBack(first, first + LIST_LENGTH);
    const bits = statusBits(places.map((place) => place - first));
    const encodedList = `u${(await zip(bits)).toString('base64url')}`;
    const url = this.config.publicUrl + certificatesPaths.statusList(list);
    const at = this.clock.now();
    return signed(statusListCredential({ url, issuer: this.issuer(), encodedList, at }), await this.signer(), at);
  }

  /** What a version of a course certifies. Throws NotFoundException when there is no such version. */
  async achievementOf(slug: string, number: number, sample: boolean) {
    const version = await this.courses.numbered(slug, number);
    const { title, code, outcomes } = version;
    return achievement({
      url: this.config.publicUrl + certificatesPaths.achievement(slug, number, sample),
      sample,
      course: { title, code, version: number },
      outcomes: outcomes.map((outcome) => outcome.text),
      criteria: learningCriteria(version),
    });
  }

  /** The issuer as Open Badges writes it. */
  profile() {
    return issuerProfile(this.issuer());
  }

  /** The issuer's keys, at the address where did:web looks for them. */
  async didDocument() {
    return didDocument(this.issuer().did, await this.keys.trusted());
  }

  private issuer(): Issuer {
    const { publicUrl, provider } = this.config;
    return {
      did: didOf(publicUrl),
      name: provider.name,
      url: publicUrl + certificatesPaths.issuer(),
      email: provider.contactEmail,
    };
  }

  private async signer() {
    const key = await this.keys.signing();
    if (key === null)
      throw new NotFoundException('This installation issues no badges: it has no key that it may sign them with.');
    return { privateKey: key.privateKey, keyId: keyId(this.issuer().did, key.publicKey) };
  }
}

const learningCriteria = ({ passMark }: Pick<CourseVersion, 'passMark'>): string =>
  `Every lesson read, and the knowledge check passed with at least ${String(passMark)}%.`;

const criteriaOf = ({ result, mode }: CertificateSnapshot): string =>
  result === null ? `Took part: ${mode.toLowerCase()}.` : learningCriteria(result);
