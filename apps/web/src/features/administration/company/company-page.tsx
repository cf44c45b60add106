import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../../ui/index.ts'
import { companyQuery } from '../administration.api.ts'
import { Frame } from '../frame.tsx'
import { BillingPanel } from './billing-panel.tsx'
import { CompanyForm } from './company-form.tsx'
import { LogoPanel } from './logo-panel.tsx'

export function CompanyPage() {
  const { t } = useTranslation('administration')
  const { data: company } = useQuery(companyQuery)
  return (
    <Frame>
      <PageHeader title={t('company.title')} text={t('company.text')} />
      <div className="q-page-scroll admin-pair">
        {company ? (
          <>
            <div className="admin-stack">
              <section className="q-panel q-panel-body">
                <CompanyForm key={company.version} company={company} />
              </section>
              <BillingPanel key={`billing ${company.version}`} company={company} />
            </div>
            <LogoPanel company={company} />
          </>
        ) : (
          <Skeleton active />
        )}
      </div>
    </Frame>
  )
}
