/** An address of four numbers or with colons; passkeys are bound to a name. */
const isNumber = (host: string) => /^[\d.]+$/.test(host) || host.includes(':')

/** Why there can be no passkeys here: the browser has none, or it was led here by a number instead of a name. */
export function passkeyHindrance(host: string, capable: boolean): 'browser' | 'address' | null {
  if (!capable) return 'browser'
  return isNumber(host) ? 'address' : null
}

export const hindranceHere = () => passkeyHindrance(location.hostname, 'PublicKeyCredential' in window)
