/** A message that did not come from Quayside, was altered on the way, or is too old to be believed. */
export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError'
}

export interface WebhookMessage {
  /** The body as it came, byte for byte: before any parser touched it. */
  body: string
  /** Of the request, in whatever form the server at hand has them. */
  headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>
}

export interface VerifyOptions {
  /** `whsec_…`; several while the secret is being changed. */
  secret: string | readonly string[]
  /** How far the sender's clock may be from ours; 300 when absent. */
  toleranceSeconds?: number
  now?: Date
}

export interface VerifiedWebhook<Payload = WebhookPayload> {
  /** The same however often the message is sent: keep it, and do the same work once. */
  id: string
  payload: Payload
}

export interface WebhookPayload {
  type: string
  timestamp: string
  data: { id: string; accountId: string | null } & Record<string, unknown>
}

/**
 * Checks a message by the Standard Webhooks convention and hands back what it says.
 * Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 * @throws WebhookVerificationError when it must not be believed
 * @example const { id, payload } = await verifyWebhook({ body, headers: request.headers }, { secret })
 */
export async function verifyWebhook(
  { body, headers }: WebhookMessage,
  { secret, toleranceSeconds = 300, now = new Date() }: VerifyOptions,
): Promise<VerifiedWebhook> {
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) =>
    headerOf(headers, `webhook-${name}`),
  )
  if (!id || !timestamp || !signatures) throw new WebhookVerificationError('The headers of a webhook are missing.')
  if (!/^\d{1,12}$/.test(timestamp)) throw new WebhookVerificationError('The timestamp is none.')
  if (Math.abs(now.getTime() / 1_000 - Number(timestamp)) > toleranceSeconds)
    throw new WebhookVerificationError('The message is too old, or from the future.')
  const secrets = typeof secret === 'string' ? [secret] : secret
  for (const one of secrets)
    if (await isSigned(`${id}.${timestamp}.${body}`, signatures, one)) return { id, payload: JSON.parse(body) }
  throw new WebhookVerificationError('No signature matches.')
}

function headerOf(headers: WebhookMessage['headers'], name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined
  const [, value] = Object.entries(headers).find(([key]) => key.toLowerCase() === name) ?? []
  return typeof value === 'string' ? value : value?.join(' ')
}

/** Compared by the platform, in a time that tells nothing. */
async function isSigned(content: string, signatures: string, secret: string): Promise<boolean> {
  const raw = bytesOf(secret.replace(/^whsec_/, ''))
  if (!raw || raw.length === 0) throw new WebhookVerificationError('The secret is none: it begins with whsec_.')
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
  for (const signature of signatures.split(' ').slice(0, 10)) {
    const mac = signature.startsWith('v1,') ? bytesOf(signature.slice(3)) : undefined
    if (mac && (await crypto.subtle.verify('HMAC', key, mac, new TextEncoder().encode(content)))) return true
  }
  return false
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  } catch {
    return undefined
  }
}
