/** For `like`: the text with its own `%`, `_` and `\` taken literally. */
export function literally(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`);
}

/** For `like`: the text anywhere. */
export function containing(text: string): string {
  return `%${literally(text)}%`;
}
