import autocannon from 'autocannon'
import { type Spender, type Spent, spentBetween, spentSoFar } from './processor.ts'

export interface Load {
  url: string
  path: string | (() => string)
  method?: 'GET' | 'POST'
  body?: () => unknown
  headers?: Record<string, string>
  seconds: number
  connections?: number
  /** Each request comes from an address of its own, for a server that trusts its proxy. */
  fromEverywhere?: boolean
  /** Whose processor time is taken with the client's. */
  spender?: Spender
}
export interface LoadResult {
  perSecond: number
  p50: number
  p95: number
  p99: number
  wrong: number
  /** Processor time in milliseconds a request, which neighbours on the machine disturb less than the rate. */
  spent: Spent | null
}

/** Before counting: the code is compiled for its work, and the pages asked for are in memory, as in a server that has run for a while. */
const warmSeconds = 2

/** A closed loop of so many connections, each asking again as soon as it is answered. */
export async function load(load: Load): Promise<LoadResult> {
  await run({ ...load, seconds: warmSeconds })
  return run(load)
}

async function run({
  url,
  path,
  method = 'GET',
  body,
  headers = {},
  seconds,
  connections = 8,
  fromEverywhere = false,
  spender,
}: Load): Promise<LoadResult> {
  const pathOf = typeof path === 'string' ? () => path : path
  const before = spender && (await spentSoFar(spender))
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: [
      {
        method,
        headers: {
          ...headers,
          ...(body ? { 'content-type': 'application/json', 'x-quayside-csrf': '1', origin: url } : {}),
        },
        setupRequest: (request) => ({
          ...request,
          path: pathOf(),
          ...(body ? { body: JSON.stringify(body()) } : {}),
          ...(fromEverywhere ? { headers: { ...request.headers, 'x-forwarded-for': anyAddress() } } : {}),
        }),
      },
    ],
  })
  const after = spender && (await spentSoFar(spender))
  return {
    perSecond: result.requests.average,
    p50: result.latency.p50,
    p95: result.latency.p97_5,
    p99: result.latency.p99,
    wrong: result.non2xx + result.errors,
    spent: before && after ? millisecondsEach(spentBetween(before, after), result.requests.total) : null,
  }
}

const millisecondsEach = ({ client, server, database }: Spent, requests: number): Spent => ({
  client: (client * 1000) / requests,
  server: (server * 1000) / requests,
  database: (database * 1000) / requests,
})

const anyAddress = () => Array.from({ length: 4 }, () => Math.floor(Math.random() * 254) + 1).join('.')
