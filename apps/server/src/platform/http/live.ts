import { type LiveMessage, liveUpdates, moduleOfSubject } from '@quayside/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Logger } from 'pino'
import { type Database, readAs, readAsOwner } from '../database.ts'
import type { EventSignal } from '../event-signal.ts'
import type { Id } from '../ids.ts'
import { isOutage } from '../outage.ts'
import { presentPosition, readEvents, type SpineEvent, type SpinePosition } from '../read-events.ts'
import { Refusal } from '../refusal.ts'
import { serve, type User } from './serve.ts'

/** A browser that reads slower than this many unsent bytes is cut off; it comes back and asks for everything anew. */
const mostUnsentBytes = 512 * 1024
const batch = 500
/** So many full batches in a row and nobody follows single changes any more: all clients start over. */
const mostBatchesInARow = 20
const heartbeatMs = 20_000
/** More than anybody has windows; a stream costs memory for as long as it is open, whatever the rate of requests. */
export const mostStreamsOfOne = 100
const reconnectMs = 2_000
/** Changes of who is who come in bursts; one look at all streams stands for those of this time. */
const reviewAfterMs = 200

interface Client {
  userId: Id
  /** What he might do, and in which teams he was, when the stream began. */
  reach: string
  request: FastifyRequest
  reply: FastifyReply
}

export interface LiveOptions {
  database: Database
  signal: EventSignal
  log: Logger
  heartbeatMs?: number
  /** Tells when somebody may have been shut out or signed out. Returns how to stop. */
  onIdentityChange(listener: () => void): () => void
}

/** `GET /api/live`: each client hears of the events he may see, in the order of their commits. */
export function serveLive(app: FastifyInstance, options: LiveOptions): void {
  const hub = new LiveHub(options, (request) => app.http.whoAsks(request))
  const unsubscribe = options.onIdentityChange(() => hub.reviewSoon())
  app.addHook('preClose', async () => {
    unsubscribe()
    hub.close()
  })
  serve(app, liveUpdates, async ({ user, request, reply }) => {
    await hub.join({ userId: user.id, reach: reachOf(user), request, reply })
    return reply
  })
  const beat = setInterval(() => void hub.beat(), options.heartbeatMs ?? heartbeatMs)
  beat.unref()
  app.addHook('onClose', async () => clearInterval(beat))
}

type WhoAsks = (request: FastifyRequest) => Promise<User | null>

const reachOf = ({ rights, teamIds }: User) => JSON.stringify([rights, teamIds.toSorted()])

/** One reader of the spine for all clients of this node; it reads only while somebody listens. */
class LiveHub {
  readonly #clients = new Set<Client>()
  readonly #database: Database
  readonly #log: Logger
  readonly #unsubscribe: () => void
  readonly #whoAsks: WhoAsks
  #review: NodeJS.Timeout | undefined
  #position: SpinePosition | undefined
  #turn: Promise<void> = Promise.resolve()
  #waiting = false
  #closed = false

  constructor({ database, signal, log }: LiveOptions, whoAsks: WhoAsks) {
    this.#database = database
    this.#whoAsks = whoAsks
    this.#log = log
    this.#unsubscribe = signal.on(() => this.#wake())
  }

