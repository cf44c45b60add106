import { type AccountRow, AccountState, type Filter, mayMove } from '@quayside/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../app/session.ts'
import { Figure, Money, type RowSource, TierBadge, useRows } from '../../../ui/index.ts'
import { Kanban } from '../../../ui/kanban/kanban.tsx'
import { type AccountQuery, fetchAccounts, listKey, statesQuery } from '../accounts.api.ts'
import { MoveStateDialog } from '../move-state-dialog.tsx'
import { NextFollowUp } from './account-columns.tsx'

/** The life cycle as a board; a card carried to another lane asks why. */
export function AccountKanban({ query, onOpen }: { query: AccountQuery; onOpen: (row: AccountRow) => void }) {
  const { t } = useTranslation('accounts')
  const { t: ui } = useTranslation('ui')
  const may = useMay()
  const client = useQueryClient()
  const lanes = useLanes(query)
  const { data: counts } = useQuery(statesQuery(query))
  const [move, setMove] = useState<{ row: AccountRow; to: AccountState } | undefined>(undefined)
  return (
    <>
      <Kanban<AccountRow>
        label={t('layout.kanban')}
        lanes={AccountState.options.map((state) => {
          const count = counts?.find((one) => one.state === state)
          return {
            id: state,
            title: ui(`state.${state}`),
            aside: counts && (
              <>
                <Figure value={count?.accounts ?? 0} />
                {count?.amountE4 ? (
                  <>
                    {' · '}
                    <Money amountE4={count.amountE4} short />
                  </>
                ) : null}
              </>
            ),
          }
        })}
        sourceOf={(lane) => lanes[lane as AccountState]}
        cardId={(row) => row.id}
        cardName={(row) => row.name}
        mayMove={may('accounts', 'change')}
        mayEnter={(from, to) => mayMove(from as AccountState, to as AccountState)}
        onOpen={onOpen}
        onMove={(row, lane) => setMove({ row, to: lane as AccountState })}
        renderCard={(row) => <Card row={row} />}
      />
      {move && (
        <MoveStateDialog
          account={move.row}
          to={move.to}
          onClose={() => {
            setMove(undefined)
            client.invalidateQueries({ queryKey: ['account', 'list'] })
          }}
        />
      )}
    </>
  )
}

function Card({ row }: { row: AccountRow }) {
  return (
    <div className="account-card">
      <div className="account-card-head">
        <strong>{row.name}</strong>
        {row.tier && <TierBadge tier={row.tier} />}
      </div>
      <div className="account-card-line">
        <span>{[row.city, row.industry].filter(Boolean).join(' · ') || row.number}</span>
        {row.amountE4 ? <Money amountE4={row.amountE4} short /> : null}
      </div>
      <div className="account-card-line">
        <span>{row.owner?.name ?? '–'}</span>
        {row.nextFollowUpAt && <NextFollowUp at={row.nextFollowUpAt} />}
      </div>
    </div>
  )
}

function useLane(state: AccountState, query: AccountQuery): RowSource<AccountRow> {
  const inState: Filter = { field: 'state', op: 'is', value: state }
  const mine = { ...query, filter: query.filter ? { all: [query.filter, inState] } : inState }
  return useRows(listKey(mine), fetchAccounts(mine, false))
}

function useLanes(query: AccountQuery): Record<AccountState, RowSource<AccountRow>> {
  return {
    prospect: useLane('prospect', query),
    potential: useLane('potential', query),
    active: useLane('active', query),
    mature: useLane('mature', query),
    dormant: useLane('dormant', query),
    lost: useLane('lost', query),
    wonBack: useLane('wonBack', query),
  }
}
