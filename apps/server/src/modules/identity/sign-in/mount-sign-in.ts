import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../../../platform/refusal.ts'
import type { Identity } from '../open-identity.ts'
import { addressHeader } from './better-auth-options.ts'
import { afterSuccess, beforeRequest, type Passage } from './guards.ts'

/** The operations of better-auth that the product uses; everything else it could do stays shut. */
const served = new Set([
  'POST /sign-in/email',
  'POST /sign-in/social',
  'POST /sign-out',
  'GET /get-session',
  'POST /change-password',
  'POST /two-factor/enable',
  'POST /two-factor/disable',
  'POST /two-factor/verify-totp',
  'POST /two-factor/verify-backup-code',
  'POST /two-factor/generate-backup-codes',
  'GET /passkey/generate-register-options',
  'POST /passkey/verify-registration',
  'GET /passkey/generate-authenticate-options',
  'POST /passkey/verify-authentication',
  'GET /passkey/list-user-passkeys',
  'POST /passkey/update-passkey',
  'POST /passkey/delete-passkey',
  'GET /callback/:id',
])

/** Serves better-auth under `/api/auth`, with our lock-out before it and our events after it. */
export function mountSignIn(app: FastifyInstance, identity: Identity): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    bodyLimit: 64 * 1024,
    config: { rateLimit: { max: 300, timeWindow: '1 minute' } },
    handler: async (request, reply) => {
      const path = new URL(request.url, 'http://any').pathname.slice('/api/auth'.length)
      if (!served.has(`${request.method} ${path.replace(/^\/callback\/[^/]+$/, '/callback/:id')}`))
        throw new Refusal('notFound', 404, 'No such way to sign in.')
      const before = await identity.callerOf(request.headers.cookie)
      const passage: Passage = { path, request, before, now: identity.clock(), atFailure: [], atSuccess: [] }
      await beforeRequest(identity, passage)
      const answer = await identity.authFor(originOf(request, identity)).handler(asWebRequest(request, identity))
      if (answer.ok || answer.status === 302) await afterSuccess(identity, passage, answer)
      else for (const atFailure of passage.atFailure) await atFailure()
      if (request.method === 'POST' || answer.status === 302) identity.forget()
      return send(reply, answer)
    },
  })
}

/** Scheme and host as the browser sees them; behind a proxy, as far as Fastify's `trustProxy` believes it. */
export function originOf(request: FastifyRequest, identity: Pick<Identity, 'publicUrl'>): string {
  const asked = `${request.protocol}://${request.host}`
  if (identity.publicUrl) return identity.publicUrl
  if (!URL.canParse(asked)) throw new Refusal('badHost', 400, 'The Host header is not an address.')
  return new URL(asked).origin
}

function asWebRequest(request: FastifyRequest, identity: Identity): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined && name !== 'content-length') headers.set(name, String(value))
  headers.set(addressHeader, request.ip)
  const body = request.method === 'GET' ? undefined : JSON.stringify(request.body ?? {})
  if (body !== undefined) headers.set('content-type', 'application/json')
  return new Request(new URL(request.url, originOf(request, identity)), { method: request.method, headers, body })
}

async function send(reply: FastifyReply, answer: Response): Promise<FastifyReply> {
  reply.code(answer.status)
  for (const [name, value] of answer.headers) if (name !== 'set-cookie') reply.header(name, value)
  for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie)
  reply.header('cache-control', 'no-store')
  const text = await answer.text()
  return answer.status < 400 ? reply.send(text) : reply.type('application/problem+json').send(asProblem(answer, text))
}

/** better-auth's `{ code, message }`, kept for its own client, in the shape of all our problems. */
function asProblem(answer: Response, text: string): string {
  const { code = 'SIGN_IN_FAILED', message = 'The sign-in was refused.' } = parsed(text)
  return JSON.stringify({
    type: `/problems/${code}`,
    title: 'Sign-in refused',
    status: answer.status,
    code,
    detail: message,
    message,
  })
}

function parsed(text: string): { code?: string; message?: string } {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
