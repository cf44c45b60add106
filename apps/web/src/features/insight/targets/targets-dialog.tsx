import {
  changeTarget,
  listTargets,
  moneyMeasures,
  removeTarget,
  setTarget,
  type Target,
  type TargetValues,
} from '@quayside/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Modal, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { ErrorPage } from '../../../app/error-page.tsx'
import { Empty, useFailure, useKit, useUndo } from '../../../ui/index.ts'
import { monthText } from '../frame/month-text.ts'
import { TargetForm } from './target-form.tsx'
import { TargetHistory } from './target-history.tsx'
import { useMeasureText } from './target-text.ts'

interface TargetsDialogProps {
  year: number
  currency: string
  onClose: () => void
}

/** Targets of a year: what is aimed at, of whom, and what it was before. */
export function TargetsDialog({ year: first, currency, onClose }: TargetsDialogProps) {
  const { t } = useTranslation('targets')
  const [year, setYear] = useState(first)
  const [written, setWritten] = useState<Target | 'new' | undefined>(undefined)
  const { data, error, refetch } = useQuery({
    queryKey: ['targets', year],
    queryFn: ({ signal }) => call(listTargets, { query: { year }, signal }),
  })
  const acts = useTargetActs()
  return (
    <Modal open onCancel={onClose} footer={null} title={t('dialog.title')} width={760}>
      {error ? (
        <ErrorPage error={error} reset={() => refetch()} />
      ) : !data ? (
        <Skeleton active />
      ) : written ? (
        <TargetForm
          target={written === 'new' ? undefined : written}
          year={year}
          currency={currency}
          save={async (values) => {
            if (written === 'new') await acts.set(values)
            else await acts.change(written, values.valueE4)
            setYear(Number(values.startsOn.slice(0, 4)))
            setWritten(undefined)
          }}
          onCancel={() => setWritten(undefined)}
        />
      ) : (
        <>
          <p className="q-muted">{t('dialog.text')}</p>
          <div className="target-acts">
            <Select
              aria-label={t('dialog.year')}
              value={year}
              onChange={setYear}
              options={Array.from({ length: 7 }, (_, at) => first + 2 - at).map((value) => ({
                value,
                label: `${value}`,
              }))}
            />
            {data.can.change && (
              <Button type="primary" onClick={() => setWritten('new')}>
                {t('dialog.add')}
              </Button>
            )}
          </div>
          {data.targets.length === 0 ? (
            <Empty title={t('dialog.none', { year })} text={data.can.change ? t('dialog.noneText') : undefined} />
          ) : (
            <ul className="target-list">
              {data.targets.map((target) => (
                <TargetRow
                  key={target.id}
                  target={target}
                  mayChange={data.can.change}
                  onChange={() => setWritten(target)}
                  onRemove={() => acts.remove(target)}
                />
              ))}
            </ul>
          )}
        </>
      )}
    </Modal>
  )
}

interface TargetRowProps {
  target: Target
  mayChange: boolean
  onChange: () => void
  onRemove: () => void
}

function TargetRow({ target, mayChange, onChange, onRemove }: TargetRowProps) {
  const { t } = useTranslation('targets')
  const { locale } = useKit()
  const ofText = useOfText()
  const text = useMeasureText(target.currency)
  const [past, setPast] = useState(false)
  const { measure, span, startsOn, valueE4 } = target
  const value = moneyMeasures.has(measure) ? valueE4 : valueE4 / 10_000
  return (
    <li>
      <div className="target-row">
        <span>
          <strong>{t(`measure.${measure}`)}</strong> {ofText(target)}{' '}
          <small className="q-muted">{span === 'year' ? startsOn.slice(0, 4) : monthText(startsOn, locale)}</small>
        </span>
        <span className="target-row-acts">
          <span className="target-value">{text(measure, value)}</span>
          <button type="button" className="q-link" aria-expanded={past} onClick={() => setPast(!past)}>
            {t('row.history')}
          </button>
          {mayChange && (
            <>
              <button type="button" className="q-link" onClick={onChange}>
                {t('row.change')}
              </button>
              <button type="button" className="q-link" onClick={onRemove}>
                {t('row.remove')}
              </button>
            </>
          )}
        </span>
      </div>
      {past && <TargetHistory target={target} />}
    </li>
  )
}

/** Whose target it is, in words. */
function useOfText() {
  const { t } = useTranslation('targets')
  const { t: word } = useTranslation('insight')
  return ({ scope, of, ofName }: Pick<Target, 'scope' | 'of' | 'ofName'>): string => {
    if (scope === 'company') return t('scope.company')
    if (scope === 'service') return word(`service.${of as 'road'}`)
    if (scope === 'tier') return t('ofTier', { tier: of })
    return ofName ?? t('gone')
  }
}

/** Set, change and take away; each can be undone while the offer stands. */
function useTargetActs() {
  const { t } = useTranslation('targets')
  const client = useQueryClient()
  const offerUndo = useUndo()
  const failure = useFailure()
  const moved = () => {
    client.invalidateQueries({ queryKey: ['targets'] })
    client.invalidateQueries({ queryKey: ['analyses'] })
  }
  const drop = async ({ id, version }: Target) => {
    await call(removeTarget, { params: { id }, ifMatch: version })
    moved()
  }
  const put = async (values: TargetValues) => {
    const made = await call(setTarget, { body: values })
    moved()
    return made
  }
  const putValue = async ({ id, version }: Target, valueE4: number) => {
    const now = await call(changeTarget, { params: { id }, ifMatch: version, body: { valueE4 } })
    moved()
    return now
  }
  const remove = useMutation({
    mutationFn: drop,
    onSuccess: (_, target) => offerUndo({ done: t('done.removed'), undo: () => put(valuesOf(target)) }),
    onError: failure,
  })
  return {
    set: async (values: TargetValues) => {
      const made = await put(values)
      offerUndo({ done: t('done.set'), undo: () => drop(made) })
    },
    change: async (target: Target, valueE4: number) => {
      const now = await putValue(target, valueE4)
      offerUndo({ done: t('done.changed'), undo: () => putValue(now, target.valueE4) })
    },
    remove: remove.mutate,
  }
}

const valuesOf = ({ measure, scope, of, span, startsOn, currency, valueE4 }: Target): TargetValues => ({
  measure,
  scope,
  of,
  span,
  startsOn,
  currency,
  valueE4,
})
