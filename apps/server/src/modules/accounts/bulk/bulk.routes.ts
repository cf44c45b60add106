import * as contract from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import type { Tx } from '../../../platform/database.ts'
import { serve, type User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { sendJob } from '../../../platform/jobs/index.ts'
import { notFound, Refusal } from '../../../platform/refusal.ts'
import { refuseFaults, refuseUnwritable } from '../account-refusals.ts'
import { findWritingContext } from '../accounts.queries.ts'
import { languageOf, sayFault } from '../fault-messages.ts'
import { changeAccountsJob, exportAccountsJob, undoAccountsJob } from './bulk.jobs.ts'
import { findBulkChange, insertBulkChange, markUndone } from './bulk.queries.ts'
import type { BulkChange } from './bulk-change.ts'
import { checkExport } from './export-accounts.ts'
import { selectionCondition } from './selection.ts'

export function serveBulk(app: FastifyInstance): void {
  serve(app, contract.changeManyAccounts, ({ write, body, now }) =>
    write(async (tx, user) => ({ jobId: await orderChange(tx, user, body, now) })),
  )
  serve(app, contract.undoManyAccounts, ({ write, params, now }) =>
    write(async (tx, user) => ({ jobId: await orderUndo(tx, user, params.id, now) })),
  )
  serve(app, contract.exportAccounts, ({ write, body, now }) =>
    write(async (tx, user) => {
      await checkExport(tx, user, body)
      return { jobId: await sendJob(tx, exportAccountsJob, { ...body, actorId: user.id }, { now, watchedBy: user.id }) }
    }),
  )
}

interface ChangeOrder {
  selection: contract.AccountSelection
  change: BulkChange
}

/** The id of the job is that of the change, by which it is undone. */
async function orderChange(tx: Tx, user: User, { selection, change }: ChangeOrder, now: Date): Promise<Id> {
  await selectionCondition(tx, user, selection)
  const { ownerId, teamId, industry, creditGrade, potential, addTags, removeTags } = change
  const tags = addTags ?? removeTags
  const context = await findWritingContext(tx, { ownerId, teamId }, false)
  refuseUnwritable({ ownerId, teamId, industry, creditGrade, potential, tags }, context.custom_fields, user)
  const language = languageOf(user)
  if (ownerId && !context.owner_active) refuseFaults([sayFault('change/ownerId', 'unknownUser', language)])
  if (teamId && !context.team_known) refuseFaults([sayFault('change/teamId', 'unknownTeam', language)])
  if (Object.values(change).every((value) => value === undefined))
    throw new Refusal('nothingToChange', 422, 'Name at least one field to change.')
  const order = { actorId: user.id, selection, change }
  const jobId = await sendJob(tx, changeAccountsJob, order, { now, watchedBy: user.id })
  await insertBulkChange(tx, jobId, user, change, now)
  return jobId
}

async function orderUndo(tx: Tx, user: User, id: Id, now: Date): Promise<Id> {
  const change = await findBulkChange(tx, id)
  if (!change) throw notFound('bulk change of yours')
  if (change.undone_at) throw new Refusal('undoneAlready', 409, 'This change is being undone, or has been.')
  await markUndone(tx, id, now)
  return sendJob(tx, undoAccountsJob, { actorId: user.id, bulkChangeId: id }, { now, watchedBy: user.id })
}
