import { SlidersOutlined } from '@ant-design/icons'
import { Button, InputNumber, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ClassificationPlace, cutsRise, type Question, standardCuts } from './classification-place.ts'

interface CutPointsProps {
  question: Question
  onChange: (cuts: Pick<ClassificationPlace, 'cutA' | 'cutB' | 'cutC'>) => void
}

/** Where A, B and C end. Wrong ones are said at once and not asked of the server. */
export function CutPoints({ question, onChange }: CutPointsProps) {
  const { t } = useTranslation('classification')
  const [open, setOpen] = useState(false)
  const standard = standardCuts[question.scheme]
  const now = [question.cutA, question.cutB, question.cutC].map((cut, at) => cut ?? (standard[at] as number))
  const own = now.some((cut, at) => cut !== standard[at])
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={
        <CutForm
          scheme={question.scheme}
          cuts={now}
          onDone={(cuts) => {
            setOpen(false)
            onChange({ cutA: cuts?.[0], cutB: cuts?.[1], cutC: cuts?.[2] })
          }}
        />
      }
    >
      <Button icon={<SlidersOutlined />} type={own ? 'primary' : 'default'} ghost={own}>
        {t('cuts.button', { cuts: now.join(' / ') })}
      </Button>
    </Popover>
  )
}

interface CutFormProps {
  scheme: Question['scheme']
  cuts: readonly number[]
  /** Without cuts: those of the source again. */
  onDone: (cuts?: readonly number[]) => void
}

function CutForm({ scheme, cuts, onDone }: CutFormProps) {
  const { t } = useTranslation('classification')
  const [draft, setDraft] = useState(cuts)
  const good = cutsRise(draft)
  return (
    <form
      className="tier-cuts"
      onSubmit={(event) => {
        event.preventDefault()
        if (good) onDone(draft)
      }}
    >
      <p className="q-muted">{t(`cuts.${scheme}`)}</p>
      {(['A', 'B', 'C'] as const).map((tier, at) => (
        <label key={tier} htmlFor={`cut-${tier}`}>
          <span>{t('cuts.upTo', { tier })}</span>
          <InputNumber
            id={`cut-${tier}`}
            min={0}
            max={100}
            step={scheme === 'pyramid' ? 1 : 5}
            suffix="%"
            status={good ? undefined : 'error'}
            value={draft[at]}
            onChange={(value) => setDraft(draft.map((cut, place) => (place === at ? (value ?? 0) : cut)))}
          />
        </label>
      ))}
      {!good && (
        <p role="alert" className="tier-cuts-wrong">
          {t('cuts.mustRise')}
        </p>
      )}
      <div className="tier-cuts-foot">
        <Button size="small" onClick={() => onDone()}>
          {t('cuts.standard', { cuts: standardCuts[scheme].join(' / ') })}
        </Button>
        <Button size="small" type="primary" htmlType="submit" disabled={!good}>
          {t('cuts.use')}
        </Button>
      </div>
    </form>
  )
}
