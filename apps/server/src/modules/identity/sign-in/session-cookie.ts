export const cookiePrefix = 'quayside'
const name = `${cookiePrefix}.session_token`
/** Over https browsers accept the `__Secure-` name only from a secure page. */
export const sessionCookies: readonly string[] = [`__Secure-${name}`, name]

/** The value of a session cookie that a reply sets, when it opens a session and does not end one. */
export function openedSession(setCookies: readonly string[]): string | null {
  for (const cookie of setCookies) {
    const [, cookieName = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
    if (sessionCookies.includes(cookieName) && value !== '' && !/max-age=0/i.test(cookie))
      return `${cookieName}=${value}`
  }
  return null
}
