import { listMatrix, MatrixCell, MatrixKind, matrices } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAddress } from '../../../app/address.ts'
import { useKit, useNow } from '../../../ui/index.ts'
import { AnalysisPage } from '../frame/analysis-page.tsx'
import { AnalysisPlace, filterOf } from '../frame/analysis-place.ts'
import { todayIn } from '../frame/period.ts'
import { CutControls } from './cut-controls.tsx'
import { MatrixCustomers } from './matrix-customers.tsx'
import { MatrixGrid } from './matrix-grid.tsx'
import { PointsChart } from './points-chart.tsx'
import { PoolsNote } from './pools-note.tsx'

export const MatrixPlace = AnalysisPlace.extend({
  kind: MatrixKind.optional(),
  cutX: z.coerce.number().optional(),
  cutY: z.coerce.number().optional(),
  cell: MatrixCell.optional(),
  sort: listMatrix.query.shape.sort.removeDefault().optional(),
})
export type MatrixPlace = z.infer<typeof MatrixPlace>

/** Customers in four types, what the field advises for each, and the means to act on it. */
export function MatricesPage() {
  const { t } = useTranslation('matrices')
  const { zone } = useKit()
  const [place, setPlace] = useAddress(MatrixPlace)
  const today = todayIn(zone, useNow())
  const question = useMemo(() => {
    const { kind, cutX, cutY } = place
    return { ...filterOf(place, today), kind, cutX, cutY }
  }, [place, today])
  const kind = place.kind ?? 'prospectGrowth'
  return (
    <AnalysisPage
      analysis={matrices}
      title={t('title')}
      about={t(`about.${kind}`)}
      question={question}
      place={place}
      onPlace={(change: Partial<MatrixPlace>, step) => setPlace(change, step)}
      actions={<Link to="/rfm">{t('rfm')}</Link>}
      controls={
        <Segmented
          className="matrix-kinds"
          aria-label={t('kind.label')}
          value={kind}
          onChange={(value) =>
            setPlace({
              kind: value === 'prospectGrowth' ? undefined : value,
              cutX: undefined,
              cutY: undefined,
              cell: undefined,
              sort: undefined,
            })
          }
          options={MatrixKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
      }
    >
      {(answer) => (
        <>
          <PoolsNote answer={answer} />
          <CutControls answer={answer} onPlace={setPlace} />
          <div className="analysis-two">
            <MatrixGrid answer={answer} chosen={place.cell} onCell={(cell) => setPlace({ cell })} />
            <PointsChart answer={answer} />
          </div>
          <MatrixCustomers
            question={{ ...question, currency: answer.basis.currency }}
            kind={answer.kind}
            place={place}
            onPlace={setPlace}
            currency={answer.basis.currency}
          />
        </>
      )}
    </AnalysisPage>
  )
}
