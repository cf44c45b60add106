import { type Company, removeLogo, uploadLogo } from '@quayside/contract'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { Upload, useFailure } from '../../../ui/index.ts'
import { Logo } from '../../../ui/logo.tsx'

const maxBytes = 512 * 1024

export function LogoPanel({ company }: { company: Company }) {
  const { t } = useTranslation('administration')
  const client = useQueryClient()
  const failure = useFailure()
  const refresh = () => {
    client.invalidateQueries({ queryKey: ['company'] })
    client.invalidateQueries({ queryKey: ['me'] })
  }
  const put = (file: File | undefined) => {
    if (!file) return
    const body = new FormData()
    body.set('file', file)
    call(uploadLogo, { body }).then(refresh, failure)
  }
  return (
    <section className="q-panel">
      <div className="q-panel-head">
        <h2>{t('logo.title')}</h2>
        {company.logoUrl && company.can.change && (
          <Button size="small" onClick={() => call(removeLogo).then(refresh, failure)}>
            {t('logo.remove')}
          </Button>
        )}
      </div>
      <div className="q-panel-body admin-logo">
        <div className="admin-logo-shown">
          {company.logoUrl ? <img src={company.logoUrl} alt={t('logo.title')} /> : <Logo size={64} />}
        </div>
        <Upload
          accept=".png,.webp,.svg"
          maxBytes={maxBytes}
          hint={t('logo.hint')}
          disabled={!company.can.change}
          onFiles={([file]) => put(file)}
        />
      </div>
    </section>
  )
}
