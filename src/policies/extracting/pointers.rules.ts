/**
 * The questions to whose answers in the same document an answer may point ("as per Q1"): those that are answered there
 * themselves. So no pointer leads to another one, and none in a circle.
 */
export function mayPointTo(answers: readonly { key: string; under: string | null }[], from: string): string[] {
  const isPointedTo = answers.some(({ under }) => under === from);
  if (isPointedTo) return [];
  return [...new Set(answers.filter(({ key, under }) => key !== from && under === null).map(({ key }) => key))];
}
