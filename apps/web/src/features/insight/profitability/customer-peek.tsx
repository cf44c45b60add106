import type { CustomerProfit, Mending } from '@quayside/contract'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Money, Peek, Share } from '../../../ui/index.ts'
import { toHundredths } from '../customers/customer-columns.tsx'
import { useMending } from './mending-text.tsx'
import type { Profitability } from './profit-cards.tsx'
import { useStepName } from './step-name.ts'
import { WaterfallChart } from './waterfall-chart.tsx'

interface CustomerPeekProps {
  answer: Profitability
  /** undefined: closed. */
  customer: CustomerProfit | undefined
  onClose: () => void
  onLines: (customer: CustomerProfit) => void
}

/** One customer from revenue to net, and what would mend it. */
export function CustomerPeek({ answer, customer, onClose, onLines }: CustomerPeekProps) {
  const { t } = useTranslation('profitability')
  return (
    <Peek
      open={customer !== undefined}
      onClose={onClose}
      title={customer?.account.name}
      to={customer && `/accounts/${customer.account.id}`}
      width={640}
      actions={customer && <Button onClick={() => onLines(customer)}>{t('customers.lines')}</Button>}
    >
      {customer && <OneCustomer answer={answer} customer={customer} />}
    </Peek>
  )
}

function OneCustomer({ answer, customer }: { answer: Profitability; customer: CustomerProfit }) {
  const { t } = useTranslation('profitability')
  const nameOf = useStepName(answer)
  const { currency } = answer.basis
  return (
    <div className="analysis-answer">
      <WaterfallChart
        answer={answer}
        steps={customer.steps}
        title={t('waterfall.title')}
        fileName={`${customer.account.number}-waterfall`}
      />
      <table className="analysis-table">
        <tbody>
          {customer.steps.map((step) => (
            <tr key={step.key}>
              <td>{nameOf(step.key)}</td>
              <td>
                <Money amountE4={toHundredths(step.amountE4)} currency={currency} />
              </td>
              <td>
                <Share value={customer.revenueE4 > 0 ? step.amountE4 / customer.revenueE4 : null} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {customer.mending && <MendingList mending={customer.mending} currency={currency} />}
    </div>
  )
}

function MendingList({ mending, currency }: { mending: Mending; currency: string }) {
  const { t } = useTranslation('profitability')
  const levers = useMending(mending, currency)
  return (
    <section className="profit-levers">
      <h3>{t('define.mendingTitle')}</h3>
      {levers.length === 0 ? (
        <p className="q-muted">{t('mend.nothing')}</p>
      ) : (
        <ul>
          {levers.map((lever) => (
            <li key={lever}>{lever}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
