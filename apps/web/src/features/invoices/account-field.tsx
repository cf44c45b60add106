import { useTranslation } from 'react-i18next'
import { type RemoteOption, RemoteSelect } from '../../ui/index.ts'
import { findAccounts } from './invoices.api.ts'

interface AccountFieldProps {
  value: RemoteOption | undefined
  onChange: (value: RemoteOption | undefined) => void
}

export function AccountField({ value, onChange }: AccountFieldProps) {
  const { t } = useTranslation('invoices')
  return (
    <div>
      <span>{t('field.account')}</span>
      <RemoteSelect
        queryKey={['search', 'picker']}
        find={findAccounts}
        value={value}
        label={t('field.account')}
        placeholder={t('field.account')}
        onChange={onChange}
      />
    </div>
  )
}
