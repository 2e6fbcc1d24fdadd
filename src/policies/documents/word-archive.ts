import { fromBufferPromise, type ZipFile } from 'yauzl';

const MOST_ENTRIES = 10_000;
const MOST_BYTES = 250 * 1_048_576;
/** The words themselves; the largest policies have 2 MB of them. */
const MOST_XML_BYTES = 60 * 1_048_576;
/** Office's XML shrinks to a tenth, long tables to a fiftieth. */
const MOST_RATIO = 150;
const SMALL_BYTES = 1_048_576;

export const CUT_OFF = 'The file is cut off or damaged. Save or download it again, then choose it here';

/** Whether the list of contents that ends every archive is missing. */
export async function isCutOff(bytes: Buffer): Promise<boolean> {
  return fromBufferPromise(bytes, { lazyEntries: true }).then(
    () => false,
    () => true,
  );
}

/**
 * Why a Word document cannot be taken: it is cut off, or it would grow beyond bounds. Asked of the archive's list of
 * contents, before anything is inflated; null when it can be taken.
 */
export async function archiveProblem(bytes: Buffer): Promise<string | null> {
  let zip: ZipFile;
  try {
    zip = await fromBufferPromise(bytes, { lazyEntries: true });
  } catch {
    return CUT_OFF;
  }
  const tooLarge = 'The file would grow beyond all measure when it is opened. Save it as PDF and choose that';
  if (zip.entryCount > MOST_ENTRIES) return tooLarge;
  let total = 0;
  let hasBody = false;
  try {
    for await (const entry of zip.eachEntry()) {
      const { uncompressedSize: size, compressedSize, fileName } = entry;
      total += size;
      hasBody ||= fileName === '[Content_Types].xml';
      const grows = size > SMALL_BYTES && size > MOST_RATIO * Math.max(compressedSize, 1);
      if (total > MOST_BYTES || grows || (fileName.endsWith('.xml') && size > MOST_XML_BYTES)) return tooLarge;
      if (entry.isEncrypted()) return 'The file is locked with a password. Save a copy without one and choose that';
    }
  } catch {
    return CUT_OFF;
  }
  return hasBody ? null : 'The file is called a Word document and holds none. Save it as PDF and choose that';
}
