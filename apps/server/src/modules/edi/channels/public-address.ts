import { lookup } from 'node:dns/promises'
import { BlockList, isIP, isIPv4 } from 'node:net'

/** Ranges that are nobody's on the Internet: of this machine, of this network, and kept for special use (RFC 6890). */
const inside = new BlockList()
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
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(net, bits, 'ipv4')
// Of IPv6 only 2000::/3 is given out; of that, documentation and tunnels that hide an IPv4 address are left out, too.
const outside6 = new BlockList()
outside6.addSubnet('2000::', 3, 'ipv6')
const inside6 = new BlockList()
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  inside6.addSubnet(net, bits, 'ipv6')

export function isPublic(address: string): boolean {
  if (isIPv4(address)) return !inside.check(address, 'ipv4')
  return outside6.check(address, 'ipv6') && !inside6.check(address, 'ipv6')
}

export class PrivateAddress extends Error {
  override readonly name = 'PrivateAddress'
}

/**
 * The address to connect to, looked up once: what is connected to is what was checked, whatever the name says a moment later.
 * @throws PrivateAddress where the name leads into our own network and nobody allowed that
 */
export async function addressOf(host: string, allowPrivate: boolean): Promise<string> {
  const found = isIP(host) ? [{ address: host }] : await lookup(host, { all: true })
  const usable = allowPrivate ? found : found.filter(({ address }) => isPublic(address))
  const [first] = usable
  if (!first || (!allowPrivate && usable.length < found.length))
    throw new PrivateAddress(`${host} lies inside a private network.`)
  return first.address
}
