import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Alert, Segmented, Skeleton } from 'antd'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAddress } from '../../../app/address.ts'
import { ErrorPage } from '../../../app/error-page.tsx'
import { Afterwards, useNarrow } from '../../../ui/index.ts'
import { customerQuery } from '../accounts.api.ts'
import '../accounts.css'
import { Composer } from '../timeline/composer.tsx'
import { Timeline } from '../timeline/timeline.tsx'
import { AccountAlerts } from './account-alerts.tsx'
import { AccountHeader } from './account-header.tsx'
import { AddressesPanel } from './addresses-panel.tsx'
import { AssessmentRow } from './assessment-row.tsx'
import { ContactsPanel } from './contacts-panel.tsx'
import { DetailsPanel } from './details-panel.tsx'
import { FigureRow } from './figure-row.tsx'
import { FollowUpsPanel } from './follow-ups-panel.tsx'
import { GroupPanel } from './group-panel.tsx'
import { MixPanel, MoneyPanel } from './money-panels.tsx'
import { ReceivablesPanel } from './receivables-panel.tsx'
import { RecentOrders } from './recent-orders.tsx'

const AnalysisPanels = lazy(() => import('./analysis-panels.tsx').then((one) => ({ default: one.AnalysisPanels })))

const Place = z.object({ tab: z.enum(['overview', 'timeline']).default('overview') })

/** Customer 360 客户全景 (CDB-6): identity and money at the left, what happened and what is next at the right. */
export function AccountPage() {
  const { t } = useTranslation('accounts')
  const { id } = useParams({ strict: false }) as { id: string }
  const narrow = useNarrow()
  const [place, setPlace] = useAddress(Place)
  const { data: customer, error } = useQuery(customerQuery(id))
  const name = customer?.account.name
  useEffect(() => {
    if (name) document.title = name
  }, [name])
  if (error && !customer) return <ErrorPage error={error} reset={() => location.reload()} />
  if (!customer)
    return (
      <div className="q-page-scroll account-waiting">
        <Skeleton active />
      </div>
    )
  const { account } = customer
  const showOverview = !narrow || place.tab === 'overview'
  const showTimeline = !narrow || place.tab === 'timeline'
  return (
    <div className={narrow && showTimeline ? 'q-page account-page account-on-timeline' : 'q-page account-page'}>
      <AccountHeader customer={customer} />
      {account.mergedInto && (
        <Alert banner type="info" title={<Link to={`/accounts/${account.mergedInto}`}>{t('mergedAway')}</Link>} />
      )}
      {narrow && (
        <Segmented
          block
          className="account-tabs"
          value={place.tab}
          onChange={(tab) => setPlace({ tab })}
          options={[
            { value: 'overview' as const, label: t('tab.overview') },
            { value: 'timeline' as const, label: t('tab.timeline') },
          ]}
        />
      )}
      <div className="account-body">
        {showOverview && (
          <div className="account-overview">
            <AccountAlerts customer={customer} />
            <FigureRow customer={customer} />
            <AssessmentRow customer={customer} />
            <div className="account-panels">
              {narrow && <FollowUpsPanel account={account} followUps={customer.openFollowUps} />}
              <ContactsPanel customer={customer} />
              {customer.recentOrders?.length ? (
                <RecentOrders customer={customer} />
              ) : (
                <AddressesPanel customer={customer} />
              )}
            </div>
            <Afterwards>
              <MoneyPanel customer={customer} />
              <ReceivablesPanel customer={customer} />
              <Suspense>
                <AnalysisPanels customer={customer} />
              </Suspense>
              <div className="account-columns">
                <MixPanel customer={customer} />
                <GroupPanel customer={customer} />
                {customer.recentOrders?.length ? <AddressesPanel customer={customer} /> : null}
                <DetailsPanel customer={customer} />
              </div>
            </Afterwards>
          </div>
        )}
        {showTimeline && (
          <aside className="account-side" aria-label={t('tab.timeline')}>
            {!narrow && <FollowUpsPanel account={account} followUps={customer.openFollowUps} />}
            <Afterwards>
              {account.can.addToTimeline && <Composer account={account} contacts={customer.contacts} />}
              <Timeline accountId={account.id} />
            </Afterwards>
          </aside>
        )}
      </div>
    </div>
  )
}
