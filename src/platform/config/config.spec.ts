import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from './config.js';

function problemsOf(environment: Record<string, string>): string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('settings', () => {
  it('need nothing on a fresh machine, which then has the sample content', () => {
    const config = readConfig({});
    expect(config.publicUrl).toBe('http://localhost:3000');
    expect(config.databaseUrl).toBeNull();
    expect(config.sampleContent).toBe(true);
  });

  it('say after how many months data is deleted, or that it is not', () => {
    expect(readConfig({}).retention).toEqual({
      attempts: 36,
      evidence: null,
      certificates: null,
      mail: 12,
      changes: 84,
    });
    const asked = { KEEP_ATTEMPTS_MONTHS: 'none', KEEP_EVIDENCE_MONTHS: '72', KEEP_CERTIFICATES_MONTHS: '120' };
    expect(readConfig(asked).retention).toMatchObject({ attempts: null, evidence: 72, certificates: 120 });
    expect(problemsOf({ KEEP_MAIL_MONTHS: '0' })).toEqual([
      'KEEP_MAIL_MONTHS must be a whole number of months from 1 to 1200, or none.',
    ]);
  });

  it('are refused all at once, each with what it should be', () => {
    const problems = problemsOf({
      PORT: 'eighty',
      DATABASE_URL: 'mysql://x',
      SESSION_SECRET: 'short',
      LOG_LEVEL: 'loud',
    });
    expect(problems).toHaveLength(4);
    expect(problems[0]).toMatch(/^PORT must be a whole number/);
    expect(problems[2]).toContain('openssl rand');
  });

  it('demand database, secret and address in production, and leave out the samples', () => {
    expect(problemsOf({ NODE_ENV: 'production' }).map((problem) => problem.split(' ')[0])).toEqual([
      'DATABASE_URL',
      'SESSION_SECRET',
      'PUBLIC_URL',
    ]);
    const config = readConfig({
      NODE_ENV: 'production',
      DATABASE_URL: 'postgres://u:p@db/beforehand',
      SESSION_SECRET: 'x'.repeat(40),
      PUBLIC_URL: 'https://cpd.example.org/',
    });
    expect(config.sampleContent).toBe(false);
    expect(config.publicUrl).toBe('https://cpd.example.org');
  });

  it('have no samples on a database of one’s own', () => {
    expect(readConfig({ DATABASE_URL: 'postgres://u:p@db/beforehand' }).sampleContent).toBe(false);
  });

  it('name both files of a signature, or neither', () => {
    expect(problemsOf({ SIGNING_KEY: 'key.pem' })[0]).toContain('belong together');
    expect(readConfig({}).signing).toBeNull();
    const signing = readConfig({ SIGNING_KEY: 'key.pem', SIGNING_CERTIFICATE: 'certificate.pem' }).signing;
    expect(signing).toEqual({ keyFile: 'key.pem', certificateFile: 'certificate.pem', passphrase: null });
  });

  it('count an empty value as absent', () => {
    expect(readConfig({ PORT: '', SMTP_URL: '' }).port).toBe(3000);
  });
});
