import { SlidersOutlined } from '@ant-design/icons'
import { Button, Popover } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NumberInput } from '../../../ui/number-input.tsx'
import { cutsRise, type OnPlace, type Question, type Scheme, standardCuts } from './place.ts'

interface CutPointsProps {
  question: Question
  onPlace: OnPlace
}

/** Where A, B and C end. The page behind follows what is typed; wrong cuts are said at once and not asked of the server. */
export function CutPoints({ question, onPlace }: CutPointsProps) {
  const { t } = useTranslation('classification')
  const standard = standardCuts[question.scheme]
  const now = [question.cutA, question.cutB, question.cutC].map((cut, at) => cut ?? (standard[at] as number))
  const own = now.some((cut, at) => cut !== standard[at])
  const use = (cuts: readonly number[]) => {
    const [cutA, cutB, cutC] = cuts.some((cut, at) => cut !== standard[at]) ? cuts : []
    onPlace({ cutA, cutB, cutC })
  }
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      destroyOnHidden
      content={<CutForm scheme={question.scheme} cuts={now} onCuts={use} />}
    >
      <Button icon={<SlidersOutlined />} type={own ? 'primary' : 'default'} ghost={own}>
        {t('cuts.button', { cuts: now.join(' / ') })}
      </Button>
    </Popover>
  )
}

/** After so long a rest what was typed is meant. */
const restMs = 350

interface CutFormProps {
  scheme: Scheme
  cuts: readonly number[]
  onCuts: (cuts: readonly number[]) => void
}

/** One that is being typed anew is none yet. */
const areCuts = (draft: readonly (number | null)[]): draft is readonly number[] =>
  draft.every((cut) => cut !== null) && cutsRise(draft)

function CutForm({ scheme, cuts, onCuts }: CutFormProps) {
  const { t } = useTranslation('classification')
  const [draft, setDraft] = useState<readonly (number | null)[]>(cuts)
  const good = areCuts(draft)
  const latest = useRef(onCuts)
  latest.current = onCuts
  useEffect(() => {
    if (!areCuts(draft)) return
    const timer = setTimeout(() => latest.current(draft), restMs)
    return () => clearTimeout(timer)
  }, [draft])
  return (
    <div className="tier-cuts">
      <p className="q-muted">{t(`cuts.${scheme}`)}</p>
      {(['A', 'B', 'C'] as const).map((tier, at) => (
        <label key={tier} htmlFor={`cut-${tier}`}>
          <span>{t('cuts.upTo', { tier })}</span>
          <NumberInput
            id={`cut-${tier}`}
            min={0}
            max={100}
            step={scheme === 'pyramid' ? 1 : 5}
            suffix="%"
            status={good ? undefined : 'error'}
            value={draft[at]}
            onChange={(value) => setDraft(draft.map((cut, place) => (place === at ? value : cut)))}
          />
        </label>
      ))}
      {!good && (
        <p role="alert" className="tier-cuts-wrong">
          {t('cuts.mustRise')}
        </p>
      )}
      <Button size="small" onClick={() => setDraft(standardCuts[scheme])}>
        {t('cuts.standard', { cuts: standardCuts[scheme].join(' / ') })}
      </Button>
    </div>
  )
}
