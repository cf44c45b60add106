import type { TargetStanding } from '@quayside/contract'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../app/session.ts'
import { Share, useKit } from '../../../ui/index.ts'
import { Explained } from '../frame/explained.tsx'
import { Difference } from './beside-target.tsx'
import { useMeasureText } from './target-text.ts'
import { TargetsDialog } from './targets-dialog.tsx'
import './targets.css'

/** A figure of the whole (`name` null) or of a part beside its target. */
export interface NamedStanding {
  name: string | null
  standing: TargetStanding
}

interface StandingsPanelProps {
  standings: readonly NamedStanding[]
  currency: string
  /** The period has a beginning and an end; without, nothing can be held against a target. */
  closed: boolean
  /** Year of the period's end, where the dialog begins. */
  year: number
}

/** 与目标对比: each figure that has a target, as a bar to the mark; guides where nothing has one. */
export function StandingsPanel({ standings, currency, closed, year }: StandingsPanelProps) {
  const { t } = useTranslation('targets')
  const may = useMay()
  const [setting, setSetting] = useState(false)
  const change = may('analyses', 'change')
  if (standings.length === 0 && !change) return null
  return (
    <section className="q-panel analysis-table-panel" aria-label={t('panel.title')}>
      <div className="q-panel-head">
        <span>
          <h3>{t('panel.title')}</h3>
          <small className="q-muted">{t('panel.note')}</small>
        </span>
        <Button onClick={() => setSetting(true)}>{change ? t('panel.set') : t('panel.see')}</Button>
      </div>
      {standings.length === 0 ? (
        <p className="target-none q-muted">{t(closed ? 'panel.none' : 'panel.open')}</p>
      ) : (
        <table className="analysis-table">
          <thead>
            <tr>
              <th scope="col">{t('column.figure')}</th>
              <th scope="col">{t('column.bullet')}</th>
              <th scope="col">{t('column.actual')}</th>
              <th scope="col">{t('column.target')}</th>
              <th scope="col">{t('column.difference')}</th>
              <th scope="col">{t('column.reached')}</th>
            </tr>
          </thead>
          <tbody>
            {standings.map((one) => (
              <StandingRow key={`${one.name} ${one.standing.measure}`} {...one} currency={currency} />
            ))}
          </tbody>
        </table>
      )}
      {setting && <TargetsDialog year={year} currency={currency} onClose={() => setSetting(false)} />}
    </section>
  )
}

function StandingRow({ name, standing, currency }: NamedStanding & { currency: string }) {
  const { t } = useTranslation('targets')
  const { locale } = useKit()
  const text = useMeasureText(currency)
  const { measure, target, actual, covered, reached } = standing
  const share = covered.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 0 })
  return (
    <tr>
      <td>
        <Explained text={t(`define.${measure}`)}>
          {name === null ? t(`measure.${measure}`) : `${name} · ${t(`measure.${measure}`)}`}
        </Explained>
      </td>
      <td>{reached !== null && <Bullet reached={reached} />}</td>
      <td>{text(measure, actual)}</td>
      <td>{target === null ? <span className="q-muted">{t('partly', { share })}</span> : text(measure, target)}</td>
      <td>
        <Difference standing={standing} currency={currency} />
      </td>
      <td>
        <Share value={reached} digits={0} />
      </td>
    </tr>
  )
}

/** The mark stands at two thirds: what goes beyond half as much again is cut off, which the figures beside it tell. */
function Bullet({ reached }: { reached: number }) {
  const width = Math.min(1, Math.max(0, reached / 1.5)) * 100
  return (
    <span className="target-bullet" aria-hidden="true">
      <span className={reached >= 1 ? 'target-bar target-reached' : 'target-bar'} style={{ width: `${width}%` }} />
      <span className="target-mark" />
    </span>
  )
}
