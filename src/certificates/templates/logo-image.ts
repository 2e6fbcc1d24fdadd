import sharp from 'sharp';

export const MOST_LOGO_BYTES = 5 * 1_048_576;
/** Twice what 32 mm by 13 mm ask for in print. */
const WIDTH = 756;
const HEIGHT = 308;
const MOST_PIXELS = 40_000_000;
const TAKEN = new Set(['png', 'jpeg', 'webp']);

/** A picture as certificates bear it: a small PNG of our own making, without what the file said beside it. */
export async function logoImage(bytes: Buffer): Promise<{ ok: true; png: Buffer } | { ok: false; problem: string }> {
  try {
    const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS });
    const { format } = await picture.metadata();
    if (!TAKEN.has(format)) return { ok: false, problem: 'Choose a picture that is a PNG, JPEG or WebP file' };
    const png = await picture
      .autoOrient()
      .resize({ width: WIDTH, height: HEIGHT, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .png({ palette: true, quality: 95, effort: 10 })
      .toBuffer();
    return { ok: true, png };
  } catch {
    // Whatever it stumbles over lies in the file.
    return {
      ok: false,
      problem:
        'This file cannot be read as a picture, or is larger than 40 million pixels. Save it again as PNG and choose that',
    };
  }
}
