import { Tooltip } from 'antd'
import type { ReactNode } from 'react'

/** A heading that says on hover, and to those who hear the page, what the figure below it means. */
export function Explained({ text, children }: { text: string; children: ReactNode }) {
  return (
    <Tooltip title={<span className="analysis-about">{text}</span>}>
      <span className="analysis-explained">
        {children}
        <span className="q-sr-only">{text}</span>
      </span>
    </Tooltip>
  )
}

interface FigureCardProps {
  label: string
  /** Definition, and what is left out. */
  about: string
  value: ReactNode
  /** Against a former period or a target. */
  beside?: ReactNode
  onOpen?: () => void
}

/** One figure large enough to be read across a table. */
export function FigureCard({ label, about, value, beside, onOpen }: FigureCardProps) {
  return (
    <div className="q-panel analysis-card">
      <Explained text={about}>{label}</Explained>
      {onOpen ? (
        <button type="button" className="analysis-card-value analysis-open" onClick={onOpen}>
          {value}
        </button>
      ) : (
        <span className="analysis-card-value">{value}</span>
      )}
      {beside && <small className="q-muted">{beside}</small>}
    </div>
  )
}

interface GrowthProps {
  now: number
  before: number | null
  /** Against what, in words behind it. */
  than?: string
}

/** How a figure moved against a former one, as people say it; nothing where there was none. */
export function Growth({ now, before, than }: GrowthProps) {
  if (before === null || before === 0) return null
  const change = (now - before) / Math.abs(before)
  const text = `${change >= 0 ? '+' : '−'}${Math.abs(change * 100).toLocaleString('en', { maximumFractionDigits: Math.abs(change) < 0.1 ? 1 : 0 })}%`
  return (
    <>
      <span className={change >= 0 ? 'analysis-up' : 'analysis-down'}>{text}</span>
      {than && ` ${than}`}
    </>
  )
}
