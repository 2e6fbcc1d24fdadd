import type { Readable } from 'node:stream';

/** Media that go out with a course, each opened when it is its turn. */
export type OutgoingMedia = readonly { file: string; open: () => Promise<Readable> }[];
