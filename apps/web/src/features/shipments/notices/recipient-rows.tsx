import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { NoticeEvent, NoticeLocale, type NoticeRecipient, type ReplyOf, type readNoticeTerms } from '@quayside/contract'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { NoticeEvents } from './term-fields.tsx'

interface RecipientRowsProps {
  people: ReplyOf<typeof readNoticeTerms>['people']
  value: NoticeRecipient[]
  disabled: boolean
  onChange: (recipients: NoticeRecipient[]) => void
}

/** Whom of his people, each by his own way and of what concerns him. */
export function RecipientRows({ people, value, disabled, onChange }: RecipientRowsProps) {
  const { t } = useTranslation('shipments')
  const free = people.find(({ id }) => !value.some(({ contactId }) => contactId === id))
  const change = (contactId: string, part: Partial<NoticeRecipient>) =>
    onChange(value.map((one) => (one.contactId === contactId ? { ...one, ...part } : one)))
  return (
    <fieldset className="shipment-rows">
      <legend>{t('terms.whom')}</legend>
      {value.length === 0 && <p className="q-muted">{t(people.length ? 'terms.usualPerson' : 'terms.nobody')}</p>}
      {value.map((one) => (
        <div key={one.contactId} className="shipment-recipient">
          <Select
            disabled={disabled}
            value={one.contactId}
            aria-label={t('terms.whom')}
            popupMatchSelectWidth={false}
            options={people
              .filter(({ id }) => id === one.contactId || !value.some(({ contactId }) => contactId === id))
              .map((person) => ({
                value: person.id,
                label: [person.name, person.email, person.mobile].filter(Boolean).join(' · '),
              }))}
            onChange={(contactId) => change(one.contactId, { contactId })}
          />
          <Select
            disabled={disabled}
            value={one.channel}
            aria-label={t('terms.channel.label')}
            options={(['mail', 'text', 'byHand'] as const).map((channel) => ({
              value: channel,
              label: t(`terms.channel.${channel}`),
            }))}
            onChange={(channel) => change(one.contactId, { channel })}
          />
          <Select<'usual' | NoticeLocale>
            disabled={disabled}
            value={one.locale ?? 'usual'}
            aria-label={t('terms.locale.label')}
            options={(['usual', ...NoticeLocale.options] as const).map((locale) => ({
              value: locale,
              label: t(`terms.locale.${locale}`),
            }))}
            onChange={(locale) => change(one.contactId, { locale: locale === 'usual' ? null : locale })}
          />
          <NoticeEvents
            disabled={disabled}
            value={one.events}
            onChange={(events) => change(one.contactId, { events })}
          />
          {!disabled && (
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('change.remove')}
              onClick={() => onChange(value.filter(({ contactId }) => contactId !== one.contactId))}
            />
          )}
        </div>
      ))}
      {!disabled && free && (
        <Button
          size="small"
          icon={<PlusOutlined />}
          disabled={value.length >= 20}
          onClick={() =>
            onChange([
              ...value,
              {
                contactId: free.id,
                channel: free.email ? 'mail' : 'byHand',
                events: [...NoticeEvent.options],
                locale: null,
              },
            ])
          }
        >
          {t('terms.addPerson')}
        </Button>
      )}
    </fieldset>
  )
}
