import { writeAs } from '../../../platform/database.ts'
import { recordEvent } from '../../../platform/events.ts'
import type { User } from '../../../platform/http/serve.ts'
import type { Id } from '../../../platform/ids.ts'
import { plainSentence } from '../../../platform/sentence.ts'
import { goOn } from './check-import.ts'
import { type FoundImport, type Undone, updateImport } from './imports.queries.ts'
import { removeAccounts, restoreAccounts } from './undo-accounts.ts'
import { removeOrders, restoreOrders } from './undo-orders.ts'
import { removePeople, restorePeople } from './undo-people.ts'
import { beginning, type UndoStep, undoing } from './undoing.ts'
import type { ImportDeps, Report } from './work-import.ts'

const pageRows = 500
/** What hangs on something goes before it: changes are taken back first, then what the batch made is removed. */
const steps: readonly UndoStep[] = [
  restoreOrders,
  removeOrders,
  ...restorePeople,
  ...removePeople,
  restoreAccounts,
  removeAccounts,
]

/** Takes a batch back, page by page. What somebody changed or used since stays and is named. Goes on after a crash by what is left. */
export async function undoImport(deps: ImportDeps, batch: FoundImport, user: User, report: Report): Promise<void> {
  // What stays is met again on every attempt; what is gone was counted.
  const undone: Undone = {
    removed: batch.undone?.removed ?? 0,
    restored: batch.undone?.restored ?? 0,
    kept: [],
    keptTotal: 0,
  }
  const brought = batch.options && deps.brought?.[batch.options.target]
  for (const step of brought?.undo ?? steps)
    for (let after: Id | null = beginning; after !== null; ) {
      const from: Id = after
      after = await writeAs(deps.database, user.id, async (tx) => {
        await goOn(tx, batch)
        const page = await step(undoing(tx, { user, batch, now: deps.clock(), undone }), from, pageRows)
        await updateImport(tx, batch.id, { undone })
        return page
      })
      await report({ done: undone.removed + undone.restored, total: null })
    }
  await writeAs(deps.database, user.id, async (tx) => {
    await goOn(tx, batch)
    const now = deps.clock()
    const message =
      undone.keptTotal === 0
        ? null
        : plainSentence({
            zh: `有 ${undone.keptTotal} 条记录在导入后被修改或使用，保持不变。`,
            en: `${undone.keptTotal} records were changed or used since the import and were left alone.`,
          })
    await updateImport(tx, batch.id, { state: 'undone', undone, message, finished_at: now })
    await recordEvent(tx, {
      kind: 'import.undone',
      subject: { type: 'import', id: batch.id },
      actorId: user.id,
      at: now,
      data: { removed: undone.removed, restored: undone.restored, kept: undone.keptTotal },
    })
  })
}
