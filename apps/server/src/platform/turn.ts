import type pg from 'pg'
import type { Known } from './query-after.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * What the connection is being used for. Nothing is sent before the first statement: a prepared one carries the actor with it
 * in the same message, which saves two round trips of three; any other begins a transaction first.
 */
export interface Turn {
  /** `<user>`, `<user>/<key>`, or nothing. */
  actor: string
  mode: 'read only' | 'read write'
  /** A transaction is open. Prepared reads need none: each is a transaction of its own. */
  begun: boolean
  /** Settles with the statement that began it, unless that was the first of the work. */
  beginning?: Promise<unknown>
  heldOpen?: boolean
  commitsWithLast?: boolean
  /** Committed with the last statement. */
  ended?: boolean
}

export const afterTheEnd = () =>
  new TypeError('The transaction has been committed with what was called its last statement.')
export const turns = new WeakMap<pg.PoolClient, Turn>()

/** They return no row, so that nothing comes before the rows of the statement behind them. */
const openings = {
  beginWrite: { name: 'begin-write', text: 'begin read write' },
  actToWrite: { name: 'act-to-write', text: "select where set_config('quayside.actor', $1, true) is null" },
  actToRead: {
    name: 'act-to-read',
    text: "select where set_config('quayside.actor', $1, true) is null or set_config('transaction_read_only', 'on', true) is null",
  },
  planForValues: {
    name: 'plan-for-values',
    text: "select where set_config('plan_cache_mode', $1, true) is null",
  },
} as const

export const endings = { commit: { name: 'commit', text: 'commit' } } as const

/** Once per connection of the application. */
export async function prepareOpenings(client: pg.ClientBase): Promise<void> {
  await client.query({ ...openings.beginWrite })
  await client.query({ ...endings.commit })
  for (const one of [openings.actToWrite, openings.actToRead]) await client.query({ ...one, values: [''] })
  await client.query({ ...openings.planForValues, values: ['auto'] })
}

export function openingOf({ actor, mode }: Turn): Known[] {
  const values = [actor]
  if (mode === 'read only') return [{ name: openings.actToRead.name, values }]
  return [
    { name: openings.beginWrite.name, values: [] },
    { name: openings.actToWrite.name, values },
  ]
}

/** Of a read whose statement is planned for its values; the setting ends with it. */
export const openingPlanned = (turn: Turn): Known[] => [
  ...openingOf(turn),
  { name: openings.planForValues.name, values: ['auto'] },
]

/**
 * Begins the transaction of this turn if it is not open yet; later statements queue behind it. Statements made at run time are
 * planned for their values: whether a filter meets a hundred accounts or a million decides how to read them.
 */
export function beginNow(client: pg.PoolClient): void {
  const turn = turns.get(client)
  if (turn?.ended) throw afterTheEnd()
  if (!turn || turn.begun) return
  turn.begun = true
  turn.beginning = client.query(
    `begin ${turn.mode}; select set_config('quayside.actor', '${turn.actor}', true), set_config('plan_cache_mode', 'auto', true)`,
  )
  turn.beginning.catch(() => undefined)
}

/** The ids are checked because they may be written into a statement. */
export function turnOf(keyId: string | undefined, actorId: string | null, mode: Turn['mode']): Turn {
  if (actorId !== null && !uuid.test(actorId)) throw new TypeError(`Not a user id: ${actorId}`)
  if (keyId !== undefined && !uuid.test(keyId)) throw new TypeError(`Not the id of a key: ${keyId}`)
  const actor = actorId === null || keyId === undefined ? (actorId ?? '') : `${actorId}/${keyId}`
  return { actor, mode, begun: false }
}
