import { type DragEvent, type KeyboardEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RowSource } from '../table/index.ts'
import { KanbanColumn } from './kanban-column.tsx'
import './kanban.css'

export interface Lane {
  id: string
  title: string
  /** Beside the title: a count, a sum. */
  aside?: ReactNode
}

export interface KanbanProps<Card> {
  label: string
  lanes: readonly Lane[]
  /** Cards of a lane, as far as they are loaded. */
  sourceOf: (lane: string) => RowSource<Card>
  cardId: (card: Card) => string
  /** What a card is called when it is spoken of. */
  cardName: (card: Card) => string
  renderCard: (card: Card) => ReactNode
  onMove: (card: Card, lane: string) => void
  onOpen?: (card: Card) => void
  mayMove?: boolean
  /** Whether a card of one lane may be put into another; every lane takes every card otherwise. */
  mayEnter?: (from: string, to: string) => boolean
}

/** What is being carried: by the pointer or by the keyboard (space takes, arrows carry, space puts down, Esc gives up). */
interface Carried {
  id: string
  from: string
  over: string
}

export function Kanban<Card>(props: KanbanProps<Card>) {
  const { t } = useTranslation('ui')
  const [carried, setCarried] = useState<Carried | undefined>(undefined)
  const [said, setSaid] = useState('')
  const { lanes, sourceOf, cardId, cardName, onMove, mayEnter = () => true } = props
  const closed = (lane: string) => carried !== undefined && carried.from !== lane && !mayEnter(carried.from, lane)
  const titleOf = (lane: string) => lanes.find((one) => one.id === lane)?.title ?? lane
  const find = (id: string, lane: string) => sourceOf(lane).rows.find((card) => cardId(card) === id)

  const drop = (lane: string) => {
    const card = carried && find(carried.id, carried.from)
    setCarried(undefined)
    if (!card || !carried || carried.from === lane || closed(lane)) return
    onMove(card, lane)
    setSaid(t('kanban.moved', { card: cardName(card), lane: titleOf(lane) }))
  }
  const keys = (card: Card, lane: string) => (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (event.key === 'Enter') props.onOpen?.(card)
    else if (event.key === ' ' && props.mayMove !== false) {
      event.preventDefault()
      if (carried) drop(carried.over)
      else {
        setCarried({ id: cardId(card), from: lane, over: lane })
        setSaid(t('kanban.taken', { card: cardName(card) }))
      }
    } else if (step && carried) {
      event.preventDefault()
      const open = lanes.filter((one) => !closed(one.id))
      const at = open.findIndex((one) => one.id === carried.over)
      const over = open[Math.max(0, Math.min(open.length - 1, at + step))]?.id ?? carried.over
      setCarried({ ...carried, over })
      setSaid(t('kanban.over', { lane: titleOf(over) }))
    } else if (event.key === 'Escape' && carried) {
      event.stopPropagation()
      setCarried(undefined)
      setSaid(t('kanban.givenUp'))
    }
  }
  return (
    <div className="q-kanban" role="group" aria-label={props.label} aria-describedby="q-kanban-help">
      <span id="q-kanban-help" className="q-sr-only">
        {t('kanban.help')}
      </span>
      {lanes.map((lane) => (
        <KanbanColumn
          key={lane.id}
          {...props}
          lane={lane}
          source={sourceOf(lane.id)}
          closed={closed(lane.id)}
          over={!closed(lane.id) && carried?.over === lane.id && carried.from !== lane.id}
          carriedId={carried?.id}
          onTake={(card, event: DragEvent) => {
            event.dataTransfer.effectAllowed = 'move'
            event.dataTransfer.setData('text/plain', cardName(card))
            setCarried({ id: cardId(card), from: lane.id, over: lane.id })
          }}
          onOver={() => setCarried((now) => now && (now.over === lane.id ? now : { ...now, over: lane.id }))}
          onDrop={() => drop(lane.id)}
          onGiveUp={() => setCarried(undefined)}
          keysFor={keys}
        />
      ))}
      <div className="q-sr-only" aria-live="assertive">
        {said}
      </div>
    </div>
  )
}
