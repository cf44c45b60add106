import { ServiceKind } from '@quayside/contract'

/** Which services are among some lines, as one number: the service at place n of the contract's list is 2ⁿ. */
export const serviceBit = (service: string): string =>
  `(case ${service} ${ServiceKind.options.map((name, at) => `when '${name}' then ${2 ** at}`).join(' ')} else 0 end)`
/** The same of a line `l`, by the number of its service. */
export const bitOfNumber = '(1 << l.service_no::integer)::integer'
/** What the numbers that are kept mean; other numbers are another warehouse. */
export const serviceBits = ServiceKind.options.join()
export const bitsOf = (service: string): number => 2 ** ServiceKind.options.indexOf(service as ServiceKind)
export const servicesIn = (bits: number): string[] => ServiceKind.options.filter((_, at) => (bits & (2 ** at)) !== 0)
