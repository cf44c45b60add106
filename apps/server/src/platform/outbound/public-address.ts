import { BlockList, isIP } from 'node:net'

/** IPv4 that is not of the public internet, by the IANA special-purpose registry; and one cloud's metadata, which is. */
const closed = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['168.63.129.16', 32],
] as const)
  closed.addSubnet(net, bits, 'ipv4')

/** Of IPv6 only global unicast is public at all; within it, what tunnels to IPv4 (Teredo, 6to4) and what is for documents is not. */
const open6 = new BlockList()
open6.addSubnet('2000::', 3, 'ipv6')
const closed6 = new BlockList()
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  closed6.addSubnet(net, bits, 'ipv6')

/** Whether an address belongs to the public internet; whatever is none, does not. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !closed.check(address, 'ipv4')
    case 6:
      // A zone names an interface of this machine.
      return !address.includes('%') && open6.check(address, 'ipv6') && !closed6.check(address, 'ipv6')
    default:
      return false
  }
}

const never = new BlockList()
never.addSubnet('169.254.0.0', 16, 'ipv4')
never.addSubnet('0.0.0.0', 8, 'ipv4')
never.addSubnet('224.0.0.0', 3, 'ipv4')
never.addSubnet('fe80::', 10, 'ipv6')
never.addSubnet('ff00::', 8, 'ipv6')
never.addAddress('fd00:ec2::254', 'ipv6')
never.addAddress('100.100.100.200', 'ipv4')
never.addAddress('168.63.129.16', 'ipv4')
// NAT64 of 169.254.0.0/16.
never.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6')

/** Link-local, metadata of clouds and the like: refused even where an administrator allows the host. */
export function isNeverAllowed(address: string): boolean {
  // A zone names an interface of this machine: what it leads to is on its own link.
  if (address.includes('%')) return true
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  const family = isIP(mapped ?? address)
  return family === 0 || never.check(mapped ?? address, family === 6 ? 'ipv6' : 'ipv4')
}

/** Whether a connection may be made: to the public internet, and into private networks only where an administrator allowed it. */
export const mayConnect = (address: string, isAllowed: boolean): boolean =>
  isAllowed ? !isNeverAllowed(address) : isPublicAddress(address)
