import { readNoticeTerms } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAddress } from '../../../app/address.ts'
import { call } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { PageHeader, RemoteSelect } from '../../../ui/index.ts'
import { findAccounts } from '../list/shipment-filters.tsx'
import { CompanyTerms } from './company-terms.tsx'
import { CustomerTerms } from './customer-terms.tsx'
import { GatewayForm } from './gateway-form.tsx'
import '../shipments.css'

const Place = z.object({ accountId: z.uuid().optional() })

/** What customers are told before they ask: the company's terms, those of one customer, and the way out for text messages. */
export function TermsPage() {
  const { t } = useTranslation('shipments')
  const may = useMay()
  const [{ accountId }, setPlace] = useAddress(Place)
  const [picked, setPicked] = useState<{ value: string; label: string }>()
  const { data, error } = useQuery({
    queryKey: ['noticeTerms', accountId ?? 'company'],
    queryFn: ({ signal }) => call(readNoticeTerms, { query: { accountId }, signal }),
  })
  const account = data?.account ? { value: data.account.id, label: data.account.name } : picked
  return (
    <div className="q-page">
      <PageHeader trail={<Link to="/shipments">{t('title')}</Link>} title={t('terms.title')} text={t('terms.about')} />
      <div className="q-toolbar">
        <RemoteSelect
          className="shipment-account"
          queryKey={['search', 'picker']}
          find={findAccounts}
          value={accountId ? account : undefined}
          label={t('field.account')}
          placeholder={t('terms.ofCustomer')}
          onChange={(option) => {
            setPicked(option)
            setPlace({ accountId: option?.value })
          }}
        />
      </div>
      <div className="q-page-scroll shipment-panels">
        {error && <Alert type="error" showIcon title={error.message} />}
        {!data && !error && <Skeleton active />}
        {data &&
          (accountId ? (
            <CustomerTerms key={`${accountId}${data.own?.version ?? ''}`} accountId={accountId} told={data} />
          ) : (
            <CompanyTerms key={data.company.version} told={data} />
          ))}
        {!accountId && may('administration', 'read') && <GatewayForm />}
      </div>
    </div>
  )
}
