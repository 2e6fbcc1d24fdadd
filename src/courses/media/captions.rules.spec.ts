import { describe, expect, it } from '@jest/globals';
import { captionsProblem } from './captions.rules.js';

describe('captions', () => {
  it('are taken as WebVTT has them', () => {
    const whole =
      'WEBVTT - a talk\nKind: captions\n\nNOTE made by hand\n\n1\n00:01.000 --> 00:04.000 align:start\n<v Ann>Hello.\n\n01:00:00.000 --> 01:00:02.500\nGoodbye.\n';
    expect(captionsProblem(whole)).toBeNull();
    expect(captionsProblem(`\uFEFF${whole.replaceAll('\n', '\r\n')}`)).toBeNull();
  });

  it.each([
    ['1\n00:00:01,000 --> 00:00:04,000\nHello.', 'first line is not WEBVTT'],
    ['WEBVTT\n\n00:00:01,000 --> 00:00:04,000\nHello.', 'Line 3 is no time'],
    ['WEBVTT\n\n00:04.000 --> 00:01.000\nHello.', 'ends before it begins'],
    ['WEBVTT\n\n00:01.000 --> 00:04.000\n\nHello.', 'says nothing'],
    ['WEBVTT\n\nHello.', 'no caption'],
  ])('are refused with their line: %j', (text, problem) => {
    expect(captionsProblem(text)).toContain(problem);
  });
});
