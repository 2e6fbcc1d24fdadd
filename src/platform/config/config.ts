import { z } from 'zod';
import { type RetentionPeriods, usualPeriods } from '../retention/periods.rules.js';
import { readS3Url } from '../storage/s3-storage.js';

/** Every setting of the product, read once at start. */
export interface Config {
  production: boolean;
  port: number;
  /** The address people use, without a trailing slash. Links in mail and on certificates start with it. */
  publicUrl: string;
  /** Absolute or relative folder of the embedded database and its secrets. */
  dataDir: string;
  /** Given: an S3-compatible service keeps the files. Absent: a folder under dataDir. */
  storageUrl: string | null;
  /** Given: an external PostgreSQL. Absent: the embedded one. */
  databaseUrl: string | null;
  /** Port of the embedded database; null means the default, or a free one when that is taken. */
  databasePort: number | null;
  /** Run pending migrations on an external database at start. The embedded database always migrates. */
  migrateOnStart: boolean;
  /** Run the job worker inside the web process. */
  workerInWeb: boolean;
  sessionSecret: string | null;
  /** From which the key that signs badges is derived. Absent: one is made beside the embedded database; else no badges. */
  issuerKey: string | null;
  /** PEM files of the key and the certificate that sign the PDFs of certificates. Absent: they are not signed. */
  signing: { keyFile: string; certificateFile: string; passphrase: string | null } | null;
  /** Demo accounts and the fictional organisations: only with the embedded database, never in production. */
  sampleContent: boolean;
  smtpUrl: string | null;
  mailFrom: string;
  /** Who runs this installation, as privacy notice and certificates name them. */
  provider: { name: string; contactEmail: string | null; signatoryName: string | null; signatoryRole: string | null };
  /** Ask the addresses of the legal register every week whether they answer. A trainer may always ask by hand. */
  linkChecks: boolean;
  /** Addresses inside a network that may be asked all the same; no setting leads here. */
  linkAddressesAllowed: readonly string[];
  /** After how many months each kind of personal data is deleted. */
  retention: RetentionPeriods;
  /** How many reverse proxies stand before the product (Express "trust proxy"). */
  trustedProxies: number;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** Milliseconds that running requests and jobs get to finish when the process is told to stop. */
  stopTimeoutMs: number;
}

/** A bad start: every problem at once, each with how to put it right. */
export class ConfigError extends Error {
  constructor(readonly problems: string[]) {
    super(
      `Beforehand cannot start: ${String(problems.length)} setting${problems.length === 1 ? ' is' : 's are'} wrong.\n` +
        problems.map((problem) => `  - ${problem}`).join('\n'),
    );
    this.name = 'ConfigError';
  }
}

const port = (name: string) =>
  z
    .string()
    .regex(/^\d{1,5}$/, `${name} must be a whole number from 1 to 65535, such as 3000.`)
    .transform(Number)
    .refine((value) => value >= 1 && value <= 65535, `${name} must be a whole number from 1 to 65535, such as 3000.`);

const flag = (name: string) =>
  z
    .string()
    .refine((value) => ['true', 'false', '1', '0'].includes(value), `${name} must be true or false.`)
    .transform((value) => value === 'true' || value === '1');

const address = (name: string, protocols: string[], example: string) =>
  z.string().refine((value) => {
    try {
      return protocols.includes(new URL(value).protocol);
    } catch {
      return false;
    }
  }, `${name} must be an address such as ${example}.`);

const wholeNumber = (name: string, from: number, to: number) =>
  z
    .string()
    .refine(
      (value) => /^\d+$/.test(value) && Number(value) >= from && Number(value) <= to,
      `${name} must be a whole number from ${String(from)} to ${String(to)}.`,
    )
    .transform(Number);

/** A period after which something is deleted: null when it is never. */
const months = (name: string) =>
  z
    .string()
    .refine(
      (value) => value === 'none' || (/^\d{1,4}$/.test(value) && Number(value) >= 1 && Number(value) <= 1200),
      `${name} must be a whole number of months from 1 to 1200, or none.`,
    )
    .transform((value) => (value === 'none' ? null : Number(value)));

function isS3Url(setting: string): boolean {
  try {
    return readS3Url(setting).endpoint !== '';
  } catch {
    return false;
  }
}

