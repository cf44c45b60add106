import pg from 'pg'
import { demoPassword, demoUsers } from '../apps/server/src/modules/identity/index.ts'
import { openDatabase, writeAsOwner } from '../apps/server/src/platform/database.ts'
import { startBare, startProduct } from './child-server.ts'
import { type Load, type LoadResult, load } from './http-load.ts'
import { chosenStates, newCustomer } from './roads.ts'
import type { Scratch } from './scratch.ts'
import { figure, type Row } from './table.ts'

interface Sample {
  ids: string[]
  /** Two characters from inside names, beginnings of pinyin, initials, telephone fragments. */
  words: Record<'two 汉字 inside a name' | 'pinyin' | 'initials' | 'phone fragment', string[]>
}

/** The best peer at 100,000 customers, eight clients (requests per second), and the budget of ARCHITECTURE.md. */
const peers = {
  create: { best: 136, budget: 1_360 },
  list: { best: 132, budget: 1_320 },
  read: { best: 214, budget: 2_140 },
  han: { best: 49, budget: 490 },
  phone: { best: 160, budget: 1_600 },
}

/** Create, list, read, 360 and search over HTTP, eight connections, durable commits; beside a bare server with the same statements. */
export async function customerDatabase(
  scratch: Scratch,
  actor: { id: string; email: string },
  seconds: number,
): Promise<Row[]> {
  await settle(scratch.owner)
  const sample = await sampleOf(scratch.owner)
  const product = await startProduct(scratch.embedded.ownerUrl, scratch.dataDir, 'web')
  const bare = await startBare(scratch.owner, scratch.app, actor.id)
  try {
    const cookie = await signIn(product.url, actor.email)
    const headers = { cookie }
    const rotate = <T>(from: readonly T[]) => {
      let at = 0
      return () => from[at++ % from.length] as T
    }
    const id = rotate(sample.ids)
    const rows: Row[] = []
    const idle = await product.residentMiB()
    rows.push({
      what: 'start (web role)',
      measured: `${figure(product.startSeconds, 2)} s`,
      comparator: '',
      ratio: '',
      budget: '≤ 3 s',
      met: product.startSeconds <= 3,
    })
    rows.push({
      what: 'resident memory, idle, web role',
      measured: `${figure(idle)} MiB`,
      comparator: 'Directus 290 MB',
      ratio: '',
      budget: '≤ 200 MB',
      met: idle <= 200,
    })

    const spender = { owner: scratch.owner, serverPid: product.pid }
    const bareSpender = { owner: scratch.owner, serverPid: bare.pid }
    const ask = (path: Load['path'], also: Partial<Load> = {}) =>
      load({ url: product.url, path, headers, seconds, spender, ...also })
    const askBare = (path: Load['path'], also: Partial<Load> = {}) =>
      load({ url: bare.url, path, seconds, spender: bareSpender, ...also })

    const read = await ask(() => `/api/accounts/${id()}`)
    rows.push(peerRow('read', read, peers.read))
    rows.push(againstBare('read', read, await askBare(() => `/read/${id()}`), null))

    const whole = await ask(() => `/api/accounts/${id()}/360`)
    rows.push({
      what: 'customer 360',
      measured: `${figure(whole.perSecond)}/s, p50 ${whole.p50} ms, p99 ${whole.p99} ms`,
      comparator: '',
      ratio: '',
      budget: 'p99 ≤ 20 ms',
      met: whole.p99 <= 20 && whole.wrong === 0,
    })
    rows.push(againstBare('customer 360', whole, await askBare(() => `/360/${id()}`), 0.5))
    // Of eight that share two cores each waits for the others: with one a core the slowest say what they need themselves.
    const apart = { connections: 2 }
    const wholeApart = await ask(() => `/api/accounts/${id()}/360`, apart)
    const bareApart = await askBare(() => `/360/${id()}`, apart)
    rows.push(againstBare('customer 360, two connections', wholeApart, bareApart, null))

    const list = await ask('/api/accounts?limit=50&sort=name')
    rows.push(peerRow('list of 50 by name', list, peers.list))
    rows.push(againstBare('list of 50 by name', list, await askBare('/list'), null))
    const filter = encodeURIComponent(JSON.stringify(chosenStates))
    const filtered = await ask(`/api/accounts?limit=50&sort=name&filter=${filter}`)
    rows.push(peerRow('list of 50, filtered, by name', filtered, peers.list))
    rows.push(againstBare('list of 50, filtered, by name', filtered, await askBare('/filtered'), null))

    for (const [kind, words] of Object.entries(sample.words)) {
      const word = rotate(words)
      const path = () => `/api/search?q=${encodeURIComponent(word())}`
      const found = await ask(path)
      const peer = kind === 'phone fragment' ? peers.phone : kind.startsWith('two') ? peers.han : null
      if (peer) {
        const barePath = kind === 'phone fragment' ? '/digits' : '/search'
        rows.push(peerRow(`search: ${kind}`, found, peer))
        rows.push(
          againstBare(
            `search: ${kind}`,
            found,
            await askBare(() => `${barePath}?q=${encodeURIComponent(word())}`),
            null,
          ),
        )
      }
      const alone = await ask(path, { connections: 1 })
      rows.push({
        what: `search: ${kind}, one client`,
        measured: `p50 ${alone.p50} ms, p97.5 ${alone.p95} ms`,
        comparator: '',
        ratio: '',
        budget: 'p95 ≤ 30 ms',
        met: alone.p95 <= 30 && alone.wrong === 0,
      })
    }

    const next = counter()
    const post = { method: 'POST', body: () => newCustomer(next()) } as const
    const create = await ask('/api/accounts', post)
    rows.push(peerRow('create (durable)', create, peers.create))
    rows.push(againstBare('create (durable)', create, await askBare('/create', post), null))
    rows.push({
      what: 'PostgreSQL’s own durable commits, 8 connections',
      measured: `${figure(await commitRate(scratch.owner, seconds))}/s`,
      comparator: '',
      ratio: '',
      budget: '',
      met: null,
    })
    const busy = await product.residentMiB()
    rows.push({
      what: 'resident memory after the load',
      measured: `${figure(busy)} MiB`,
      comparator: '',
      ratio: '',
      budget: '',
      met: null,
    })
    return rows
  } finally {
    await product.stop()
    await bare.stop()
  }
}

