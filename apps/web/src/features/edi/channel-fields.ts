import type { EdiChannel, EdiChannelFields } from '@quayside/contract'
import type { z } from 'zod'

export const ways = ['sftp', 'http', 'folder'] as const
export type WayName = (typeof ways)[number]
export const signIns = ['none', 'header', 'basic'] as const

/** What is typed of a way, whichever it is. */
export interface TypedChannel {
  way: WayName
  host: string
  port: number
  user: string
  inFolder: string
  outFolder: string
  fingerprint: string
  afterwards: 'delete' | 'keep'
  everyMinutes: number
  address: string
  signIn: (typeof signIns)[number]
  header: string
  /** Empty: as it was. */
  secret: string
  allowPrivate: boolean
  active: boolean
}

const fresh: TypedChannel = {
  way: 'sftp',
  host: '',
  port: 22,
  user: '',
  inFolder: '',
  outFolder: '',
  fingerprint: '',
  afterwards: 'delete',
  everyMinutes: 1,
  address: '',
  signIn: 'header',
  header: '',
  secret: '',
  allowPrivate: false,
  active: true,
}

export function typedOf(channel: EdiChannel | undefined): TypedChannel {
  if (!channel) return fresh
  const known = Object.entries(channel.settings).map(([name, value]) => [name, value ?? ''])
  return { ...fresh, ...Object.fromEntries(known), allowPrivate: channel.allowPrivate, active: channel.active }
}

export function bodyOf(typed: TypedChannel): z.input<typeof EdiChannelFields> {
  const { allowPrivate, active, secret } = typed
  const common = { allowPrivate, active, ...(secret === '' ? {} : { secret }) }
  return { settings: settingsOf(typed), ...common }
}

const orNull = (text: string) => text.trim() || null

function settingsOf(typed: TypedChannel): z.input<typeof EdiChannelFields>['settings'] {
  const { way, everyMinutes, inFolder, outFolder, user } = typed
  if (way === 'folder') return { way, inFolder: inFolder.trim(), outFolder: orNull(outFolder), everyMinutes }
  if (way === 'http') {
    const { address, signIn, header } = typed
    if (address.trim() === '') return { way }
    const how =
      signIn === 'basic'
        ? { signIn, user: user.trim() }
        : signIn === 'header'
          ? { signIn, header: header.trim() }
          : { signIn }
    return { way, address: address.trim(), ...how }
  }
  const { host, port, fingerprint, afterwards } = typed
  return {
    ...{ way, host: host.trim(), port, user: user.trim(), fingerprint: fingerprint.trim(), afterwards, everyMinutes },
    ...{ inFolder: orNull(inFolder), outFolder: orNull(outFolder) },
  }
}

/** What must be there before it can be saved. */
export function missingOf(typed: TypedChannel, hasSecret: boolean): (keyof TypedChannel)[] {
  const needed: Record<WayName, (keyof TypedChannel)[]> = {
    sftp: ['host', 'user', ...(hasSecret ? [] : (['secret'] as const))],
    folder: ['inFolder'],
    http:
      typed.address === ''
        ? []
        : typed.signIn === 'none'
          ? []
          : [typed.signIn === 'basic' ? 'user' : 'header', ...(hasSecret ? [] : (['secret'] as const))],
  }
  return needed[typed.way].filter((name) => String(typed[name]).trim() === '')
}
