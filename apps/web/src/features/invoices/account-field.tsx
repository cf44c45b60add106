import { useTranslation } from 'react-i18next'
import { type RemoteOption, RemoteSelect } from '../../ui/index.ts'
import { findAccounts } from './invoices.api.ts'
import { Labelled } from './labelled.tsx'

interface AccountFieldProps {
  value: RemoteOption | undefined
  label?: string | undefined
  onChange: (value: RemoteOption | undefined) => void
}

export function AccountField({ value, label, onChange }: AccountFieldProps) {
  const { t } = useTranslation('invoices')
  const name = label ?? t('field.account')
  return (
    <Labelled label={name}>
      {(id) => (
        <RemoteSelect
          id={id}
          queryKey={['search', 'picker']}
          find={findAccounts}
          value={value}
          label={name}
          placeholder={t('accountHint')}
          onChange={onChange}
        />
      )}
    </Labelled>
  )
}
