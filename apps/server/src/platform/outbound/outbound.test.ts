import type { LookupAddress } from 'node:dns'
import { describe, expect, test } from 'vitest'
import { targetFault } from './allowed-target.ts'
import { addressOf, type Resolve } from './guarded-lookup.ts'
import { isNeverAllowed, isPublicAddress } from './public-address.ts'

const saying = (...addresses: string[]): Resolve =>
  ((_name: string, _options: unknown, callback: (error: null, found: LookupAddress[]) => void) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )) as unknown as Resolve

describe('an address', () => {
  test.each([
    '127.0.0.1',
    '10.0.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::',
    'fe80::1',
    'fd12::1',
    '::ffff:8.8.8.8',
    '::ffff:10.0.0.1',
    '2002:7f00:1::',
    '64:ff9b::7f00:1',
    '2001::1',
    'ff02::1',
    '168.63.129.16',
    '2606:4700::1111%eth0',
    'x',
  ])('%s is not public', (address) => expect(isPublicAddress(address)).toBe(false))
  test.each(['8.8.8.8', '1.1.1.1', '2606:4700::1111', '240e::1'])('%s is public', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  )
  test.each([
    '169.254.169.254',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '64:ff9b::a9fe:a9fe',
    'fe80::1',
    'fd00::1%eth0',
    'fd00:ec2::254',
    '100.100.100.200',
    '168.63.129.16',
    '0.0.0.0',
    'x',
  ])('%s is never allowed', (address) => expect(isNeverAllowed(address)).toBe(true))
  test.each(['10.0.0.1', '127.0.0.1', 'fd00::1', '8.8.8.8'])('%s may be allowed', (address) =>
    expect(isNeverAllowed(address)).toBe(false),
  )
})

describe('what a name leads to', () => {
  test('is handed over once, as it was judged', async () => {
    expect(await addressOf('partner.example', false, saying('8.8.8.8', '1.1.1.1'))).toBe('8.8.8.8')
    expect(await addressOf('8.8.8.8', false)).toBe('8.8.8.8')
    expect(await addressOf('intranet.example', true, saying('10.0.0.1'))).toBe('10.0.0.1')
  })

  test('is refused where one of its addresses is, and it is told whether leave could help', async () => {
    const refused = { code: 'forbiddenAddress', never: false }
    await expect(addressOf('bent.example', false, saying('8.8.8.8', '10.0.0.1'))).rejects.toMatchObject(refused)
    await expect(addressOf('10.0.0.1', false)).rejects.toMatchObject(refused)
    const never = { code: 'forbiddenAddress', never: true }
    await expect(addressOf('bent.example', true, saying('10.0.0.1', '169.254.169.254'))).rejects.toMatchObject(never)
    await expect(addressOf('169.254.169.254', true)).rejects.toMatchObject(never)
  })

  test('that does not exist is said as the system says it', async () => {
    const nobody = ((_name: string, _options: unknown, callback: (error: Error) => void) =>
      callback(Object.assign(new Error('queryA ENOTFOUND'), { code: 'ENOTFOUND' }))) as unknown as Resolve
    await expect(addressOf('nobody.example', false, nobody)).rejects.toMatchObject({ code: 'ENOTFOUND' })
  })
})

describe('a name that the public internet does not have', () => {
  const said = (address: string, ...allowed: string[]) => targetFault(new URL(address), new Set(allowed))
  test.each(['localhost', 'LOCALHOST.', 'erp', 'a.localhost', 'erp.local', 'db.internal', 'nas.home.arpa'])(
    '%s is refused when it is entered, unless an administrator allowed it',
    (name) => {
      expect(said(`https://${name}/hook`)).toBe('forbiddenAddress')
      expect(said(`https://${name}/hook`, new URL(`https://${name}`).hostname)).toBeNull()
    },
  )
  test.each(['erp.example.com', 'internal.example.com', 'localhost.example'])('%s may be one', (name) =>
    expect(said(`https://${name}/hook`)).toBeNull(),
  )
})
