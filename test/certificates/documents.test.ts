import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { PinoLogger } from 'nestjs-pino';
import sharp from 'sharp';
import type { CertificateSnapshot } from '../../src/certificates/certificates.types.js';
import { CertificateRenderer } from '../../src/certificates/document/certificate-renderer.js';
import { logoImage } from '../../src/certificates/templates/logo-image.js';
import type { Designs } from '../../src/certificates/templates/designs.js';
import { Typesetter } from '../../src/platform/typesetting/typesetter.js';

const AT = new Date('2026-11-24T10:00:00Z');
const warnings: string[] = [];
const log = { setContext: () => undefined, warn: (_: unknown, message: string) => warnings.push(message) };
const typesetter = new Typesetter(log as unknown as PinoLogger);
const drawn = await logoImage(
  await sharp({ create: { width: 900, height: 300, channels: 4, background: '#7a4b00' } })
    .png()
    .toBuffer(),
);
if (!drawn.ok) throw new Error(drawn.problem);
const renderer = new CertificateRenderer(typesetter, {
  logo: () => Promise.resolve(drawn.png),
} as unknown as Designs);

afterAll(() => typesetter.onApplicationShutdown());

function snapshot(change: Partial<CertificateSnapshot> = {}, name = 'Ada Obi-Whitfield'): CertificateSnapshot {
  const number = change.number ?? '0000-0000-0000-0000-0';
  return {
    shape: 1,
    number,
    verifyUrl: `https://beforehand.example/verify/${number}`,
    sample: false,
    holder: { name, profession: 'Nurse', registration: null, workplace: 'Fictional Trust 17' },
    course: { title: 'Advance decisions', code: 'BH-AD-1', version: 1 },
    outcomes: ['Tell an advance decision from an advance statement', 'Apply the tests of validity'],
    hours: { total: 1.5, participatory: 0, nonParticipatory: 1.5 },
    mode: 'Self-directed e-learning',
    enrolledOn: '2026-11-20',
    completedOn: '2026-11-24',
    issuedOn: '2026-11-24',
    validUntil: null,
    result: { right: 14, of: 16, percent: 88, passMark: 80 },
    provider: { name: 'Compassion in Dying', platform: 'Beforehand' },
    accreditations: [],
    signatory: null,
    ...change,
  };
}

/** What a PDF says of itself: Typst leaves both readable. */
function facts(pdf: Buffer) {
  const text = pdf.toString('latin1');
  return {
    pages: Number(/\/Type \/Pages\s+\/Count (\d+)/.exec(text)?.[1]),
    isUa: text.includes('<pdfuaid:part>1</pdfuaid:part>'),
  };
}

describe('the file of a certificate', () => {
  it('is a PDF/UA-1 on one page, the same bytes for the same certificate', async () => {
    const pdf = await renderer.render(snapshot(), AT);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(facts(pdf)).toEqual({ pages: 1, isUa: true });
    const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
    expect(sha(await renderer.render(snapshot(), AT))).toBe(sha(pdf));
    expect(sha(await renderer.render(snapshot({}, 'Ada Obi'), AT))).not.toBe(sha(pdf));
  });

  it.each([
    ['300 letters', 'Wilhelmina '.repeat(28).slice(0, 300)],
    ['300 letters without a space', 'W'.repeat(300)],
    ['an emoji', 'Ada 👩🏽‍⚕️ Lee'],
    ['Chinese', '王芳'],
    ['Gurmukhi', 'ਹਰਪ੍ਰੀਤ ਕੌਰ'],
    ['Hindi', 'प्रिया शर्मा'],
    ['Arabic', 'محمد عبد الله'],
    ['Persian with a joiner', 'علی\u200Cرضا'],
    ['Hebrew with points', 'דָּוִד Cohen'],
    ['Arabic of 300 letters', 'محمد عبد الله '.repeat(22).slice(0, 300)],
    ['control characters', 'a\u0000\u0007\u001Bb'],
    ['marks that turn the writing round', '\u202Eevil\u202C Ada\u2066'],
    ['towers of accents', `Z${'\u0351'.repeat(50)}algo`],
    ['quotes and mark-up', `#panic("x") $x$ *b* <a> "O'Neill" \\ @x`],
    ['a private character', 'A\uE000\u{F0000}B'],
    ['nothing visible', '\u200B\u2060'],
    ['half a pair', 'A\uD83D'],
  ])('can be made for a name of %s', async (_, name) => {
    expect(facts(await renderer.render(snapshot({}, name), AT))).toEqual({ pages: 1, isUa: true });
  });

  it('can be made for long titles, many outcomes and everything given at once', async () => {
    const much = snapshot(
      {
        sample: true,
        course: { title: 'Advance decisions in every setting '.repeat(6), code: 'BH-AD', version: 12 },
        outcomes: Array.from({ length: 20 }, (_, i) => `Outcome ${String(i)}: ${'apply what was learned '.repeat(5)}`),
        signatory: { name: 'A. N. Other', role: 'Chief executive' },
        accreditations: [{ body: 'Fictional accreditor', reference: 'F-1', validUntil: '2027-01-01' }],
        validUntil: '2029-11-24',
        template: {
          versionId: '0197a000-0000-7000-8000-000000000000',
          wording: {
            heading: 'Certificate of attendance '.repeat(4).trim(),
            opening: 'We hereby certify to all whom it may concern '.repeat(2).trim(),
            achievement: 'took part, from the beginning to the end, in a session that was held on',
            closing: 'What is said below the hours, in as many words as fit. '.repeat(5).trim(),
          },
          logos: [1, 2, 3].map((n) => ({ sha256: String(n).repeat(64), description: `Logo 王 ${String(n)}` })),
        },
      },
      'Wilhelmina '.repeat(28).slice(0, 300),
    );
    expect(facts(await renderer.render(much, AT)).isUa).toBe(true);
  });

  it('falls back on plain letters for none of them', () => {
    expect(warnings).toEqual([]);
  });
});
