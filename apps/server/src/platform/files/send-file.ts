import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

export interface SentFile {
  name: string
  mediaType: string
  bytes?: number
  content: Readable
  /** Shown in the page instead of saved; only for pictures. */
  inline?: boolean
}

/** Sends a file so that no browser runs it: to be saved, of the type we say, in a sandbox without scripts. */
export function sendFile(reply: FastifyReply, file: SentFile): FastifyReply {
  reply
    .header('content-type', file.mediaType)
    .header('content-disposition', disposition(file.name, file.inline ? 'inline' : 'attachment'))
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('cache-control', 'private, no-store')
  if (file.bytes !== undefined) reply.header('content-length', file.bytes)
  return reply.send(file.content)
}

/** RFC 6266 with the name in both forms: plain ASCII for old programs, UTF-8 after RFC 5987 (8187) for the others. */
export function disposition(name: string, kind: 'attachment' | 'inline' = 'attachment'): string {
  const clean =
    name
      .toWellFormed()
      .replaceAll(/[\p{Cc}\p{Cf}/\\]/gu, '_')
      .slice(0, 200)
      .toWellFormed() || 'file'
  const ascii = clean.replaceAll(/[^\x20-\x7e]|["%\\]/gu, '_')
  const encoded = encodeURIComponent(clean).replaceAll(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