  /** Begins the stream, first with what the client missed since `Last-Event-ID`. */
  join(client: Client): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#closed) throw new Refusal('stopping', 503, 'The server is stopping; connect again.')
      const own = [...this.#clients].filter(({ userId }) => userId === client.userId)
      if (own.length >= mostStreamsOfOne)
        throw new Refusal('tooManyStreams', 429, `At most ${mostStreamsOfOne} live streams of one person. Close some.`)
      this.#position ??= await readAsOwner(this.#database, presentPosition)
      const missed = await this.#missedBy(client, this.#position)
      open(client)
      client.reply.raw.on('close', () => this.#leave(client))
      // A browser that vanished in the middle of a line; 'close' follows.
      client.reply.raw.on('error', () => undefined)
      for (const event of missed) send(client, event)
      this.#clients.add(client)
      // He may have been shut out while he waited for his turn.
      void this.#isWelcome(client)
    })
  }

  /** Keeps proxies from closing the stream. */
  async beat(): Promise<void> {
    for (const client of [...this.#clients])
      if (await this.#isWelcome(client)) client.reply.raw.write(': still here\n\n')
  }

  /** Looks at all streams anew, once for whatever changes within a moment. */
  reviewSoon(): void {
    if (this.#closed || this.#clients.size === 0) return
    this.#review ??= setTimeout(async () => {
      this.#review = undefined
      for (const client of [...this.#clients]) await this.#isWelcome(client)
    }, reviewAfterMs).unref()
  }

  /**
   * Whether he is still who he was; the stream of somebody signed out or shut out ends. So does that of somebody whose rights or teams
   * changed: his browser comes back and asks for everything anew, so that the screen shows what he may see now.
   */
  async #isWelcome(client: Client): Promise<boolean> {
    const known = await this.#whoAsks(client.request).then(
      (user) => user?.id === client.userId && reachOf(user) === client.reach,
      // The database is away: nobody is sent off for that.
      () => true,
    )
    if (!known) this.#drop(client)
    return known && this.#clients.has(client)
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#review)
    this.#unsubscribe()
    for (const client of this.#clients) this.#drop(client)
  }

  /** Nothing is written to it any more; the browser comes back by itself. */
  #drop(client: Client): void {
    this.#leave(client)
    client.reply.raw.end()
  }

  #leave(client: Client): void {
    this.#clients.delete(client)
    if (this.#clients.size === 0) this.#position = undefined
  }

  #wake(): void {
    if (this.#waiting || this.#clients.size === 0) return
    this.#waiting = true
    void this.#inTurn(async () => {
      this.#waiting = false
      await this.#deliverNew()
    }).catch((error: unknown) => {
      if (!isOutage(error)) this.#log.error({ err: error }, 'Live updates failed.')
    })
  }

  /** One thing after the other, so that nobody joins between reading and sending. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work)
    this.#turn = done.catch(() => undefined)
    return done
  }

  async #deliverNew(): Promise<void> {
    for (let batches = 0; this.#position !== undefined && this.#clients.size > 0; batches++) {
      if (batches === mostBatchesInARow) {
        for (const client of this.#clients) this.#drop(client)
        return
      }
      const from = this.#position
      const events = await readAsOwner(this.#database, (db) => readEvents(db, from, batch))
      const last = events.at(-1)
      if (!last) return
      for (const userId of new Set([...this.#clients].map((client) => client.userId))) {
        const visible = await this.#visibleTo(userId, events)
        for (const client of this.#clients)
          if (client.userId === userId) for (const event of visible) send(client, event)
      }
      if (this.#position !== undefined) this.#position = { xid: last.xid, seq: last.seq }
    }
  }

  async #missedBy({ userId, request }: Client, upTo: SpinePosition): Promise<SpineEvent[]> {
    const since = positionIn(request.headers['last-event-id'])
    if (!since) return []
    const events = await readAsOwner(this.#database, (db) => readEvents(db, since, batch))
    // More than that: the client asks for everything anew in any case.
    if (events.length === batch) return []
    return this.#visibleTo(
      userId,
      events.filter((event) => !isBehind(upTo, event)),
    )
  }

  /**
   * The row policies decide: an event is for whoever sees its account, and what has a right of its own for whoever holds that as well, as
   * far as this customer; without an account, for administrators and those it names.
   */
  async #visibleTo(userId: Id, events: readonly SpineEvent[]): Promise<SpineEvent[]> {
    const accountIds = [...new Set(events.flatMap((event) => event.accountId ?? []))]
    const modules = [...new Set(events.flatMap(({ subject }) => moduleOfSubject[subject.type] ?? []))]
    const { seen, administrator } = await readAs(this.#database, userId, async (db) => {
      const { rows } = await sql<{ seen: string[]; administrator: boolean }>`
        select array(select id::text from accounts where id = any(${accountIds}::uuid[])
                     union all
                     select m || ' ' || a.id from accounts a, unnest(${modules}::text[]) m
                     where  a.id = any(${accountIds}::uuid[])
                     and   (actor_reaches_all(m, 'read') or array[a.owner_id, a.team_id] && actor_within(m, 'read'))) as seen,
               actor_scope('administration', 'read') = 'all' as administrator`.execute(db)
      return { seen: new Set(rows[0]?.seen), administrator: rows[0]?.administrator ?? false }
    })
    return events.filter(({ accountId, actorId, subject, data }) => {
      if (accountId === null) return administrator || [actorId, subject.id, data.forUserId].includes(userId)
      const module = moduleOfSubject[subject.type]
      return seen.has(module ? `${module} ${accountId}` : accountId)
    })
  }
}

function open({ reply }: Client): void {
  reply.hijack()
  reply.raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // Tells nginx and its kin not to hold lines back.
    'x-accel-buffering': 'no',
  })
  reply.raw.write(`retry: ${reconnectMs}\n\n`)
}

function send(client: Client, event: SpineEvent): void {
  const message: LiveMessage = {
    subject: event.subject.type,
    id: event.subject.id,
    kind: event.kind,
    accountId: event.accountId,
  }
  const { raw } = client.reply
  raw.write(`id: ${event.xid}.${event.seq}\ndata: ${JSON.stringify(message)}\n\n`)
  if (raw.writableLength > mostUnsentBytes) raw.destroy()
}

function positionIn(header: unknown): SpinePosition | undefined {
  const found = /^(\d{1,20})\.(\d{1,15})$/.exec(String(header ?? ''))
  return found?.[1] && found[2] ? { xid: found[1], seq: Number(found[2]) } : undefined
}

/** Is `position` before the event? */
function isBehind(position: SpinePosition, event: SpinePosition): boolean {
  const [a, b] = [BigInt(position.xid), BigInt(event.xid)]
  return a < b || (a === b && position.seq < event.seq)
}
