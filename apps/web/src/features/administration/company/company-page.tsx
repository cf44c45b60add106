import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../../ui/index.ts'
import { companyQuery } from '../administration.api.ts'
import { Frame } from '../frame.tsx'
import { BillingPanel } from './billing-panel.tsx'
import { CompanyForm, named } from './company-form.tsx'
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
                <CompanyForm key={standing(named(company))} company={company} />
              </section>
              <BillingPanel key={standing(company.billing)} company={company} />
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

/** Each form begins anew when what it shows was changed, and keeps what is typed there while the others are saved. */
const standing = (shown: object) => JSON.stringify(shown)
