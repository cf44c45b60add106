import {
  AccountSelection,
  changeManyAccounts as changeRoute,
  exportAccounts as exportRoute,
  Id,
} from '@quayside/contract'
import { z } from 'zod'
import { defineJob } from '../../../platform/jobs/index.ts'
import { changeManyAccounts } from './change-many-accounts.ts'
import { exportAccounts } from './export-accounts.ts'
import { undoManyAccounts } from './undo-many-accounts.ts'

const Order = z.strictObject({ actorId: Id, selection: AccountSelection, change: changeRoute.body.shape.change })
const Undo = z.strictObject({ actorId: Id, bulkChangeId: Id })
const Export = exportRoute.body.extend({ actorId: Id })

export const changeAccountsJob = defineJob('accounts.changeMany', Order, async (job, { database, clock }) => {
  const { changed, skipped } = await changeManyAccounts(database, job, clock)
  job.finishWith({ result: { changed, skipped, undoId: job.id } })
})

export const undoAccountsJob = defineJob('accounts.undoMany', Undo, async (job, { database, clock }) => {
  const { undone, leftAlone, numbers } = await undoManyAccounts(database, job, clock)
  job.finishWith({ result: { undone, leftAlone, numbers } })
})

export const exportAccountsJob = defineJob('accounts.export', Export, exportAccounts, { retryLimit: 2 })