const settings = z.object({
  NODE_ENV: z
    .enum(['production', 'development', 'test'], 'NODE_ENV must be production, development or test.')
    .optional(),
  PORT: port('PORT').optional(),
  PUBLIC_URL: address('PUBLIC_URL', ['http:', 'https:'], 'https://beforehand.example.org').optional(),
  DATA_DIR: z.string().optional(),
  STORAGE_URL: z
    .string()
    .refine(
      isS3Url,
      'STORAGE_URL must be an address such as s3://KEY:SECRET@s3.eu-west-2.amazonaws.com/BUCKET?region=eu-west-2 (signs like / or + in the secret written as %2F, %2B).',
    )
    .optional(),
  DATABASE_URL: address(
    'DATABASE_URL',
    ['postgres:', 'postgresql:'],
    'postgres://user:password@host:5432/beforehand',
  ).optional(),
  DATABASE_PORT: port('DATABASE_PORT').optional(),
  MIGRATE_ON_START: flag('MIGRATE_ON_START').optional(),
  WORKER_IN_WEB: flag('WORKER_IN_WEB').optional(),
  SESSION_SECRET: z
    .string()
    .min(32, 'SESSION_SECRET must be at least 32 characters; make one with: openssl rand -base64 48')
    .optional(),
  ISSUER_KEY: z
    .string()
    .min(32, 'ISSUER_KEY must be at least 32 characters; make one with: openssl rand -base64 48')
    .optional(),
  SIGNING_KEY: z.string().optional(),
  SIGNING_CERTIFICATE: z.string().optional(),
  SIGNING_KEY_PASSPHRASE: z.string().optional(),
  SMTP_URL: address('SMTP_URL', ['smtp:', 'smtps:'], 'smtp://user:password@mail.example.org:587').optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^[^\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/,
      'MAIL_FROM must be a mail address, such as Beforehand <no-reply@example.org>.',
    )
    .optional(),
  ORGANISATION_NAME: z.string().max(200).optional(),
  CONTACT_EMAIL: z.email('CONTACT_EMAIL must be a mail address, such as privacy@example.org.').optional(),
  SIGNATORY_NAME: z.string().max(200).optional(),
  SIGNATORY_ROLE: z.string().max(200).optional(),
  LINK_CHECKS: flag('LINK_CHECKS').optional(),
  KEEP_ATTEMPTS_MONTHS: months('KEEP_ATTEMPTS_MONTHS').optional(),
  KEEP_EVIDENCE_MONTHS: months('KEEP_EVIDENCE_MONTHS').optional(),
  KEEP_CERTIFICATES_MONTHS: months('KEEP_CERTIFICATES_MONTHS').optional(),
  KEEP_MAIL_MONTHS: months('KEEP_MAIL_MONTHS').optional(),
  KEEP_CHANGES_MONTHS: months('KEEP_CHANGES_MONTHS').optional(),
  TRUSTED_PROXIES: wholeNumber('TRUSTED_PROXIES', 0, 10).optional(),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent.',
    )
    .optional(),
  STOP_TIMEOUT_SECONDS: wholeNumber('STOP_TIMEOUT_SECONDS', 1, 600).optional(),
});

/**
 * Reads the settings from the environment. An empty value counts as absent.
 * Throws ConfigError that lists every problem, in the order of the settings.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = settings.safeParse(given);
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => issue.message);
  const production = given['NODE_ENV'] === 'production';
  if ((given['SIGNING_KEY'] === undefined) !== (given['SIGNING_CERTIFICATE'] === undefined))
    problems.push('SIGNING_KEY and SIGNING_CERTIFICATE belong together: set both to PEM files, or neither.');
  if (production) {
    if (!given['DATABASE_URL'])
      problems.push(
        'DATABASE_URL is missing. Set it to your PostgreSQL (15 or newer): postgres://user:password@host:5432/beforehand',
      );
    if (!given['SESSION_SECRET']) problems.push('SESSION_SECRET is missing. Make one with: openssl rand -base64 48');
    if (!given['PUBLIC_URL'])
      problems.push(
        'PUBLIC_URL is missing. Set it to the address that people will use, such as https://beforehand.example.org',
      );
  }
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const value = parsed.data;
  const httpPort = value.PORT ?? 3000;
  const external = value.DATABASE_URL !== undefined;
  return {
    production,
    port: httpPort,
    publicUrl: (value.PUBLIC_URL ?? `http://localhost:${String(httpPort)}`).replace(/\/+$/, ''),
    dataDir: value.DATA_DIR ?? '.data',
    storageUrl: value.STORAGE_URL ?? null,
    databaseUrl: value.DATABASE_URL ?? null,
    databasePort: value.DATABASE_PORT ?? null,
    migrateOnStart: value.MIGRATE_ON_START ?? false,
    workerInWeb: value.WORKER_IN_WEB ?? true,
    sessionSecret: value.SESSION_SECRET ?? null,
    issuerKey: value.ISSUER_KEY ?? null,
    signing:
      value.SIGNING_KEY === undefined || value.SIGNING_CERTIFICATE === undefined
        ? null
        : {
            keyFile: value.SIGNING_KEY,
            certificateFile: value.SIGNING_CERTIFICATE,
            passphrase: value.SIGNING_KEY_PASSPHRASE ?? null,
          },
    sampleContent: !production && !external,
    smtpUrl: value.SMTP_URL ?? null,
    mailFrom: value.MAIL_FROM ?? 'Beforehand <no-reply@beforehand.example>',
    provider: {
      name: value.ORGANISATION_NAME ?? 'Compassion in Dying',
      contactEmail: value.CONTACT_EMAIL ?? null,
      signatoryName: value.SIGNATORY_NAME ?? null,
      signatoryRole: value.SIGNATORY_ROLE ?? null,
    },
    linkChecks: value.LINK_CHECKS ?? production,
    linkAddressesAllowed: [],
    retention: {
      attempts: orUsual(value.KEEP_ATTEMPTS_MONTHS, usualPeriods.attempts),
      evidence: orUsual(value.KEEP_EVIDENCE_MONTHS, usualPeriods.evidence),
      certificates: orUsual(value.KEEP_CERTIFICATES_MONTHS, usualPeriods.certificates),
      mail: orUsual(value.KEEP_MAIL_MONTHS, usualPeriods.mail),
      changes: orUsual(value.KEEP_CHANGES_MONTHS, usualPeriods.changes),
    },
    trustedProxies: value.TRUSTED_PROXIES ?? 0,
    logLevel: value.LOG_LEVEL ?? (production ? 'info' : 'warn'),
    stopTimeoutMs: (value.STOP_TIMEOUT_SECONDS ?? 20) * 1000,
  };
}

/** Null is given, too: it says that there is no end. */
function orUsual(period: number | null | undefined, usual: number | null): number | null {
  return period === undefined ? usual : period;
}
