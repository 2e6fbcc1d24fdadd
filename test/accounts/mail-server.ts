import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  to: string;
  subject: string;
  text: string;
  /** The message as it came, with its headers. */
  raw: string;
}

/** A real SMTP server on a free port, which keeps what it is sent. */
export class MailServer {
  private readonly received: ReceivedMail[] = [];

  private constructor(private readonly server: SMTPServer) {}

  static async start(): Promise<MailServer> {
    const mails: MailServer[] = [];
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, _session, callback) => {
        const refused = address.startsWith('nobody');
        callback(refused ? Object.assign(new Error(`<${address}> is unknown`), { responseCode: 550 }) : null);
      },
      onData: (stream, session, callback) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const to = session.envelope.rcptTo.map((recipient) => recipient.address).join(', ');
          const raw = Buffer.concat(chunks).toString('utf8');
          mails[0]?.received.push({ to, raw, ...read(raw) });
          callback();
        });
      },
    });
    // A client that is killed in the middle is no failure of the server.
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const mail = new MailServer(server);
    mails.push(mail);
    return mail;
  }

  get url(): string {
    return `smtp://127.0.0.1:${String((this.server.server.address() as AddressInfo).port)}`;
  }

  /** Waits for the next message to the address that was not taken yet, and takes it. */
  async next(to: string): Promise<ReceivedMail> {
    const until = Date.now() + 10_000;
    while (Date.now() < until) {
      const index = this.received.findIndex((mail) => mail.to === to);
      if (index >= 0) return this.received.splice(index, 1)[0] as ReceivedMail;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`No mail came to ${to}`);
  }

  /** Every message that nobody has taken. */
  all(): readonly ReceivedMail[] {
    return this.received;
  }

  /** Messages that nobody has taken. */
  count(to: string): number {
    return this.received.filter((mail) => mail.to === to).length;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(resolve);
    });
  }
}

/** The path of the link in a message that begins so. */
export function linkIn(mail: ReceivedMail, path: string): string {
  const found = new RegExp(`https?://[^\\s/]+(${path}\\S*)`).exec(mail.text);
  if (!found?.[1]) throw new Error(`There is no link to ${path} in: ${mail.text}`);
  return found[1];
}

function read(raw: string): { subject: string; text: string } {
  const [head = '', ...body] = raw.split('\r\n\r\n');
  const subject = /^Subject: (.*)$/m.exec(head)?.[1]?.trim() ?? '';
  const text = body
    .join('\n\n')
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/(?:=[0-9A-F]{2})+/g, (run) => Buffer.from(run.replaceAll('=', ''), 'hex').toString('utf8'));
  return { subject, text };
}
