import { listTierMovers, type ReplyOf } from '@quayside/contract'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { type Column, Empty, Peek, timeText, useKit, useRows } from '../../../ui/index.ts'
import { useCustomerColumns } from '../customers/customer-columns.tsx'
import { RowsBehind } from '../frame/rows-behind.tsx'
import type { Classification, Figures } from './figures.ts'
import type { OnPlace, Question } from './place.ts'
import { type Bar, outline, type Ribbon, ribbonsOf } from './tier-ribbons.ts'
import './tier-moves.css'

type Mover = ReplyOf<typeof listTierMovers>['rows'][number]
type Moves = NonNullable<Classification['moves']>
type From = Moves['links'][number]['from']
type To = Moves['links'][number]['to']

const names = { left: ['A', 'B', 'C', 'D', 'new'], right: ['A', 'B', 'C', 'D', 'gone'] }
const [width, height, barWidth] = [640, 260, 14]

interface TierMovesProps {
  /** null: the period has nothing before it. */
  moves: Moves | null
  question: Question
  figures: Figures
  onPlace: OnPlace
}

/** Who moved between the tiers since the period before; a ribbon opens onto its customers. */
export function TierMoves({ moves, question, figures, onPlace }: TierMovesProps) {
  const { t } = useTranslation('classification')
  const { locale } = useKit()
  const [chosen, setChosen] = useState<Ribbon | undefined>(undefined)
  const day = (at: string) => timeText(at, 'day', locale, 'UTC')
  return (
    <section className="q-panel" aria-label={t('moves.title')}>
      <div className="q-panel-head">
        <span>
          <h3>{t('moves.title')}</h3>
          <small className="q-muted">
            {moves ? t('moves.note', { from: day(moves.before.from), to: day(moves.before.to) }) : t('moves.open')}
          </small>
        </span>
      </div>
      {moves ? (
        <Ribbons moves={moves} figures={figures} onChoose={setChosen} />
      ) : (
        <div className="q-panel-body">
          <Button onClick={() => onPlace({ period: 'months12', from: undefined, to: undefined })}>
            {t('moves.months12')}
          </Button>
        </div>
      )}
      <Peek
        open={chosen !== undefined}
        onClose={() => setChosen(undefined)}
        width={780}
        title={
          chosen && t('moves.behind', { from: t(`moves.${chosen.from as From}`), to: t(`moves.${chosen.to as To}`) })
        }
      >
        {chosen && <Movers question={question} figures={figures} from={chosen.from as From} to={chosen.to as To} />}
      </Peek>
    </section>
  )
}

interface RibbonsProps {
  moves: Moves
  figures: Figures
  onChoose: (ribbon: Ribbon) => void
}

function Ribbons({ moves, figures, onChoose }: RibbonsProps) {
  const { t } = useTranslation('classification')
  const { left, right, ribbons } = useMemo(() => ribbonsOf(moves.links, names, height), [moves.links])
  if (ribbons.length === 0) return <Empty title={t('moves.none')} />
  const text = (ribbon: Ribbon) =>
    t('moves.ribbon', {
      figure: figures.count(ribbon.customers),
      from: t(`moves.${ribbon.from as From}`),
      to: t(`moves.${ribbon.to as To}`),
    })
  return (
    <div className="tier-moves">
      <svg viewBox={`0 0 ${width} ${height}`} className="tier-moves-sign" role="group" aria-label={t('moves.title')}>
        {ribbons.map((ribbon) => (
          <a
            key={`${ribbon.from}${ribbon.to}`}
            href={`#${ribbon.from}-${ribbon.to}`}
            aria-label={text(ribbon)}
            onClick={(event) => {
              event.preventDefault()
              onChoose(ribbon)
            }}
          >
            <path d={outline(ribbon, 40 + barWidth, width - 40 - barWidth)} className={kindOf(ribbon)}>
              <title>{text(ribbon)}</title>
            </path>
          </a>
        ))}
        <Bars bars={left} x={40} labelX={34} anchor="end" />
        <Bars bars={right} x={width - 40 - barWidth} labelX={width - 34} anchor="start" />
      </svg>
      <ul className="tier-moves-figures">
        {(['up', 'down', 'new', 'gone'] as const).map((name) => (
          <li key={name} title={t(`moves.define.${name}`)}>
            <strong>{figures.count(moves[name])}</strong> {t(`moves.count.${name}`)}
          </li>
        ))}
        {moves.stability !== null && (
          <li title={t('moves.define.stability')}>
            <strong>{figures.share(moves.stability)}</strong> {t('moves.count.stability')}
          </li>
        )}
      </ul>
    </div>
  )
}

interface BarsProps {
  bars: readonly Bar[]
  x: number
  labelX: number
  anchor: 'start' | 'end'
}

function Bars({ bars, x, labelX, anchor }: BarsProps) {
  const { t } = useTranslation('classification')
  return bars.map((bar) => (
    <g key={bar.name}>
      <rect x={x} y={bar.top} width={barWidth} height={bar.height} className={`tier-bar-${bar.name}`} />
      <text x={labelX} y={bar.top + bar.height / 2 + 5} textAnchor={anchor}>
        {t(`moves.short.${bar.name as From}`)}
      </text>
    </g>
  ))
}

/** Up, down, or where it was; told by the words of each ribbon too. */
function kindOf({ from, to }: Ribbon): string {
  if (from === 'new' || to === 'gone' || from === to) return 'tier-ribbon'
  return to < from ? 'tier-ribbon tier-ribbon-up' : 'tier-ribbon tier-ribbon-down'
}

interface MoversProps {
  question: Question
  figures: Figures
  from: From
  to: To
}

function Movers({ question: { tier: _, ...question }, figures, from, to }: MoversProps) {
  const { t } = useTranslation('classification')
  const source = useRows<Mover>(['analyses', 'classification', 'movers', question, from, to], (cursor, signal) =>
    call(listTierMovers, { query: { ...question, moveFrom: from, moveTo: to, cursor, limit: 100 }, signal }),
  )
  const who = useCustomerColumns<Mover>()
  const columns = useMemo((): Column<Mover>[] => {
    const value = (figure: number | null) => (figure === null ? '–' : figures.exact(figure))
    return [
      ...who,
      { id: 'before', title: t('moves.before'), width: 140, align: 'right', cell: (row) => value(row.valueBefore) },
      { id: 'now', title: figures.measureName, width: 140, align: 'right', cell: (row) => value(row.value) },
    ]
  }, [t, figures, who])
  return (
    <RowsBehind
      id="tier-movers"
      label={t('moves.title')}
      columns={columns}
      source={source}
      rowId={(row) => row.account.id}
      none={t('list.none')}
    />
  )
}
