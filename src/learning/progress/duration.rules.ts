/** Minutes as people say them: '1 hour 30 minutes', '45 minutes'. */
export function durationInWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const part = (count: number, unit: string) => `${String(count)} ${unit}${count === 1 ? '' : 's'}`;
  return [hours > 0 ? part(hours, 'hour') : null, rest > 0 || hours === 0 ? part(rest, 'minute') : null]
    .filter((each) => each !== null)
    .join(' ');
}
