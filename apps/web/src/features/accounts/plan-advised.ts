import type { AccountRow } from '@quayside/contract'
import { type InfiniteData, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useFailure, useKit, useUndo } from '../../ui/index.ts'
import { dayFrom, startOfWork } from '../../ui/postponed.ts'
import type { PageOf } from '../../ui/table/rows.ts'
import { customerQuery } from './accounts.api.ts'
import { dropFollowUp, planFollowUp } from './one/people.api.ts'

/** Plans for tomorrow morning what was advised, in the words given; an undo takes it back. */
export function usePlanAdvised() {
  const { t } = useTranslation('accounts')
  const client = useQueryClient()
  const failure = useFailure()
  const offerUndo = useUndo()
  const { zone } = useKit()
  return useCallback(
    async ({ id, name }: { id: string; name: string }, title: string) => {
      try {
        const dueAt = startOfWork(dayFrom(Date.now(), 1, zone), zone)
        const made = await planFollowUp({ accountId: id, title, dueAt })
        await showAgain(client, id)
        offerUndo({
          done: t('advice.planned', { name }),
          undo: () => dropFollowUp(made).then(() => showAgain(client, id)),
        })
      } catch (error) {
        failure(error)
      }
    },
    [t, client, failure, offerUndo, zone],
  )
}

/** The customer is read again, and his row in the lists is set to what was read: long lists are not loaded anew for one row. */
async function showAgain(client: QueryClient, id: string): Promise<void> {
  client.invalidateQueries({ queryKey: ['followUp'] })
  await client.invalidateQueries({ queryKey: ['account', id], refetchType: 'none' })
  const customer = await client.fetchQuery(customerQuery(id))
  client.invalidateQueries({ queryKey: ['account', id, 'timeline'] })
  const [next] = customer.openFollowUps
  const now = { nextAction: customer.nextAction?.action ?? null, nextFollowUpAt: next?.dueAt ?? null }
  client.setQueriesData<InfiniteData<PageOf<AccountRow>>>({ queryKey: ['account', 'list'] }, (data) =>
    data?.pages
      ? {
          ...data,
          pages: data.pages.map((page) => ({
            ...page,
            rows: page.rows.map((row) => (row.id === id ? { ...row, ...now } : row)),
          })),
        }
      : data,
  )
}
