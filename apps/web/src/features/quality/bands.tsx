import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { Figure, QualityRing, useKit } from '../../ui/index.ts'
import { keyboardScroll } from '../../ui/keyboard-scroll.ts'
import type { Band, Quality } from './quality.api.ts'

interface BandsProps {
  quality: Quality
  by: 'team' | 'owner'
  onBy: (by: 'team' | 'owner') => void
  owner: string | undefined
  onOwner: (owner: string) => void
}

/** Whose records are how good; an owner leads to his work list. */
export function Bands({ quality, by, onBy, owner, onOwner }: BandsProps) {
  const { t } = useTranslation('quality')
  const bands = by === 'team' ? quality.byTeam : quality.byOwner
  return (
    <section className="q-panel quality-bands" aria-label={t(`by.${by}`)}>
      <div className="q-panel-head">
        <h2>{t('bands')}</h2>
        <Segmented
          size="small"
          value={by}
          onChange={onBy}
          options={(['team', 'owner'] as const).map((value) => ({ value, label: t(`by.${value}`) }))}
        />
      </div>
      <div ref={keyboardScroll} className="quality-table-box">
        <table className="quality-table">
          <thead>
            <tr>
              <th scope="col">{t(`by.${by}`)}</th>
              <th scope="col">{t('score')}</th>
              <th scope="col">{t('accounts')}</th>
              <th scope="col" title={t('define.completeness')}>
                {t('completeness')}
              </th>
              <th scope="col" title={t('define.freshness')}>
                {t('freshness')}
              </th>
              <th scope="col" title={t('define.validity')}>
                {t('validity')}
              </th>
              <th scope="col">{t('toVerify')}</th>
            </tr>
          </thead>
          <tbody>
            {bands.map((band) => (
              <BandRow
                key={band.key}
                band={band}
                none={t(`none.${by}`)}
                chosen={by === 'owner' && band.key === owner}
                onChoose={by === 'owner' && band.key !== 'none' ? () => onOwner(band.key) : undefined}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

interface BandRowProps {
  band: Band
  none: string
  chosen: boolean
  onChoose: (() => void) | undefined
}

function BandRow({ band, none, chosen, onChoose }: BandRowProps) {
  const { locale } = useKit()
  const name = band.name || none
  const figure = (value: number) => value.toLocaleString(locale, { maximumFractionDigits: 1 })
  return (
    <tr className={chosen ? 'quality-chosen' : undefined}>
      <th scope="row">
        {onChoose ? (
          <button type="button" className="quality-link" onClick={onChoose}>
            {name}
          </button>
        ) : (
          <span className={band.name ? undefined : 'q-muted'}>{name}</span>
        )}
      </th>
      <td>
        <QualityRing score={Math.round(band.score)} size={18} />
      </td>
      <td>
        <Figure value={band.accounts} />
      </td>
      <td>{figure(band.completeness)}</td>
      <td>{figure(band.freshness)}</td>
      <td>{figure(band.validity)}</td>
      <td>
        <Figure value={band.toVerify} />
      </td>
    </tr>
  )
}
