import { isIP } from 'node:net'
import { mayConnect } from './public-address.ts'

/** Hosts an administrator allows, as `name` or `name:port`. */
export type AllowedHosts = ReadonlySet<string>

const defaultPort = (url: URL) => (url.protocol === 'https:' ? '443' : '80')

/** The host as the list of allowed ones writes it; both spellings where the port is the usual one. */
export function isAllowedHost(url: URL, allowed: AllowedHosts): boolean {
  const port = url.port || defaultPort(url)
  if (allowed.has(`${url.hostname}:${port}`)) return true
  return port === defaultPort(url) && allowed.has(url.hostname)
}

/** What can be said before a name is resolved. Null: nothing against it. */
export function targetFault(url: URL, allowed: AllowedHosts): 'httpsRequired' | 'forbiddenAddress' | null {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'httpsRequired'
  const isAllowed = isAllowedHost(url, allowed)
  if (url.protocol === 'http:' && !isAllowed) return 'httpsRequired'
  // An address in the place of a name is never looked up.
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 ? !mayConnect(host, isAllowed) : isLocalName(host) && !isAllowed) return 'forbiddenAddress'
  return null
}

/** Names without a dot, and those that the public internet does not have (RFC 6761, 6762 and 8375; `internal` by ICANN). */
function isLocalName(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '')
  return !name.includes('.') || /\.(localhost|local|internal|home\.arpa)$/.test(name)
}
