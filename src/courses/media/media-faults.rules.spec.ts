import { describe, expect, it } from '@jest/globals';
import { type MediaBlock, mediaFaults } from './media-faults.rules.js';
import { endingFor, formatOf, sizeInWords } from './media-kinds.rules.js';

const named = (file: string) => [file, { file, sha256: '0'.repeat(64), bytes: 1 }] as const;
const media = new Map(['ward.webp', 'talk.mp4', 'talk.vtt', 'voice.mp3', 'form.pdf'].map(named));
const faults = (block: MediaBlock) => mediaFaults(block, media);

describe('a medium in a lesson', () => {
  it('may be published when nobody is left out of it', () => {
    const transcript = 'What is said.';
    expect(faults({ kind: 'image', file: 'ward.webp', alt: 'A ward', decorative: false })).toEqual([]);
    expect(faults({ kind: 'image', file: 'ward.webp', alt: '', decorative: true })).toEqual([]);
    expect(faults({ kind: 'video', file: 'talk.mp4', captions: 'talk.vtt', transcript })).toEqual([]);
    expect(faults({ kind: 'audio', file: 'voice.mp3', transcript })).toEqual([]);
    expect(faults({ kind: 'download', file: 'form.pdf' })).toEqual([]);
  });

  it('may not while something is missing for those who do not see or hear it', () => {
    const image = { kind: 'image', file: 'ward.webp' } as const;
    expect(faults({ ...image, alt: ' ', decorative: false })[0]).toContain('no alternative text');
    expect(faults({ ...image, alt: 'A ward', decorative: true })[0]).toContain('Keep the one that is true');
    expect(faults({ kind: 'video', file: 'talk.mp4', captions: '', transcript: '\n' })).toEqual([
      expect.stringContaining('no captions'),
      expect.stringContaining('The video has no transcript'),
    ]);
    expect(faults({ kind: 'audio', file: 'voice.mp3', transcript: '' })[0]).toContain('no transcript');
  });

  it('may not be a file that is not there, or of another kind', () => {
    expect(faults({ kind: 'download', file: 'other.pdf' })[0]).toContain('no medium “other.pdf”');
    expect(faults({ kind: 'download', file: 'talk.mp4' })).toEqual([
      '“talk.mp4” is a video, and a document belongs here.',
    ]);
    expect(faults({ kind: 'video', file: 'talk.mp4', captions: 'form.pdf', transcript: 'x' })).toHaveLength(1);
  });
});

describe('the name of a medium', () => {
  it('says its format, and leads nowhere', () => {
    expect(formatOf('a-ward-2.webp')?.kind).toBe('image');
    const refused = ['../a.png', 'a/b.png', '.png', 'a.svg', 'A.png', 'a.png.exe', 'a b.png', `${'a'.repeat(80)}.png`];
    expect(refused.filter((name) => formatOf(name) !== undefined)).toEqual([]);
    expect(formatOf('a.constructor')).toBeUndefined();
    expect(endingFor('audio/mpeg')).toBe('mp3');
    expect([400, 120_400, 2_500_000].map(sizeInWords)).toEqual(['1 kB', '120 kB', '2.5 MB']);
  });
});
