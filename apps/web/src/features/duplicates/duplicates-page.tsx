import type { DuplicatePair } from '@quayside/contract'
import { Segmented } from 'antd'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAddress } from '../../app/address.ts'
import { useMe } from '../../app/session.ts'
import { Empty, PageHeader, useHotkeys, useNarrow, useRows } from '../../ui/index.ts'
import { ComparePanel } from './compare-panel.tsx'
import { fetchPairs, type PairState, pairsKey } from './duplicates.api.ts'
import { MergesList } from './merges-list.tsx'
import { PairList } from './pair-list.tsx'
import { ScanButton } from './scan-button.tsx'
import './duplicates.css'

const Place = z.object({
  show: z.enum(['open', 'dismissed', 'merges']).optional(),
  accountId: z.uuid().optional(),
  pair: z.uuid().optional(),
})

/** Pairs that look like one customer: the list at the left, the two side by side at the right. */
export function DuplicatesPage() {
  const { t } = useTranslation('duplicates')
  const { rights } = useMe()
  const [place, setPlace] = useAddress(Place)
  const show = place.show ?? 'open'
  return (
    <div className="q-page">
      <PageHeader
        title={t('title')}
        text={t('text')}
        actions={rights.modules.accounts.change === 'all' && <ScanButton />}
      />
      <div className="q-toolbar">
        <Segmented
          value={show}
          onChange={(value) => setPlace({ show: value === 'open' ? undefined : (value as 'merges'), pair: undefined })}
          options={(['open', 'dismissed', 'merges'] as const).map((value) => ({ value, label: t(`show.${value}`) }))}
        />
      </div>
      {show === 'merges' ? (
        <MergesList />
      ) : (
        <Pairs
          key={show}
          state={show}
          accountId={place.accountId}
          chosen={place.pair}
          onChoose={(pair) => setPlace({ pair })}
        />
      )}
    </div>
  )
}

interface PairsProps {
  state: PairState
  accountId: string | undefined
  chosen: string | undefined
  onChoose: (id: string | undefined) => void
}

function Pairs({ state, accountId, chosen, onChoose }: PairsProps) {
  const { t } = useTranslation('duplicates')
  const narrow = useNarrow()
  const source = useRows<DuplicatePair>([...pairsKey, 'list', state, accountId], (cursor, signal) =>
    fetchPairs({ state, accountId }, cursor, signal),
  )
  const { rows } = source
  const at = rows.findIndex((pair) => pair.id === chosen)
  const current = rows[at] ?? (narrow ? undefined : rows[0])
  const walk = (step: number) => {
    const next = rows[Math.max(0, Math.min(rows.length - 1, rows.indexOf(current as DuplicatePair) + step))]
    if (next) onChoose(next.id)
  }
  const group = t('title')
  useHotkeys([
    { keys: 'j', label: t('keys.next'), group, run: () => walk(1) },
    { keys: 'k', label: t('keys.previous'), group, run: () => walk(-1) },
  ])
  /** The pair just judged leaves the list; the one after it takes its place. */
  const goOn = useCallback(() => {
    const place = rows.findIndex((pair) => pair.id === current?.id)
    onChoose(narrow ? undefined : (rows[place + 1] ?? rows[place - 1])?.id)
  }, [rows, current, narrow, onChoose])
  if (!source.loading && rows.length === 0)
    return (
      <div className="duplicate-none">
        <Empty title={t(`none.${state}`)} text={state === 'open' ? t('none.openText') : undefined} />
      </div>
    )
  return (
    <div className="duplicate-page">
      {!(narrow && current) && <PairList source={source} chosen={current?.id} onChoose={onChoose} />}
      {current && (
        <ComparePanel
          key={current.id}
          pair={current}
          onDone={goOn}
          onBack={narrow ? () => onChoose(undefined) : undefined}
        />
      )}
    </div>
  )
}
