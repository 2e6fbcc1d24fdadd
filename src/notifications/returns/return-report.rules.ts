/** How it came back: refused as it was sent, bounced later, or marked as unwanted by its reader. */
export type ReturnKind = 'refused' | 'bounced' | 'complained';

export interface Returned {
  /** Of the message that we sent. */
  messageId: string;
  kind: ReturnKind;
  code: string | null;
}

/** Parts of a report as they came: the one for machines, and the message or its headers. */
interface ReportParts {
  deliveryStatus: string | null;
  feedback: string | null;
  returned: string | null;
}

const field = (text: string, name: string) => new RegExp(`^${name}:[ \\t]*(.+)$`, 'im').exec(text)?.[1]?.trim() ?? null;

/**
 * What a report of a mail server says (RFC 3464 of bounces, RFC 5965 of complaints), or why it says nothing that counts:
 * a delay is no bounce, and only our own messages carry our ids. Pure.
 */
export function returnedOf(parts: ReportParts): Returned | string {
  const id = /^Message-ID:\s*<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@beforehand>/im.exec(
    parts.returned ?? '',
  )?.[1];
  if (id === undefined) return 'It names no message that this product sent.';
  if (parts.feedback !== null) {
    const type = field(parts.feedback, 'Feedback-Type')?.toLowerCase();
    return type === 'abuse'
      ? { messageId: id, kind: 'complained', code: null }
      : `It is a report of the type ${type ?? 'unknown'}, not a complaint.`;
  }
  if (parts.deliveryStatus === null) return 'It is neither a delivery report nor a complaint.';
  const [action, status] = [field(parts.deliveryStatus, 'Action'), field(parts.deliveryStatus, 'Status')];
  const code = /^\d\.\d{1,3}\.\d{1,3}/.exec(status ?? '')?.[0] ?? null;
  if (action?.toLowerCase() !== 'failed' || code?.startsWith('5.') !== true)
    return `It is not a final failure (${action ?? 'no action'}, ${status ?? 'no status'}).`;
  return { messageId: id, kind: 'bounced', code };
}
