import { ContactsOutlined, ShoppingOutlined, TeamOutlined, TruckOutlined } from '@ant-design/icons'
import { mayImport } from '@quayside/contract'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../app/session.ts'
import type { Target } from './imports.api.ts'

const targets = [
  { value: 'customers', icon: <TeamOutlined /> },
  { value: 'customersAndOrders', icon: <ShoppingOutlined /> },
  { value: 'contacts', icon: <ContactsOutlined /> },
  { value: 'serviceOrders', icon: <TruckOutlined /> },
] as const

/** What a row of the file is. */
export function TargetChoice({ target, onTarget }: { target: Target; onTarget: (target: Target) => void }) {
  const { t } = useTranslation('imports')
  const { rights } = useMe()
  const offered = targets.filter(({ value }) => mayImport(rights, value))
  return (
    <fieldset className="import-targets">
      <legend>{t('target.title')}</legend>
      {offered.map(({ value, icon }) => (
        <label key={value} className={value === target ? 'import-target import-target-chosen' : 'import-target'}>
          <input
            type="radio"
            name="import-target"
            className="q-sr-only"
            checked={value === target}
            onChange={() => onTarget(value)}
          />
          {icon}
          <span>
            <strong>{t(`target.${value}.title`)}</strong>
            <small>{t(`target.${value}.text`)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
