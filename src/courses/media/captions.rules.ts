const TIMING = /^((?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3})[ \t]+-->[ \t]+((?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3})(?:[ \t].*)?$/;

/**
 * What is wrong with a file of captions in WebVTT, with its line; null when nothing is. A browser leaves out without a word
 * what it cannot read, and learners would never know that something was said. Pure.
 */
export function captionsProblem(text: string): string | null {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  if (!/^WEBVTT(?:[ \t].*)?$/.test(lines[0] ?? ''))
    return 'Its first line is not WEBVTT, as captions in WebVTT begin. Save the captions as WebVTT (.vtt)';
  let cues = 0;
  for (const [index, line] of lines.entries()) {
    if (!line.includes('-->')) continue;
    const [, from, to] = TIMING.exec(line.trim()) ?? [];
    const at = `Line ${String(index + 1)}`;
    if (from === undefined || to === undefined)
      return `${at} is no time such as 00:00:01.000 --> 00:00:04.000. Correct it`;
    if (secondsOf(from) >= secondsOf(to)) return `${at}: the caption ends before it begins. Correct its times`;
    if ((lines[index + 1] ?? '').trim() === '')
      return `${at}: the caption says nothing. Write its words below the times`;
    cues += 1;
  }
  return cues === 0 ? 'It holds no caption. Add what is said, with its times' : null;
}

function secondsOf(time: string): number {
  return time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}