/** What the server would do by itself within minutes of such a load, and in the middle of the measuring. */
export async function settle(connection: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(connection)
  await client.connect()
  await client.query('vacuum (analyze, parallel 2)')
  await client.query('checkpoint')
  await client.end()
}

function counter() {
  let at = 0
  return () => {
    at += 1
    return at
  }
}

function peerRow(
  what: string,
  result: { perSecond: number; p50: number; p99: number; wrong: number },
  peer: { best: number; budget: number },
): Row {
  return {
    what,
    measured: `${figure(result.perSecond)}/s, p50 ${result.p50} ms, p99 ${result.p99} ms${result.wrong > 0 ? `, ${result.wrong} wrong answers` : ''}`,
    comparator: `best peer ${peer.best}/s (100 k customers)`,
    ratio: `${figure(result.perSecond / peer.best, 1)} ×`,
    budget: `≥ ${figure(peer.budget)}/s`,
    met: result.perSecond >= peer.budget && result.wrong === 0,
  }
}

const againstBare = (what: string, product: LoadResult, bare: LoadResult, share: number | null): Row => ({
  what: `${what}, beside bare Fastify + pg with the same statements`,
  measured: `${figure(product.perSecond)}/s, p99 ${product.p99} ms${shares(product)}`,
  comparator: `${figure(bare.perSecond)}/s, p99 ${bare.p99} ms${bare.wrong > 0 ? `, ${bare.wrong} wrong answers` : ''}${shares(bare)}`,
  ratio: figure(product.perSecond / bare.perSecond, 2),
  budget: share === null ? '' : `≥ ${share}`,
  met: share === null ? null : product.perSecond / bare.perSecond >= share,
})

/** The processor time of a request: of all three, and whose it was. */
const shares = ({ spent }: LoadResult): string =>
  spent === null
    ? ''
    : `; processor ${figure(spent.client + spent.server + spent.database, 2)} ms a request (PostgreSQL ${figure(spent.database, 2)}, server ${figure(spent.server, 2)}, client ${figure(spent.client, 2)})`

/** Makes the people of the demonstration and answers the one who may see everything. */
export async function makeActors(
  scratch: Scratch,
): Promise<{ admin: { id: string; email: string }; owners: { userId: string; teamId: string }[] }> {
  const database = openDatabase({ ownerUrl: scratch.owner, appUrl: scratch.app })
  const users = await writeAsOwner(database, (tx) => demoUsers(tx, new Date()))
  await database.close()
  const admin = users.find((user) => user.roleCode === 'administrator')
  if (!admin) throw new Error('The demonstration has no administrator.')
  const owners = users
    .filter((user) => ['salesRepresentative', 'keyAccountManager'].includes(user.roleCode))
    .map((user) => ({ userId: user.id, teamId: user.teamId }))
  return { admin, owners }
}

export async function signIn(url: string, email: string): Promise<string> {
  const reply = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password: demoPassword }),
  })
  if (!reply.ok) throw new Error(`Signing in answered ${reply.status}: ${await reply.text()}`)
  return reply.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

export async function sampleOf(connection: pg.ClientConfig): Promise<Sample> {
  const client = new pg.Client(connection)
  await client.connect()
  const found = await client.query<{ id: string; name: string; name_en: string; phone: string | null }>(
    `select id, name, name_en, phone from accounts tablesample system (5) where deleted_at is null and kind = 'enterprise' and phone is not null limit 2000`,
  )
  await client.end()
  const rows = found.rows
  const brand = (name: string) => name.replace(/^.{2}市?/, '').slice(0, 2)
  return {
    ids: rows.map((row) => row.id),
    words: {
      'two 汉字 inside a name': rows.map((row) => brand(row.name)),
      pinyin: rows.map((row) => (row.name_en.split(' ')[1] ?? 'heng').toLowerCase()),
      initials: rows.map(
        (row) =>
          row.name_en
            .split(' ')
            .slice(0, 2)
            .map((word) => word[0])
            .join('')
            .toLowerCase() || 'sh',
      ),
      'phone fragment': rows.map((row) => row.phone?.slice(-6, -1) ?? '12345'),
    },
  }
}

/** What eight connections of the driver reach with one small durable insert per transaction: the ceiling of every create. */
export async function commitRate(connection: pg.ClientConfig, seconds: number): Promise<number> {
  const pool = new pg.Pool({ ...connection, max: 8 })
  await pool.query(
    'create unlogged table if not exists commit_rate_warm (id int); create table if not exists commit_rate (id bigserial, at timestamptz default now())',
  )
  const until = performance.now() + seconds * 1000
  let commits = 0
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      while (performance.now() < until) {
        await pool.query('insert into commit_rate default values')
        commits += 1
      }
    }),
  )
  await pool.query('drop table commit_rate, commit_rate_warm')
  await pool.end()
  return commits / seconds
}
