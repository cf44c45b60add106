import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { type Contact, RelationKind } from '@quayside/contract'
import { useMutation } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFailure } from '../../../ui/index.ts'
import { relate, unrelate, useRefresh } from './people.api.ts'

type Kind = (typeof RelationKind.options)[number]

/** How this person stands to the others 人际关系. */
export function ContactRelations({
  accountId,
  contact,
  others,
}: {
  accountId: string
  contact: Contact
  others: readonly Contact[]
}) {
  const { t } = useTranslation('accounts')
  const refresh = useRefresh(accountId)
  const failure = useFailure()
  const [kind, setKind] = useState<Kind>('reportsTo')
  const [to, setTo] = useState<string | undefined>(undefined)
  const adding = useMutation({
    mutationFn: (toContactId: string) => relate(contact.id, { toContactId, kind }),
    onSuccess: () => {
      setTo(undefined)
      refresh()
    },
    onError: failure,
  })
  const removing = useMutation({ mutationFn: unrelate, onSuccess: refresh, onError: failure })
  const candidates = others.filter((one) => one.id !== contact.id)
  if (candidates.length === 0) return null
  return (
    <fieldset className="account-relations">
      <legend>{t('contact.relations')}</legend>
      {contact.relations.map((one) => (
        <span key={one.id} className="account-tag">
          {t(`contact.relation.${one.direction}.${one.kind}`, { name: one.contact.name })}
          <Button
            size="small"
            type="text"
            icon={<CloseOutlined />}
            aria-label={t('contact.unrelate')}
            onClick={() => removing.mutate(one.id)}
          />
        </span>
      ))}
      <div className="account-relations-new">
        <Select
          value={kind}
          aria-label={t('contact.relationKind')}
          options={RelationKind.options.map((one) => ({ value: one, label: t(`contact.relationName.${one}`) }))}
          onChange={setKind}
        />
        <Select
          value={to}
          placeholder={t('contact.relateTo')}
          aria-label={t('contact.relateTo')}
          options={candidates.map((one) => ({ value: one.id, label: one.name }))}
          onChange={setTo}
        />
        <Button
          icon={<PlusOutlined />}
          disabled={!to}
          loading={adding.isPending}
          onClick={() => to && adding.mutate(to)}
        >
          {t('contact.relate')}
        </Button>
      </div>
    </fieldset>
  )
}
