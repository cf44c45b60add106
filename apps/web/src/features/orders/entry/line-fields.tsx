import { ServiceKind } from '@quayside/contract'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../app/session.ts'
import { Money } from '../../../ui/index.ts'
import { PriceSteps } from '../../pricing/index.tsx'
import { ChoiceCell, FigureCell, TextCell } from './cells.tsx'
import { newLine } from './draft.ts'
import { stepsOf } from './price-of-line.ts'
import { AddRow, RowHead } from './row-head.tsx'
import type { Entry } from './use-entry.ts'

/** What is done, and what it costs: by agreement, shown as it is typed, or typed with a reason. */
export function LineFields({ entry }: { entry: Entry }) {
  const { t } = useTranslation('orders')
  const seesMoney = useMay().see('finance')
  const { typed, putIn, serve } = entry
  return (
    <fieldset className="entry-group">
      <legend>{t('entry.lines')}</legend>
      {[...typed.lines.entries()].map(([at, line]) => {
        const path = `/lines/${at}`
        const put = (change: object) => putIn('lines', at, change)
        const several = typed.lines.length > 1
        return (
          <div key={at} className="entry-row">
            {several && (
              <RowHead title={t('entry.line', { figure: at + 1 })} onRemove={() => entry.drop('lines', at)} />
            )}
            {at > 0 && (
              <ChoiceCell
                entry={entry}
                path={`${path}/service`}
                label={t('field.service')}
                value={line.service}
                choices={ServiceKind.options.map((value) => ({ value, label: t(`service.${value}`) }))}
                onChange={(service) => serve(at, service)}
              />
            )}
            <TextCell
              entry={entry}
              path={`${path}/item`}
              label={t('field.what')}
              maxLength={500}
              placeholder={t('entry.itemHint')}
              value={line.item}
              onChange={(item) => put({ item })}
            />
            <TextCell
              entry={entry}
              path={`${path}/mode`}
              label={t('field.mode')}
              maxLength={60}
              placeholder="FTL, FCL, LCL"
              value={line.mode}
              onChange={(mode) => put({ mode })}
            />
            <FigureCell
              entry={entry}
              path={`${path}/quantity`}
              label={t('field.quantity')}
              value={line.quantity}
              onChange={(quantity) => put({ quantity })}
            />
            <TextCell
              entry={entry}
              path={`${path}/unit`}
              label={t('field.unit')}
              maxLength={60}
              value={line.unit}
              onChange={(unit) => put({ unit })}
            />
            {seesMoney && (
              <>
                <FigureCell
                  entry={entry}
                  path={`${path}/priceE4`}
                  label={t('field.priceTyped')}
                  scale={10_000}
                  suffix={entry.checked?.currency ?? ''}
                  value={line.priceE4}
                  onChange={(priceE4) => put({ priceE4 })}
                />
                {line.priceE4 !== undefined && (
                  <TextCell
                    entry={entry}
                    path={`${path}/priceReason`}
                    label={t('field.priceReason')}
                    maxLength={500}
                    value={line.priceReason}
                    onChange={(priceReason) => put({ priceReason })}
                  />
                )}
                <PriceSaid entry={entry} at={at} />
              </>
            )}
          </div>
        )
      })}
      <AddRow
        label={t('entry.addLine')}
        onAdd={() => entry.add('lines', newLine(typed.lines.at(-1)?.service ?? 'road'))}
      />
    </fieldset>
  )
}

function PriceSaid({ entry, at }: { entry: Entry; at: number }) {
  const { t } = useTranslation('orders')
  const line = entry.checked?.lines[at]
  if (!line || line.amountE4 === null || line.source === 'none') return null
  const steps = stepsOf(line.steps)
  return (
    <div className="entry-price entry-cell-wide" aria-live="polite">
      <span className="q-muted">{t(`priceSource.${line.source}`)}</span>{' '}
      <strong>
        <Money amountE4={line.amountE4} currency={entry.checked?.currency ?? ''} />
      </strong>
      {steps.length > 0 && (
        <Suspense>
          <PriceSteps steps={steps} />
        </Suspense>
      )}
    </div>
  )
}
