import { lookup as systemLookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { mayConnect } from './public-address.ts'

export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress'
  readonly code = 'forbiddenAddress'
  /** Metadata of clouds and the like: no administrator can allow it. */
  readonly never: boolean

  constructor(host: string, isAllowed: boolean) {
    super(`${host} leads to an address that is ${isAllowed ? 'never connected to' : 'not public'}.`)
    this.never = isAllowed
  }
}

/** How a name becomes addresses; replaced in tests of names that change their mind. */
export type Resolve = typeof systemLookup

/**
 * Resolves a name for the connection that is being made, and hands over only addresses that may be connected to: whatever a
 * name said when it was entered, what counts is where this request goes.
 */
export function guardedLookup(isAllowed: boolean, resolve: Resolve = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, [])
      const fit = found.filter(({ address }) => mayConnect(address, isAllowed))
      const [first] = fit
      // One private address among public ones is how a name is bent: then none is trusted.
      if (!first || fit.length < found.length) return callback(new ForbiddenAddress(hostname, isAllowed), [])
      if (options.all) return callback(null, fit)
      callback(null, first.address, first.family)
    })
  }
}

/**
 * For clients that take an address, not a way to look it up: what is connected to is what was judged, whatever the name says a moment
 * later.
 * @throws ForbiddenAddress where it may not be connected to
 */
export function addressOf(host: string, isAllowed: boolean, resolve?: Resolve): Promise<string> {
  if (isIP(host) !== 0)
    return mayConnect(host, isAllowed) ? Promise.resolve(host) : Promise.reject(new ForbiddenAddress(host, isAllowed))
  return new Promise((found, fail) => {
    guardedLookup(isAllowed, resolve)(host, {}, (error, address) => (error ? fail(error) : found(String(address))))
  })
}
