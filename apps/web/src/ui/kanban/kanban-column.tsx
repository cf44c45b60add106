import { useVirtualizer } from '@tanstack/react-virtual'
import { Button } from 'antd'
import { type DragEvent, type KeyboardEvent, memo, type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { RowSource } from '../table/index.ts'
import type { KanbanProps, Lane } from './kanban.tsx'

interface KanbanColumnProps<Card> extends KanbanProps<Card> {
  lane: Lane
  source: RowSource<Card>
  over: boolean
  /** What is being carried may not be put here. */
  closed: boolean
  carriedId: string | undefined
  onTake: (card: Card, event: DragEvent) => void
  onOver: () => void
  onDrop: () => void
  onGiveUp: () => void
  keysFor: (card: Card, lane: string) => (event: KeyboardEvent) => void
}

const guessPx = 96
/** While one scrolls the same cards are asked for in every frame, and drawn once. */
const Face = memo(({ card, render }: { card: unknown; render: (card: unknown) => ReactNode }) => render(card))

/** One lane; only the cards one looks at are drawn, so a lane may hold thousands. */
export function KanbanColumn<Card>(props: KanbanColumnProps<Card>) {
  const { lane, source, cardId, over, closed, carriedId, mayMove = true } = props
  const { rows: cards, loadMore } = source
  const box = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: cards.length,
    getScrollElement: () => box.current,
    estimateSize: () => guessPx,
    // Heights belong to cards: one carried away must not leave its height to the next.
    getItemKey: (index) => (cards[index] === undefined ? index : cardId(cards[index])),
    overscan: 6,
    gap: 8,
    useFlushSync: false,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (cards.length > 0 && last + 10 > cards.length) loadMore()
  }, [last, cards.length, loadMore])
  const place = useRef<HTMLElement>(null)
  useEffect(() => {
    if (over) place.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [over])
  return (
    <section
      ref={place}
      className={`q-lane${over ? ' q-lane-over' : ''}${closed ? ' q-lane-closed' : ''}`}
      aria-label={lane.title}
      onDragOver={(event) => {
        // Not prevented, the pointer itself says that nothing can be dropped here.
        if (closed) return
        event.preventDefault()
        props.onOver()
      }}
      onDrop={(event) => {
        event.preventDefault()
        props.onDrop()
      }}
    >
      <header className="q-lane-head">
        <h3>{lane.title}</h3>
        <span className="q-muted">{lane.aside}</span>
      </header>
      <div ref={box} className="q-lane-body">
        <div role="list" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {items.map((item) => {
            const card = cards[item.index]
            if (card === undefined) return null
            const id = cardId(card)
            return (
              <div
                key={id}
                ref={virtual.measureElement}
                data-index={item.index}
                role="listitem"
                className="q-lane-place"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <div
                  role="button"
                  tabIndex={0}
                  aria-pressed={carriedId === id}
                  className={carriedId === id ? 'q-lane-card q-lane-carried' : 'q-lane-card'}
                  draggable={mayMove}
                  onDragStart={(event) => props.onTake(card, event)}
                  onDragEnd={props.onGiveUp}
                  onClick={() => props.onOpen?.(card)}
                  onKeyDown={props.keysFor(card, lane.id)}
                >
                  <Face card={card} render={props.renderCard as (card: unknown) => ReactNode} />
                </div>
              </div>
            )
          })}
        </div>
        {cards.length === 0 && <NoCards source={source} />}
      </div>
    </section>
  )
}

/** Cards on their way are not the same as no cards, and neither is a lane that could not be read. */
function NoCards<Card>({ source }: { source: RowSource<Card> }) {
  const { t } = useTranslation('ui')
  if (source.loading)
    return (
      <div className="q-lane-coming" aria-busy="true">
        <span />
        <span />
        <span />
      </div>
    )
  if (!source.error) return <p className="q-lane-none">{t('kanban.none')}</p>
  return (
    <div className="q-lane-none" role="alert">
      <p>{t('table.failed')}</p>
      <Button size="small" onClick={source.reload}>
        {t('again')}
      </Button>
    </div>
  )
}
