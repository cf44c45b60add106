import { confirmEdiOutbox, fetchEdiOutbox, listEdiOutbox, sendEdiAgain } from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { connectionOf, type Db } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import { type FileStore, sendFile } from '../../../platform/files/index.ts'
import { serve } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { sendJob } from '../../../platform/jobs/index.ts'
import { notFound, Refusal } from '../../../platform/refusal.ts'
import { deliverJob } from './deliver.job.ts'
import { markSent } from './deliver.ts'

export function outboxRoutes(app: FastifyInstance, files: FileStore): void {
  serve(app, listEdiOutbox, ({ read, query }) => read((db) => listOutbox(db, query)))
  serve(app, fetchEdiOutbox, async ({ read, params, reply }) => {
    const found = await read((db) => waiting(db, params.id))
    if (!found) throw notFound('interchange')
    const { name, sha256, bytes } = found
    return sendFile(reply, {
      name,
      mediaType: 'application/octet-stream',
      bytes: Number(bytes),
      content: files.read(sha256),
    })
  })
  serve(app, confirmEdiOutbox, async ({ read, params, database, now }) => {
    if (!(await read((db) => waiting(db, params.id)))) throw notFound('interchange')
    await markSent({ database, clock: () => now }, params.id)
  })
  serve(app, sendEdiAgain, ({ write, params, now }) =>
    write(async (tx, user) => {
      const { rowCount } = await connectionOf(tx).query(
        `update edi_interchanges set state = 'waiting', due_at = null where id = $1 and direction = 'out' and state <> 'acknowledged'`,
        [params.id],
      )
      if (rowCount !== 1) {
        const there = await connectionOf(tx).query('select from edi_interchanges where id = $1', [params.id])
        if (there.rowCount !== 1) throw notFound('interchange')
        throw new Refusal('ediNotOurs', 409, 'This came in, or was acknowledged already.')
      }
      await connectionOf(tx).query(
        `update edi_messages set status = 'waiting', reasons = '[]', due_at = null, version = version + 1
         where interchange_id = $1 and status <> 'acknowledged'`,
        [params.id],
      )
      await recordEvent(tx, {
        kind: 'edi.interchangeSentAgain',
        subject: { type: 'ediInterchange', id: params.id },
        actorId: user.id,
        at: now,
      })
      await sendJob(tx, deliverJob, { interchangeId: params.id }, { now, singleKey: params.id })
    }),
  )
}

async function listOutbox(db: Db, { partnerId, limit }: { partnerId?: Id | undefined; limit: number }) {
  const { rows } = await connectionOf(db).query<{
    id: Id
    partnerId: Id
    control: string
    types: string[]
    made: Date
    bytes: string
  }>(
    `select i.id, i.partner_id as "partnerId", i.control, i.received_at as made, f.bytes,
            (select coalesce(array_agg(distinct m.type), '{}') from edi_messages m where m.interchange_id = i.id) as types
     from   edi_interchanges i join edi_files f on f.id = i.file_id
     where  i.direction = 'out' and i.state = 'waiting' and i.partner_id is not null and ($1::uuid is null or i.partner_id = $1)
     order  by i.received_at, i.id limit $2`,
    [partnerId ?? null, limit],
  )
  return { rows: rows.map(({ made, bytes, ...row }) => ({ ...row, madeAt: made.toISOString(), bytes: Number(bytes) })) }
}

async function waiting(db: Db, id: Id): Promise<{ name: string; sha256: string; bytes: number } | undefined> {
  const { rows } = await connectionOf(db).query<{ name: string; sha256: string; bytes: number }>(
    `select f.name, f.sha256, f.bytes from edi_interchanges i join edi_files f on f.id = i.file_id
     where  i.id = $1 and i.direction = 'out' and i.state = 'waiting'`,
    [id],
  )
  return rows[0]
}
