import { setTimeout as pause } from 'node:timers/promises'
import type { Import } from '@quayside/contract'
import { type ChildServer, startProduct } from './child-server.ts'
import { makeActors, signIn } from './customer-database.ts'
import { customersCsv } from './import.ts'
import type { Scratch } from './scratch.ts'
import { figure, type Row } from './table.ts'

/** Of a Chinese sentence in UTF-8; ten columns of it make a row of some hundred kilobytes. */
const note = '此客户的备注写了很多页，没有一个字段要它，导入时读过即弃。'.repeat(120)
const noteColumns = 10
/** More than any file here takes. */
const mostRows = 1_000_000
/** The import may hold so much more at its end than a twentieth of the way in. */
const mostGrowthMiB = 200

/**
 * A file of gigabytes through the wizard's doors to its end: streamed up, looked at, checked, imported, stopped on the way, taken
 * up again and undone; with the memory of the whole server beside it.
 */
export async function hugeImport(scratch: Scratch, bytes: number): Promise<Row[]> {
  const { admin } = await makeActors(scratch)
  const product = await startProduct(scratch.embedded.ownerUrl, scratch.dataDir, 'web,worker')
  try {
    const wizard = wizardOf(product, await signIn(product.url, admin.email))
    const rows: Row[] = []
    const measure = async (what: string, work: () => Promise<Import>) => {
      const memory = watchMemory(product)
      const began = performance.now()
      const batch = await work()
      const seconds = (performance.now() - began) / 1000
      const { first, most } = await memory.stop()
      const grown = Math.max(0, most - first)
      rows.push({
        what,
        measured: `${figure(seconds, 1)} s, ${batch.state}, ${figure(batch.counts.rows)} rows; resident ${figure(most)} MiB at most, ${figure(grown)} more than in the first twentieth`,
        comparator: '',
        ratio: '',
        budget: `≤ ${mostGrowthMiB} MiB more`,
        met: grown <= mostGrowthMiB,
      })
      process.stderr.write(`${rows.at(-1)?.what}: ${rows.at(-1)?.measured}\n`)
      return batch
    }
    const sent = await measure(`upload of ${figure(bytes / 1e9, 2)} GB, streamed, and what was detected`, () =>
      wizard.upload(bytes),
    )
    const { id } = sent
    const { mapping } = await wizard.ask<{ mapping: Record<string, string | null> }>(
      'GET',
      `/imports/${id}/mapping?target=customers`,
    )
    await measure('check of every row', async () => {
      await wizard.ask('PUT', `/imports/${id}/mapping`, {
        options: { target: 'customers', duplicates: 'create' },
        mapping,
      })
      return wizard.until(id, ({ state }) => state !== 'checking')
    })
    const stopped = await measure('import, stopped after a fifth', async () => {
      await wizard.ask('PUT', `/imports/${id}/run`)
      await wizard.until(id, ({ state, progress, counts }) => state !== 'importing' || progress.done > counts.rows / 5)
      await wizard.ask('DELETE', `/imports/${id}/run`)
      return wizard.until(id, ({ state }) => state !== 'importing')
    })
    if (stopped.state !== 'cancelled') throw new Error(`Stopped, the import was ${stopped.state}.`)
    const done = await measure('import, taken up again to its end', async () => {
      await wizard.ask('PUT', `/imports/${id}/run`)
      return wizard.until(id, ({ state }) => state !== 'importing')
    })
    if (done.state !== 'done' || done.counts.accountsCreated !== done.counts.good)
      throw new Error(`The import ended as ${done.state} with ${JSON.stringify(done.counts)}.`)
    const undone = await measure('undo of all of it', async () => {
      await wizard.ask('DELETE', `/imports/${id}`)
      return wizard.until(id, ({ state }) => state !== 'undoing')
    })
    if (undone.state !== 'undone' || (undone.undone?.keptTotal ?? 1) > 0)
      throw new Error(`Undone, the import was ${undone.state}: ${JSON.stringify(undone.undone)}.`)
    return rows
  } finally {
    await product.stop()
  }
}

function wizardOf({ url }: ChildServer, cookie: string) {
  const headers = { cookie, origin: url, 'x-quayside-csrf': '1' }
  const answer = async <T>(reply: Response): Promise<T> => {
    if (!reply.ok) throw new Error(`${reply.url} answered ${reply.status}: ${await reply.text()}`)
    return (await reply.json()) as T
  }
  const ask = async <T = Import>(method: string, path: string, body?: unknown): Promise<T> =>
    answer<T>(
      await fetch(`${url}/api${path}`, {
        method,
        headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
  return {
    ask,
    upload: async (bytes: number) =>
      answer<Import>(
        await fetch(`${url}/api/imports`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'multipart/form-data; boundary=huge' },
          body: ReadableStream.from(multipart(bytes)),
          duplex: 'half',
        }),
      ),
    until: async (id: string, isThere: (batch: Import) => boolean): Promise<Import> => {
      for (;;) {
        const batch = await ask('GET', `/imports/${id}`)
        if (isThere(batch)) return batch
        await pause(300)
      }
    },
  }
}

/** Made while it is sent: nobody holds the file but the server's disk. */
async function* multipart(bytes: number): AsyncGenerator<Uint8Array> {
  yield Buffer.from(
    '--huge\r\ncontent-disposition: form-data; name="file"; filename="huge.csv"\r\ncontent-type: text/csv\r\n\r\n',
  )
  const notes = Array.from({ length: noteColumns }, () => note).join(',')
  let sent = 0
  let isHeader = true
  for (const line of customersCsv(mostRows)) {
    const more = isHeader ? Array.from({ length: noteColumns }, (_, at) => `说明${at + 1}`).join(',') : notes
    isHeader = false
    const piece = Buffer.from(`${line.trimEnd()},${more}\n`)
    yield piece
    sent += piece.length
    if (sent >= bytes) break
  }
  yield Buffer.from('\r\n--huge--\r\n')
}

function watchMemory(product: ChildServer) {
  const seen: number[] = []
  const looking = setInterval(async () => void seen.push(await product.residentMiB()), 250)
  return {
    stop: async () => {
      clearInterval(looking)
      const last = await product.residentMiB()
      const first = Math.max(0, ...seen.slice(0, Math.ceil(seen.length / 20)))
      return { first: first || last, most: Math.max(last, ...seen) }
    },
  }
}
