import { ArrowLeftOutlined } from '@ant-design/icons'
import type { DuplicatePair } from '@quayside/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorPage } from '../../app/error-page.tsx'
import { useFailure, useHotkeys, useUndo } from '../../ui/index.ts'
import { CompareTable } from './compare-table.tsx'
import {
  type Comparison,
  comparisonQuery,
  customFieldsQuery,
  dismiss,
  merge,
  mergesKey,
  pairsKey,
  reconsider,
  takeApart,
} from './duplicates.api.ts'
import { choicesOf, likelyWinner, mergeFields, type Picks, type Side } from './merge-draft.ts'
import { Reasons } from './pair-list.tsx'

interface ComparePanelProps {
  pair: DuplicatePair
  onDone: () => void
  onBack: (() => void) | undefined
}

export function ComparePanel(props: ComparePanelProps) {
  const { data, error, refetch } = useQuery(comparisonQuery(props.pair.id))
  if (error) return <ErrorPage error={error} reset={() => refetch()} />
  if (!data) return <Skeleton active className="duplicate-compare" paragraph={{ rows: 12 }} />
  return <Compare {...props} comparison={data} />
}

/** The two side by side; what is chosen shows at once in what will stand. */
function Compare({ pair, comparison, onDone, onBack }: ComparePanelProps & { comparison: Comparison }) {
  const { t } = useTranslation('duplicates')
  const { a, b, counts } = comparison
  const { data: custom = [] } = useQuery(customFieldsQuery)
  const kinds = useMemo(() => new Map(custom.map((field) => [field.key, field.kind as string])), [custom])
  const fields = useMemo(() => mergeFields(a, b, kinds), [a, b, kinds])
  const [winner, setWinner] = useState<Side>(() =>
    likelyWinner(a, b, { a: counts.a.orders ?? 0, b: counts.b.orders ?? 0 }),
  )
  const [picks, setPicks] = useState<Picks>({})
  const acts = useActs(pair, comparison, onDone)
  const can = comparison.pair.can
  const doMerge = () => can.merge && !acts.merge.isPending && acts.merge.mutate({ winner, picks })
  const group = t('title')
  useHotkeys([
    { keys: 'w', label: t('keys.swap'), group, run: () => setWinner(winner === 'a' ? 'b' : 'a') },
    { keys: 'mod+Enter', label: t('merge.button'), group, run: doMerge },
    ...(pair.state === 'open' && can.dismiss
      ? [{ keys: 'd', label: t('dismiss.button'), group, run: () => acts.dismiss.mutate() }]
      : []),
  ])
  return (
    <section className="duplicate-compare" aria-label={t('compare')}>
      <header className="duplicate-compare-head">
        {onBack && <Button type="text" icon={<ArrowLeftOutlined />} aria-label={t('back')} onClick={onBack} />}
        <div>
          <h2>{t(`verdict.${pair.verdict}`)}</h2>
          <Reasons pair={pair} most={8} />
        </div>
      </header>
      <CompareTable
        comparison={comparison}
        fields={fields}
        customFields={custom}
        winner={winner}
        onWinner={setWinner}
        picks={picks}
        onPick={(name, pick) => setPicks((before) => ({ ...before, [name]: pick }))}
      />
      <footer className="duplicate-foot">
        <span className="q-muted">{t('merge.note')}</span>
        {pair.state === 'open' ? (
          <Button disabled={!can.dismiss} loading={acts.dismiss.isPending} onClick={() => acts.dismiss.mutate()}>
            {t('dismiss.button')}
          </Button>
        ) : (
          <Button disabled={!can.dismiss} loading={acts.reconsider.isPending} onClick={() => acts.reconsider.mutate()}>
            {t('reconsider')}
          </Button>
        )}
        <Button
          type="primary"
          disabled={!can.merge}
          title={can.merge ? undefined : t('merge.notAllowed')}
          loading={acts.merge.isPending}
          onClick={doMerge}
        >
          {t('merge.into', { number: (winner === 'a' ? a : b).number })}
        </Button>
      </footer>
    </section>
  )
}

function useActs(pair: DuplicatePair, { a, b }: Comparison, onDone: () => void) {
  const { t } = useTranslation('duplicates')
  const client = useQueryClient()
  const failure = useFailure()
  const offerUndo = useUndo()
  const refresh = () =>
    Promise.all([pairsKey, mergesKey, ['account', 'list']].map((queryKey) => client.invalidateQueries({ queryKey })))
  const after = (done: string, undo: () => Promise<unknown>) => {
    onDone()
    refresh()
    offerUndo({ done, undo: () => undo().then(refresh) })
  }
  return {
    merge: useMutation({
      mutationFn: ({ winner, picks }: { winner: Side; picks: Picks }) => {
        const [kept, gone] = winner === 'a' ? [a, b] : [b, a]
        return merge({
          winnerId: kept.id,
          loserId: gone.id,
          winnerVersion: kept.version,
          loserVersion: gone.version,
          choices: choicesOf(picks, winner),
        })
      },
      onSuccess: (made) =>
        after(t('merge.done', { loser: made.loser.number, winner: made.winner.number }), () => takeApart(made.id)),
      onError: (error) => {
        failure(error)
        client.invalidateQueries({ queryKey: comparisonQuery(pair.id).queryKey })
      },
    }),
    dismiss: useMutation({
      mutationFn: () => dismiss(pair.id),
      onSuccess: () => after(t('dismiss.done'), () => reconsider(pair.id)),
      onError: failure,
    }),
    reconsider: useMutation({
      mutationFn: () => reconsider(pair.id),
      onSuccess: () => after(t('reconsidered'), () => dismiss(pair.id)),
      onError: failure,
    }),
  }
}
