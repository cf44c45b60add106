import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { EdiStandard } from '@quayside/contract'
import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PartnerFields } from './partner-fields.ts'

interface Props {
  standard: EdiStandard
  value: PartnerFields['identities']
  onChange: (value: PartnerFields['identities']) => void
}

/** By which names the partner speaks: in ISA or UNB, or in the group where one mailbox speaks for several. */
export function IdentitiesEditor({ standard, value, onChange }: Props) {
  const { t } = useTranslation('edi')
  const set = (at: number, change: Partial<PartnerFields['identities'][number]>) =>
    onChange(value.map((one, index) => (index === at ? { ...one, ...change } : one)))
  return (
    <section className="edi-rows" aria-label={t('identities')}>
      <span>{t('identities')}</span>
      {keyed(value).map(([key, { level, qualifier = '', identifier }], at) => (
        <div key={key} className="edi-row">
          <Select
            className="edi-row-short"
            value={level}
            aria-label={t('field.level')}
            options={(['interchange', 'group'] as const).map((one) => ({
              value: one,
              label: t(`level.${standard}.${one}`),
            }))}
            onChange={(wanted) => set(at, { level: wanted })}
          />
          <Input
            className="edi-row-short"
            value={qualifier}
            maxLength={4}
            placeholder={t('field.qualifier')}
            aria-label={t('field.qualifier')}
            onChange={(event) => set(at, { qualifier: event.target.value })}
          />
          <Input
            value={identifier}
            maxLength={35}
            placeholder={t('field.identifier')}
            aria-label={t('field.identifier')}
            onChange={(event) => set(at, { identifier: event.target.value })}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            disabled={value.length === 1}
            aria-label={t('removeRow')}
            onClick={() => onChange(value.toSpliced(at, 1))}
          />
        </div>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        disabled={value.length >= 20}
        onClick={() => onChange([...value, { level: 'interchange', qualifier: '', identifier: '' }])}
      >
        {t('addIdentity')}
      </Button>
    </section>
  )
}

/** Rows have no name of their own while they are typed. */
const keyed = <T,>(rows: readonly T[]): [string, T][] => rows.map((row, at) => [`row ${at}`, row])
