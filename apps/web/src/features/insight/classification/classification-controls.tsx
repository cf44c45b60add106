import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../app/session.ts'
import { CutPoints } from './cut-points.tsx'
import { isMoney, measures, type OnPlace, type Question } from './place.ts'

interface ClassificationControlsProps {
  question: Question
  onPlace: OnPlace
}

/** What to rank by, and where to cut. */
export function ClassificationControls({ question, onPlace }: ClassificationControlsProps) {
  const { t } = useTranslation('classification')
  const seesMoney = useMay().see('finance')
  return (
    <>
      <Segmented
        className="tier-choice"
        aria-label={t('measure.label')}
        value={question.measure}
        onChange={(measure) => onPlace({ measure })}
        options={measures.map((value) => ({
          value,
          label: t(`measure.${value}`),
          disabled: isMoney(value) && !seesMoney,
          title: isMoney(value) && !seesMoney ? t('moneyHidden') : t(`define.measure.${value}`),
        }))}
      />
      <Segmented
        aria-label={t('scheme.label')}
        value={question.scheme}
        onChange={(scheme) => onPlace({ scheme, cutA: undefined, cutB: undefined, cutC: undefined })}
        options={(['pyramid', 'pareto'] as const).map((value) => ({
          value,
          label: t(`scheme.${value}`),
          title: t(`define.scheme.${value}`),
        }))}
      />
      <CutPoints key={question.scheme} question={question} onPlace={onPlace} />
    </>
  )
}
