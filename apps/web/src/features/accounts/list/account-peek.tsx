import { EditOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Skeleton, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { Peek, StateBadge, TierBadge } from '../../../ui/index.ts'
import { customerQuery } from '../accounts.api.ts'
import { AccountAlerts } from '../one/account-alerts.tsx'
import { ContactLine } from '../one/contacts-panel.tsx'
import { FactLine } from '../one/fact-line.tsx'
import { FigureRow } from '../one/figure-row.tsx'
import { FollowUpsPanel } from '../one/follow-ups-panel.tsx'
import { Timeline } from '../timeline/timeline.tsx'

/** Customer 360 in small, beside the list. */
export function AccountPeek({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation('accounts')
  const { data, error } = useQuery({ ...customerQuery(id ?? ''), enabled: id !== undefined })
  const customer = data && data.account.id === id ? data : undefined
  return (
    <Peek
      open={id !== undefined}
      onClose={onClose}
      to={id && `/accounts/${id}`}
      title={customer?.account.name ?? t('one')}
      actions={
        customer?.account.can.change && (
          <Tooltip title={t('edit')}>
            <Link to={`/accounts/${id}/edit`} aria-label={t('edit')}>
              <Button type="text" icon={<EditOutlined />} tabIndex={-1} />
            </Link>
          </Tooltip>
        )
      }
    >
      {error && <Alert type="error" showIcon title={error.message} />}
      {!customer && !error && <Skeleton active />}
      {customer && (
        <div className="account-peek">
          <div className="account-peek-signs">
            <span className="q-muted">{customer.account.number}</span>
            {customer.account.tier && <TierBadge tier={customer.account.tier} long />}
            <StateBadge state={customer.account.state} />
          </div>
          <FactLine customer={customer} />
          <AccountAlerts customer={customer} />
          <FigureRow customer={customer} small />
          {customer.contacts.slice(0, 3).map((contact) => (
            <ContactLine key={contact.id} contact={contact} />
          ))}
          <FollowUpsPanel account={customer.account} followUps={customer.openFollowUps} />
          <div className="account-peek-timeline">
            <Timeline accountId={customer.account.id} />
          </div>
        </div>
      )}
    </Peek>
  )
}
