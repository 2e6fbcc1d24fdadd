/** What a medium is to a lesson. */
export type MediumKind = 'image' | 'video' | 'audio' | 'captions' | 'download';

interface Format {
  kind: MediumKind;
  mediaType: string;
  /** What people call it. */
  name: string;
}

const FORMATS: Readonly<Record<string, Format>> = {
  webp: { kind: 'image', mediaType: 'image/webp', name: 'WebP' },
  png: { kind: 'image', mediaType: 'image/png', name: 'PNG' },
  jpg: { kind: 'image', mediaType: 'image/jpeg', name: 'JPEG' },
  mp4: { kind: 'video', mediaType: 'video/mp4', name: 'MP4' },
  webm: { kind: 'video', mediaType: 'video/webm', name: 'WebM' },
  mp3: { kind: 'audio', mediaType: 'audio/mpeg', name: 'MP3' },
  m4a: { kind: 'audio', mediaType: 'audio/mp4', name: 'M4A' },
  vtt: { kind: 'captions', mediaType: 'text/vtt', name: 'WebVTT' },
  pdf: { kind: 'download', mediaType: 'application/pdf', name: 'PDF' },
  docx: {
    kind: 'download',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    name: 'Word',
  },
};

const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*\.([a-z0-9]+)$/;
export const LONGEST_NAME = 80;

/** The format that the ending of a name promises; undefined for one that courses do not take. */
export function formatOf(name: string): Format | undefined {
  const ending = name.length > LONGEST_NAME ? undefined : NAME.exec(name)?.[1];
  return ending !== undefined && Object.hasOwn(FORMATS, ending) ? FORMATS[ending] : undefined;
}

/** The ending that names of a media type have. */
export function endingFor(mediaType: string): string | undefined {
  return Object.entries(FORMATS).find(([, format]) => format.mediaType === mediaType)?.[0];
}

const kindWords: Record<MediumKind, string> = {
  image: 'picture',
  video: 'video',
  audio: 'sound recording',
  captions: 'file of captions',
  download: 'document',
};

/** What a medium is, in words. */
export const kindInWords = (kind: MediumKind): string => kindWords[kind];

/** "PDF, 120 kB": what a learner wants to know before they download it. */
export function sizeInWords(bytes: number): string {
  if (bytes >= 1_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${String(Math.max(1, Math.round(bytes / 1000)))} kB`;
}

/** Where the media of a published version are served. */
export const mediaBase = (versionId: string): string => `/course-media/${versionId}`;
