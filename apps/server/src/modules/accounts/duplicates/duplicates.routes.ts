import * as contract from '@quayside/contract'
import type { FastifyInstance } from 'fastify'
import { serve } from '../../../platform/http/serve.ts'
import { dismissDuplicate, reconsiderDuplicate } from './judge-duplicate.ts'
import { compareDuplicates, listDuplicates } from './list-duplicates.ts'
import { listMerges } from './merge/list-merges.ts'
import { mergeAccounts } from './merge/merge-accounts.ts'
import { undoMerge } from './merge/undo-merge.ts'
import { startScan } from './scan-duplicates.job.ts'
import { similarAccounts } from './similar-accounts.ts'

export function serveDuplicates(app: FastifyInstance): void {
  serve(app, contract.similarAccounts, ({ read, body }) => read((db, user) => similarAccounts(db, user, body)))
  serve(app, contract.listDuplicates, ({ read, query }) => read((db, user) => listDuplicates(db, user, query)))
  serve(app, contract.compareDuplicates, ({ read, params }) =>
    read((db, user) => compareDuplicates(db, user, params.id)),
  )
  serve(app, contract.dismissDuplicate, ({ write, params, now }) =>
    write((tx, user) => dismissDuplicate(tx, user, params.id, now)),
  )
  serve(app, contract.reconsiderDuplicate, ({ write, params, now }) =>
    write((tx, user) => reconsiderDuplicate(tx, user, params.id, now)),
  )
  serve(app, contract.scanDuplicates, ({ write, now }) => write((tx, user) => startScan(tx, user, now)))
  serve(app, contract.mergeAccounts, ({ write, body, now }) => write((tx, user) => mergeAccounts(tx, user, body, now)))
  serve(app, contract.undoMerge, ({ write, params, now }) => write((tx, user) => undoMerge(tx, user, params.id, now)))
  serve(app, contract.listMerges, ({ read, query }) => read((db, user) => listMerges(db, user, query)))
}
