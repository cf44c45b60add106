import type { Transporter } from 'nodemailer'

export interface Mail {
  to: string
  subject: string
  text: string
  html: string
  /** The same for every attempt, so that a mail program shows what came twice once. Without brackets. */
  messageId: string
  /** Whom an answer reaches. */
  replyTo?: { name: string; address: string } | undefined
  /** A page where the recipient stops such mail, for the button of his mail program. */
  stopUrl?: string | undefined
  attachments: readonly { name: string; mediaType: string; content: Buffer }[]
}

export interface Mailer {
  /** @throws what `sendingFault` judges */
  send(mail: Mail): Promise<void>
  close(): void
}

const connectMs = 15_000
const answerMs = 60_000

/** `url`: smtp://user:password@host:587, or smtps:// for TLS from the beginning. Connects, and reads how to, with the first mail. */
export function openMail(settings: { url: string; from: string }): Mailer {
  let opened: Promise<Transporter> | undefined
  return {
    async send(mail) {
      opened ??= openTransport(settings)
      await sendBy(await opened, mail)
    },
    close: () => void opened?.then((transport) => transport.close()),
  }
}

async function openTransport({ url, from }: { url: string; from: string }): Promise<Transporter> {
  const { createTransport } = await import('nodemailer')
  return createTransport(
    {
      url,
      connectionTimeout: connectMs,
      greetingTimeout: connectMs,
      socketTimeout: answerMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  )
}

async function sendBy(transport: Transporter, mail: Mail): Promise<void> {
  const { to, subject, text, html, messageId, replyTo, stopUrl, attachments } = mail
  await transport.sendMail({
    // As an object: a comma in an address starts no second one.
    to: { name: '', address: to },
    ...(replyTo ? { replyTo: { name: oneLine(replyTo.name), address: replyTo.address } } : {}),
    ...(stopUrl ? { list: { unsubscribe: stopUrl } } : {}),
    subject: oneLine(subject),
    text,
    html,
    messageId: `<${messageId}@quayside>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments: attachments.map(({ name, mediaType, content }) => ({
      filename: oneLine(name),
      contentType: mediaType,
      content,
    })),
  })
}

/** Names are written by people; in a header they are one line, and read in the order in which they are written. */
const oneLine = (text: string) =>
  text.replaceAll(/[\p{Cc}\u2028\u2029\s]+/gu, ' ').replaceAll(/[\u202A-\u202E\u2066-\u2069]/g, '')
