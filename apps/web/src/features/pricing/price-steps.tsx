import type { PriceAnswer } from '@quayside/contract'
import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import { Money, useKit } from '../../ui/index.ts'
import './pricing.css'

/** What it costs and how that was reckoned, or why no price can be told. */
export function PriceSteps({ answer, aside }: { answer: PriceAnswer; aside?: boolean }) {
  const { t } = useTranslation('pricing')
  const { locale } = useKit()
  const said = ({ zh, en }: { zh: string; en: string }) => (locale === 'en' ? en : zh)
  if (answer.outcome === 'notPriced') return <Alert type="info" showIcon title={said(answer)} />
  return (
    <div className={aside ? 'price-answer price-answer-aside' : 'price-answer'}>
      {!aside && (
        <div className="price-total">
          <span className="q-muted">{t('price')}</span>
          <Money amountE4={answer.amountE4} currency={answer.currency} />
        </div>
      )}
      <ol className="price-steps" aria-label={t('steps')}>
        {answer.steps
          .filter(({ code }) => code !== 'total')
          .map((step) => (
            <li key={step.en}>{said(step)}</li>
          ))}
      </ol>
    </div>
  )
}
