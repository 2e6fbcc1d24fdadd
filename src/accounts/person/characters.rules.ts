/** How many characters a text has. An emoji or a letter outside the basic plane is one, not two as JavaScript counts. */
export function characterCount(text: string): number {
  return Array.from(text).length;
}
