import { lookup as systemLookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { mayConnect } from './allowed-target.ts'

export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress'
  readonly code = 'forbiddenAddress'
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
      if (!first || fit.length < found.length)
        return callback(new ForbiddenAddress(`${hostname} leads to an address that is not public.`), [])
      if (options.all) return callback(null, fit)
      callback(null, first.address, first.family)
    })
  }
}
