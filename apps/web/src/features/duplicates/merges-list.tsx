import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable, Empty, useFailure, useRows, When } from '../../ui/index.ts'
import { fetchMerges, type Merge, mergesKey, pairsKey, takeApart } from './duplicates.api.ts'

/** Every merge ever made; one that nothing else was built upon can be taken apart again, whole. */
export function MergesList() {
  const { t } = useTranslation('duplicates')
  const source = useRows<Merge>([...mergesKey, 'list'], fetchMerges)
  const columns = useMergeColumns()
  return (
    <DataTable
      id="merges"
      label={t('show.merges')}
      columns={columns}
      source={source}
      rowId={(row) => row.id}
      empty={<Empty title={t('none.merges')} />}
    />
  )
}

function useMergeColumns(): Column<Merge>[] {
  const { t } = useTranslation('duplicates')
  return useMemo(
    () => [
      {
        id: 'winner',
        title: t('kept'),
        width: 260,
        card: 'title',
        cell: ({ winner }) => <Link to={`/accounts/${winner.id}`}>{`${winner.name} · ${winner.number}`}</Link>,
      },
      { id: 'loser', title: t('goesIn'), width: 260, cell: ({ loser }) => `${loser.name} · ${loser.number}` },
      { id: 'by', title: t('by'), width: 140, cell: ({ by }) => by?.name ?? <i className="q-muted">–</i> },
      { id: 'at', title: t('at'), width: 130, cell: ({ at }) => <When at={at} /> },
      { id: 'undo', title: t('undo.title'), width: 130, card: 'aside', cell: (row) => <Undo merge={row} /> },
    ],
    [t],
  )
}

function Undo({ merge }: { merge: Merge }) {
  const { t } = useTranslation('duplicates')
  const client = useQueryClient()
  const undo = useMutation({
    mutationFn: () => takeApart(merge.id),
    onSuccess: () =>
      Promise.all([pairsKey, mergesKey, ['account', 'list']].map((queryKey) => client.invalidateQueries({ queryKey }))),
    onError: useFailure(),
  })
  if (merge.undoneAt)
    return (
      <span className="q-muted">
        {t('undo.done')} <When at={merge.undoneAt} />
      </span>
    )
  if (!merge.canUndo) return <span className="q-muted">{t('undo.notNow')}</span>
  return (
    <Button size="small" loading={undo.isPending} onClick={() => undo.mutate()}>
      {t('undo.button')}
    </Button>
  )
}
