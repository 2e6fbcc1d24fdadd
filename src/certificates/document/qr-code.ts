import QRCode from 'qrcode';

/** A QR code of the text as an SVG of one path; a black run of modules is one stroke of it. */
export function qrCode(text: string): string {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const size = modules.size;
  let path = '';
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      let width = 0;
      while (x + width < size && modules.get(y, x + width)) width += 1;
      if (width > 0) path += `M${String(x)} ${String(y)}h${String(width)}v1h-${String(width)}z`;
      x += width;
    }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(size)} ${String(size)}"><path fill="#1f1d1a" d="${path}"/></svg>`;
}
