const nodeCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND'])
/** The driver gives these no code. */
const driverMessages =
  /^Connection terminated|^timeout exceeded when trying to connect|^Client has encountered a connection error/

/**
 * Does the error say that the database cannot be reached or takes no work now? Network failures, and of PostgreSQL's
 * classes 08 (connection), 53 (resources) and 57P (shutdown, start-up).
 */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, syscall } = error as NodeJS.ErrnoException
  if (code !== undefined && /^(08|53|57P)/.test(code)) return true
  // ENOENT of a socket that is gone, not of a file.
  if (code !== undefined && nodeCodes.has(code)) return code !== 'ENOENT' || syscall === 'connect'
  return driverMessages.test(error.message)
}
