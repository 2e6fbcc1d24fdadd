import { dateInWords, endOfLondonDay } from '../../platform/civil-date.rules.js';
import type { CertificateSnapshot } from '../certificates.types.js';

/** In this order: the second gives the words of Open Badges their meaning. */
export const badgeContexts = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
] as const;

/** How many certificates one status list holds: the fewest that keep one holder from standing out (W3C, 131,072 bits). */
export const LIST_LENGTH = 131_072;

export interface Issuer {
  did: string;
  name: string;
  url: string;
  email: string | null;
}

/** The did:web of an address: 'https://cpd.example.org:8443' is 'did:web:cpd.example.org%3A8443'. */
export function didOf(publicUrl: string): string {
  return `did:web:${encodeURIComponent(new URL(publicUrl).host)}`;
}

/** Who issues, as Open Badges writes it. */
export function issuerProfile({ did, name, url, email }: Issuer) {
  return { id: did, type: ['Profile'], name, url, ...(email === null ? {} : { email }) };
}

/** The keys of the issuer for whoever verifies; `keys` are public, as multibase. */
export function didDocument(did: string, keys: readonly string[]) {
  const id = (key: string) => keyId(did, key);
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did,
    verificationMethod: keys.map((key) => ({
      id: id(key),
      type: 'Multikey',
      controller: did,
      publicKeyMultibase: key,
    })),
    assertionMethod: keys.map(id),
  };
}

export const keyId = (did: string, key: string): string => `${did}#${key}`;

export interface AchievementOf {
  /** Its page, which is its id. */
  url: string;
  sample: boolean;
  course: CertificateSnapshot['course'];
  outcomes: readonly string[];
  /** How it is earned, in a sentence. */
  criteria: string;
}

/** What was achieved, as Open Badges writes it. A sample says so wherever its name or description is shown. */
export function achievement({ url, sample, course, outcomes, criteria }: AchievementOf) {
  const learned = outcomes.map((outcome, index) => `${String(index + 1)}. ${outcome}`).join('\n');
  return {
    id: url,
    type: ['Achievement'],
    achievementType: 'CertificateOfCompletion',
    name: named(course.title, sample),
    description: `${sample ? `${sampleSentence} ` : ''}Continuing professional development, ${course.code}, version ${String(course.version)}.`,
    criteria: { narrative: learned === '' ? criteria : `${criteria}\n\nLearning outcomes:\n\n${learned}` },
    humanCode: course.code,
    version: String(course.version),
    inLanguage: 'en-GB',
    resultDescription: hourKinds.map(({ key, name }) => ({
      id: `${url}#${key}`,
      type: ['ResultDescription'],
      name,
      resultType: 'ext:CPDHours',
    })),
  };
}

const hourKinds = [
  { key: 'hours', name: 'CPD hours', of: (hours: CertificateSnapshot['hours']) => hours.total },
  {
    key: 'participatory-hours',
    name: 'Participatory CPD hours',
    of: (hours: CertificateSnapshot['hours']) => hours.participatory,
  },
] as const;

const sampleSentence =
  'Sample, not valid for CPD: the clinical and legal reviews of this version of the course are not both recorded.';
const named = (title: string, sample: boolean): string => (sample ? `Sample, not valid for CPD: ${title}` : title);

export interface BadgeOf {
  certificateId: string;
  snapshot: CertificateSnapshot;
  issuedAt: Date;
  issuer: Issuer;
  achievement: ReturnType<typeof achievement>;
  status: { listUrl: string; index: number };
}

/** The credential of one certificate, unsigned: who, what, how many hours, until when, and where its status stands. */
export function badgeCredential({ certificateId, snapshot, issuedAt, issuer, achievement, status }: BadgeOf) {
  const { holder, hours, sample, course } = snapshot;
  return {
    '@context': [...badgeContexts],
    id: `urn:uuid:${certificateId}`,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: named(course.title, sample),
    description: `${sample ? `${sampleSentence} ` : ''}Certificate ${snapshot.number}, completed on ${dateInWords(snapshot.completedOn)}.`,
    issuer: issuerProfile(issuer),
    validFrom: issuedAt.toISOString(),
    ...(snapshot.validUntil === null ? {} : { validUntil: lastInstant(snapshot.validUntil) }),
    awardedDate: issuedAt.toISOString(),
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [{ type: 'IdentityObject', hashed: false, identityHash: holder.name, identityType: 'name' }],
      achievement,
      result: hourKinds.map(({ key, of }) => ({
        type: ['Result'],
        resultDescription: `${achievement.id}#${key}`,
        value: String(of(hours)),
      })),
    },
    evidence: [{ id: snapshot.verifyUrl, type: ['Evidence'], name: 'Check this certificate' }],
    credentialStatus: {
      id: `${status.listUrl}#${String(status.index)}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: String(status.index),
      statusListCredential: status.listUrl,
    },
  };
}

/** A certificate is good through its last London day. */
const lastInstant = (day: string): string => new Date(endOfLondonDay(day).getTime() - 1000).toISOString();

/** Where a certificate stands: which list, and the place in it. `place` counts all certificates from 1. */
export function statusEntryOf(place: number): { list: number; index: number } {
  return { list: Math.floor(place / LIST_LENGTH), index: place % LIST_LENGTH };
}

/** The bits of a list, of which the first of a byte is its highest: 1 for each place that is taken back. */
export function statusBits(indexes: readonly number[]): Uint8Array {
  const bits = new Uint8Array(LIST_LENGTH / 8);
  for (const index of indexes) bits[index >> 3] = (bits[index >> 3] ?? 0) | (0x80 >> (index & 7));
  return bits;
}

/** The credential that says which certificates of a list are taken back, unsigned. */
export function statusListCredential(of: { url: string; issuer: Issuer; encodedList: string; at: Date }) {
  return {
    '@context': [badgeContexts[0]],
    id: of.url,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: of.issuer.did,
    validFrom: of.at.toISOString(),
    credentialSubject: {
      id: `${of.url}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList: of.encodedList,
    },
  };
}
