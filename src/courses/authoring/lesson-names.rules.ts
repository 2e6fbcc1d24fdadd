/** A lesson's file name without its folder, number and ending: `lessons/02-is-it-valid.md` is `is-it-valid`. */
export function stemOf(name: string): string {
  return name
    .replace(/^lessons\//, '')
    .replace(/\.md$/, '')
    .replace(/^\d+-/, '');
}

/** Names under which the files stand in the given order. Those that do already keep theirs. */
export function renumbered(names: readonly string[]): string[] {
  const inOrder = names.every((name, index) => index === 0 || (names[index - 1] ?? '') < name);
  if (inOrder) return [...names];
  const digits = Math.max(2, String(names.length).length);
  return names.map((name, index) => `lessons/${String(index + 1).padStart(digits, '0')}-${stemOf(name)}.md`);
}
