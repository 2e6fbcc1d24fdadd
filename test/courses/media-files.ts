import sharp from 'sharp';

/** A photograph with what a camera writes beside it, as large as one takes it. */
export function photograph(): Promise<Buffer> {
  return sharp({ create: { width: 2400, height: 1200, channels: 3, background: '#246' } })
    .composite([
      { input: Buffer.from('<svg width="800" height="400"><rect width="800" height="400" fill="#fff"/></svg>') },
    ])
    .withExif({ IFD0: { Make: 'Camera of the tests' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
    .jpeg()
    .toBuffer();
}

/** A drawing in two tones of grey that hardly differ. */
export function paleDrawing(): Promise<Buffer> {
  return sharp({ create: { width: 400, height: 200, channels: 3, background: '#eee' } })
    .composite([
      { input: Buffer.from('<svg width="200" height="200"><rect width="200" height="200" fill="#ccc"/></svg>') },
    ])
    .png()
    .toBuffer();
}

/** A second of silence: frames of MPEG-1 Layer III at 128 kbit/s and 44.1 kHz, each empty. */
export function silence(): Buffer {
  const frame = Buffer.alloc(417);
  frame.set([0xff, 0xfb, 0x90, 0x00]);
  return Buffer.concat(Array.from({ length: 39 }, () => frame));
}

/** Begins as every MP4 does. */
export const beginningOfAnMp4 = Buffer.concat([
  Buffer.from([0, 0, 0, 24]),
  Buffer.from('ftypisom'),
  Buffer.from([0, 0, 2, 0]),
  Buffer.from('isommp42'),
  Buffer.alloc(64),
]);

export const captions = 'WEBVTT\n\n00:00.000 --> 00:01.000\nThe decision stands.\n';

export const drawingWithScript = '<svg xmlns="http://www.w3.org/2000/svg"><script>window.harm = 1</script></svg>';

/** A page that fits on one line of a PDF. */
export const smallPdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);

/** A second of video, made by a real browser out of a drawing that moves; in base64. */
export const RECORD_VIDEO = `(async () => {
  const canvas = document.createElement('canvas');
  canvas.width = 320;
  canvas.height = 180;
  const drawing = canvas.getContext('2d');
  const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType: 'video/webm' });
  const parts = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const done = new Promise((resolve) => (recorder.onstop = resolve));
  recorder.start();
  for (let at = 0; at < 10; at += 1) {
    drawing.fillStyle = at % 2 ? '#124' : '#fed';
    drawing.fillRect(0, 0, 320, 180);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  recorder.stop();
  await done;
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
})()`;
