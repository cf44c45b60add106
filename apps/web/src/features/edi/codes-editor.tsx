import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RemoteSelect } from '../../ui/index.ts'
import { findAccounts } from './edi.api.ts'
import type { PartnerFields } from './partner-fields.ts'

type Codes = NonNullable<PartnerFields['codes']>

interface Props {
  value: Codes
  names: ReadonlyMap<string, string>
  onChange: (value: Codes) => void
}

/** What the partner calls our customers; the codes he uses for others stand in his messages. */
export function CodesEditor({ value, names, onChange }: Props) {
  const { t } = useTranslation('edi')
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(names)
  const set = (at: number, change: Partial<Codes[number]>) =>
    onChange(value.map((one, index) => (index === at ? { ...one, ...change } : one)))
  return (
    <section className="edi-rows" aria-label={t('codes')}>
      <span>{t('codes')}</span>
      {value.length === 0 && <p className="edi-hint">{t('noCodes')}</p>}
      {keyed(value).map(([key, { code, accountId }], at) => (
        <div key={key} className="edi-row">
          <Input
            className="edi-row-short"
            value={code}
            maxLength={80}
            placeholder={t('theirCode')}
            aria-label={t('theirCode')}
            onChange={(event) => set(at, { code: event.target.value })}
          />
          <span aria-hidden>→</span>
          <RemoteSelect
            queryKey={['search', 'picker']}
            find={findAccounts}
            value={accountId ? { value: accountId, label: chosen.get(accountId) ?? accountId } : undefined}
            label={t('codeOf')}
            placeholder={t('codeOf')}
            onChange={(option) => {
              if (option) setChosen(new Map(chosen).set(option.value, option.label))
              set(at, { accountId: option?.value ?? '' })
            }}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('removeRow')}
            onClick={() => onChange(value.toSpliced(at, 1))}
          />
        </div>
      ))}
      <Button size="small" icon={<PlusOutlined />} onClick={() => onChange([...value, { code: '', accountId: '' }])}>
        {t('addCustomerCode')}
      </Button>
    </section>
  )
}

/** Rows have no name of their own while they are typed. */
const keyed = <T,>(rows: readonly T[]): [string, T][] => rows.map((row, at) => [`row ${at}`, row])
