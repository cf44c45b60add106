import { isIP } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { Refusal } from '../refusal.ts'

const namesRememberedAtMost = 100

/**
 * DNS rebinding: a hostile page may let its own name point to this server, and then counts as its origin. So requests
 * must name us by a name we are known under. An IP address or `localhost` is never a stranger's name.
 */
export function answerToOurNames(app: FastifyInstance, names: readonly string[]): void {
  const known = names.map((name) => name.toLowerCase())
  // A server is asked under few names; more than these are judged anew each time.
  const answered = new Set<string>()
  const refuseUnknown = (host: string) => {
    if (host === '' || answered.has(host)) return
    if (!isKnownHost(host, known)) throw unknownHost(host)
    if (answered.size < namesRememberedAtMost) answered.add(host)
  }
  app.addHook('onRequest', async (request) => {
    // What a proxy says the browser asked for, and what it itself asked for: a page may forge the former.
    refuseUnknown(request.headers.host ?? '')
    refuseUnknown(request.host)
  })
}

/** `.example.com` among the known names stands for every name below it. */
export function isKnownHost(host: string, known: readonly string[]): boolean {
  const name = hostName(host)
  if (name === undefined) return false
  if (isIP(name.replace(/^\[|\]$/g, '')) !== 0 || name === 'localhost' || name.endsWith('.localhost')) return true
  return known.some((ours) => (ours.startsWith('.') ? name.endsWith(ours) : name === ours))
}

/** Without the port, in lower case, numbers of IP addresses in their usual form. */
function hostName(host: string): string | undefined {
  if (!/^[^/?#@\\\s]+$/.test(host) || !URL.canParse(`http://${host}`)) return undefined
  return new URL(`http://${host}`).hostname.replace(/\.$/, '')
}

const unknownHost = (host: string) =>
  new Refusal(
    'unknownHost',
    421,
    `This server is not known under the name in the address. 服务器不认识地址中的名称。 If you run it, start it with QUAYSIDE_URL=https://the-address or QUAYSIDE_TRUSTED_HOSTS=the-name. 如果您是运维人员，请设置 QUAYSIDE_URL=https://地址 或 QUAYSIDE_TRUSTED_HOSTS=名称 后重新启动。`,
    { extra: { host: host.slice(0, 255) } },
  )
