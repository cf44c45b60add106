import type { Contact } from '@quayside/contract'
import { Input, Segmented, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { NumberInput } from '../../../ui/number-input.tsx'
import { type DraftPartProps, twoWay } from './draft.ts'

export function ComposerDetails({ draft, set, contacts }: DraftPartProps & { contacts: readonly Contact[] }) {
  const { t } = useTranslation('accounts')
  if (draft.kind === 'note') return null
  return (
    <div className="account-composer-line">
      {twoWay.includes(draft.kind) && (
        <Segmented
          size="small"
          value={draft.direction}
          onChange={(direction) => set({ direction })}
          options={(['in', 'out'] as const).map((one) => ({
            value: one,
            label: t(`timeline.direction.${draft.kind === 'call' ? 'call' : 'other'}.${one}`),
          }))}
        />
      )}
      {contacts.length > 0 && (
        <Select
          size="small"
          allowClear
          className="account-composer-who"
          value={draft.contactId}
          placeholder={t('composer.contact')}
          aria-label={t('composer.contact')}
          options={contacts.map((one) => ({ value: one.id, label: one.name }))}
          onChange={(contactId) => set({ contactId })}
        />
      )}
      {draft.kind === 'call' && (
        <NumberInput
          size="small"
          min={0}
          max={1440}
          value={draft.minutes}
          placeholder="0"
          suffix={t('composer.minutes')}
          aria-label={t('composer.duration')}
          onChange={(minutes) => set({ minutes })}
        />
      )}
      <Input
        size="small"
        maxLength={200}
        className="account-composer-outcome"
        value={draft.outcome}
        placeholder={t('composer.outcome')}
        aria-label={t('composer.outcome')}
        onChange={(event) => set({ outcome: event.target.value })}
      />
    </div>
  )
}
