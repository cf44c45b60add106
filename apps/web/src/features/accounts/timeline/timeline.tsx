import { SearchOutlined } from '@ant-design/icons'
import type { TimelineEntry } from '@quayside/contract'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Button, Input, Select, Skeleton } from 'antd'
import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../../app/session.ts'
import { Empty, useKit, useNow, useRows, useSettled } from '../../../ui/index.ts'
import { dayLabel } from './day-label.ts'
import { EntryView } from './entry-view.tsx'
import { fetchTimeline, type Show, timelineKey } from './timeline.api.ts'

const shows: readonly Show[] = [
  'all',
  'interactions',
  'orders',
  'events',
  'note',
  'call',
  'visit',
  'mail',
  'message',
  'complaint',
]

/** Everything that ever happened with the customer, newest first, drawn only where one looks. */
export function Timeline({ accountId }: { accountId: string }) {
  const { t } = useTranslation('accounts')
  const [show, setShow] = useState<Show>('all')
  const [text, setText] = useState('')
  const search = useSettled(text.trim(), 200)
  const source = useRows(timelineKey(accountId, show, search), fetchTimeline(accountId, show, search))
  return (
    <section className="account-timeline" aria-label={t('timeline.title')}>
      <div className="account-timeline-bar">
        <Select
          value={show}
          aria-label={t('timeline.show')}
          options={shows.map((one) => ({ value: one, label: t(`timeline.only.${one}`) }))}
          onChange={setShow}
          popupMatchSelectWidth={false}
        />
        <Input
          allowClear
          prefix={<SearchOutlined />}
          value={text}
          maxLength={200}
          placeholder={t('timeline.search')}
          aria-label={t('timeline.search')}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      {source.error !== null && source.rows.length === 0 && (
        <p className="account-none">
          {source.error instanceof Error && source.error.message}{' '}
          <Button size="small" onClick={source.reload}>
            {t('again')}
          </Button>
        </p>
      )}
      {source.loading && <Skeleton active paragraph={{ rows: 4 }} className="account-timeline-waiting" />}
      {!source.loading && source.rows.length === 0 && source.error === null && (
        <Empty
          title={t(search || show !== 'all' ? 'timeline.nothingFound' : 'timeline.none')}
          text={search || show !== 'all' ? undefined : t('timeline.noneText')}
        />
      )}
      {source.rows.length > 0 && (
        <Entries
          accountId={accountId}
          rows={source.rows}
          hasMore={source.hasMore}
          stale={source.stale}
          onMore={source.loadMore}
        />
      )}
    </section>
  )
}

const guessPx = 88
/** Entries ahead of the last loaded one at which more are asked for: more once somebody scrolls, who may do it fast. */
const aheadEntries = { still: 10, scrolling: 60 }
/** Drawn again only when the entry itself changed: in every frame of scrolling all of them are asked. */
const Entry = memo(EntryView)

function Entries({
  accountId,
  rows,
  hasMore,
  stale,
  onMore,
}: {
  accountId: string
  rows: readonly TimelineEntry[]
  hasMore: boolean
  stale: boolean
  onMore: () => void
}) {
  const { user } = useMe()
  const box = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length + (hasMore ? 1 : 0),
    getScrollElement: () => box.current,
    estimateSize: () => guessPx,
    getItemKey: (index) => rows[index]?.id ?? 'more',
    overscan: 8,
    useFlushSync: false,
  })
  const items = virtual.getVirtualItems()
  const firstSeen = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    const ahead = firstSeen > 0 ? aheadEntries.scrolling : aheadEntries.still
    if (hasMore && last + ahead > rows.length) onMore()
  }, [hasMore, firstSeen, last, rows.length, onMore])
  const first = rows[0]
  const newestId = useRef(first?.id)
  useEffect(() => {
    if (newestId.current === first?.id) return
    newestId.current = first?.id
    // Who writes while reading far back sees that it stands there.
    if (first?.type === 'interaction' && first.author?.id === user.id) box.current?.scrollTo({ top: 0 })
  }, [first, user.id])
  const dayOf = useDayLabels()
  return (
    <div ref={box} className={stale ? 'account-entries account-stale' : 'account-entries'} role="log" aria-live="off">
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {items.map((item) => {
          const entry = rows[item.index]
          const day = dayOf(entry)
          return (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              className="account-entry-place"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {entry === undefined ? (
                <Skeleton active paragraph={{ rows: 1 }} title={false} />
              ) : (
                <>
                  {(item.index === 0 || day !== dayOf(rows[item.index - 1])) && <h3 className="account-day">{day}</h3>}
                  <Entry accountId={accountId} entry={entry} />
                </>
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** The heading of an entry's day. Each is written once: writing a date costs more than drawing it. */
function useDayLabels() {
  const { locale, zone } = useKit()
  const now = useNow()
  const known = useMemo(() => ({ now, locale, zone, labels: new Map<string, string>() }), [now, locale, zone])
  return useCallback(
    (entry: TimelineEntry | undefined) => {
      if (!entry) return undefined
      const label = known.labels.get(entry.at) ?? dayLabel(entry.at, known.now, known.locale, known.zone)
      known.labels.set(entry.at, label)
      return label
    },
    [known],
  )
}
