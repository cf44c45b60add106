import type { Proposal } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Money } from '../../ui/index.ts'

/** Which invoices, how much of each, and why it is thought so. */
export function ProposalText({ proposal, currency }: { proposal: Proposal; currency: string }) {
  const { t } = useTranslation('invoices')
  return (
    <div>
      <div>
        {proposal.account.name}{' '}
        <small className="q-muted">
          {t('reconcile.score', { figure: proposal.score })} ·{' '}
          {proposal.reasons.map((reason) => t(`reconcile.reason.${reason}`)).join(t('comma'))}
        </small>
      </div>
      {proposal.parts.slice(0, 6).map((part) => (
        <div key={part.invoiceId}>
          <Link to={`/invoices/${part.invoiceId}`}>{part.number}</Link>{' '}
          <Money amountE4={part.amountE4} currency={currency} />
        </div>
      ))}
      {proposal.leftE4 > 0 && (
        <small className="q-muted">
          {t('reconcile.left')} <Money amountE4={proposal.leftE4} currency={currency} />
        </small>
      )}
    </div>
  )
}
