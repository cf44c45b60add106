import { type Checked, wrong } from './checked.ts'
import { halfWidth } from './half-width.ts'

export type UrlFound = { host: string }

/**
 * Checks a web address (WHATWG URL). Without a scheme https is assumed; only http and https are taken, and no
 * user name or password, since the address is shown as a link.
 * @example checkUrl('www.example.com') // value 'https://www.example.com/'
 */
export function checkUrl(text: string): Checked<UrlFound> {
  if (text.length > 4000) return wrong('urlForm', { text: `${text.slice(0, 80)}…` })
  const typed = halfWidth(text).replace(/\u3002/g, '.')
  if (typed === '') return wrong('empty')
  const shown = typed.slice(0, 80)
  const scheme = /^([a-z][a-z0-9+.-]*):(?!\d+(?:\/|$))/i.exec(typed)?.[1]?.toLowerCase()
  if (scheme && scheme !== 'http' && scheme !== 'https') return wrong('urlScheme', { text: shown, scheme })

  const url = /\s/.test(typed) ? null : URL.parse(scheme ? typed : `https://${typed}`)
  if (!url) return wrong('urlForm', { text: shown })
  if (url.username || url.password) return wrong('urlCredentials', {})
  if (!isPublicName(url.hostname)) return wrong('urlHost', { text: shown, host: url.hostname })
  return { ok: true, value: url.href, host: url.hostname }
}

/** A name with a dot and a top level of letters: neither an address of numbers nor a machine of one's own network. */
function isPublicName(host: string): boolean {
  return /^(?:(?!-)[a-z0-9_-]{1,63}(?<!-)\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]+)\.?$/.test(host)
}
