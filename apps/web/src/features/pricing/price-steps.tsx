import type { PriceAnswer, PriceStep } from '@quayside/contract'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { Money, useKit } from '../../ui/index.ts'
import './pricing.css'

/** What it costs and how that was reckoned, or why no price can be told. */
export function AnsweredPrice({ answer }: { answer: PriceAnswer }) {
  const { t } = useTranslation('pricing')
  const { locale } = useKit()
  if (answer.outcome === 'notPriced')
    return <Alert type="info" showIcon title={locale === 'en' ? answer.en : answer.zh} />
  return (
    <div>
      <div className="price-total">
        <span className="q-muted">{t('price')}</span>
        <Money amountE4={answer.amountE4} currency={answer.currency} />
      </div>
      <PriceSteps steps={answer.steps} />
    </div>
  )
}

/** The steps of a price in the reader's language; the total stands elsewhere. */
export function PriceSteps({ steps }: { steps: readonly PriceStep[] }) {
  const { t } = useTranslation('pricing')
  const { locale } = useKit()
  return (
    <ol className="price-steps" aria-label={t('steps')}>
      {steps
        .filter(({ code }) => code !== 'total')
        .map((step) => (
          <li key={step.en}>{locale === 'en' ? step.en : step.zh}</li>
        ))}
    </ol>
  )
}
