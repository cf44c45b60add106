import type { DuplicatePair } from '@quayside/contract'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type RowSource, Share } from '../../ui/index.ts'

interface PairListProps {
  source: RowSource<DuplicatePair>
  chosen: string | undefined
  onChoose: (id: string) => void
}

/** The likeliest first, with what speaks for it in words. */
export function PairList({ source, chosen, onChoose }: PairListProps) {
  const { t } = useTranslation('duplicates')
  const box = useRef<HTMLDivElement>(null)
  const loaded = source.rows.length
  const virtual = useVirtualizer({
    count: loaded,
    getScrollElement: () => box.current,
    estimateSize: () => 86,
    overscan: 10,
  })
  const last = virtual.getVirtualItems().at(-1)?.index ?? 0
  useEffect(() => {
    if (source.hasMore && last + 30 > loaded) source.loadMore()
  }, [last, loaded, source])
  return (
    <div ref={box} className="duplicate-list" aria-busy={source.loading}>
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const pair = source.rows[item.index]
          if (!pair) return null
          return (
            <button
              key={pair.id}
              ref={virtual.measureElement}
              data-index={item.index}
              type="button"
              className="duplicate-pair"
              aria-pressed={pair.id === chosen}
              style={{ transform: `translateY(${item.start}px)` }}
              onClick={() => onChoose(pair.id)}
            >
              <span className="duplicate-names">
                <span>{pair.a.name}</span>
                <span>{pair.b.name}</span>
              </span>
              <strong
                className={`duplicate-score duplicate-score-${pair.verdict}`}
                title={t(`verdict.${pair.verdict}`)}
              >
                <Share value={pair.score} digits={0} />
              </strong>
              <Reasons pair={pair} most={3} />
            </button>
          )
        })}
      </div>
    </div>
  )
}

/** "Same phone · name 92 % alike". */
export function Reasons({ pair, most }: { pair: DuplicatePair; most: number }) {
  const { t, i18n } = useTranslation('duplicates')
  const percent = (value: number) => value.toLocaleString(i18n.language, { style: 'percent' })
  const words = pair.reasons
    .filter(({ similarity }) => similarity > 0)
    .slice(0, most)
    .map(({ field, similarity }) =>
      similarity >= 0.995
        ? t('reason.same', { field: t(`matched.${field}`, { defaultValue: field }) })
        : t('reason.alike', { field: t(`matched.${field}`, { defaultValue: field }), share: percent(similarity) }),
    )
  return <span className="duplicate-reasons">{words.join(' · ')}</span>
}
