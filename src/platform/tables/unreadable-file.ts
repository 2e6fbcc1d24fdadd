/** The file cannot be read as what it was said to be. The message says why and how to put it right. */
export class UnreadableFileError extends Error {}
