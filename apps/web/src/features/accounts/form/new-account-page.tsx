import { createAccount, NewAccount } from '@quayside/contract'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { App } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAddress } from '../../../app/address.ts'
import { call } from '../../../app/api.ts'
import { onceKey } from '../../../app/once.ts'
import { fieldErrors } from '../../../app/problem.ts'
import { useMe } from '../../../app/session.ts'
import { useZodForm } from '../../../ui/form/index.ts'
import { PageHeader } from '../../../ui/index.ts'
import { refreshAccount } from '../accounts.api.ts'
import { useFormsCheck } from '../use-forms-check.ts'
import '../accounts.css'
import { AccountFormView } from './account-form.tsx'
import { SimilarPanel } from './similar-panel.tsx'

/** A caller's number or a name may be brought along, e.g. from the call desk. */
const Place = z.object({ name: z.string().max(200).optional(), phone: z.string().max(60).optional() })

export function NewAccountPage() {
  const { t } = useTranslation('accounts')
  const { user, teams } = useMe()
  const go = useNavigate()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [place] = useAddress(Place)
  // One key for one form: sending twice makes one customer.
  const [once] = useState(onceKey)
  const [madeId, setMadeId] = useState<string | undefined>(undefined)
  useEffect(() => {
    if (madeId) go({ to: `/accounts/${madeId}` })
  }, [madeId, go])
  const form = useZodForm(NewAccount, {
    initial: {
      kind: 'enterprise',
      name: place.name ?? '',
      phone: place.phone,
      ownerId: user.id,
      teamId: teams[0]?.id,
      source: { family: 'general', method: 'staff' },
    },
    errorsOf: fieldErrors,
    check: useFormsCheck(),
    submit: async (values) => {
      const made = await call(createAccount, { body: values, once })
      refreshAccount(client, made.id)
      message.success(t('form.created', { name: made.name }))
      setMadeId(made.id)
    },
  })
  return (
    <div className="q-page">
      <PageHeader trail={<Link to="/accounts">{t('title')}</Link>} title={t('new')} />
      <div className="account-form-page">
        <AccountFormView
          form={form}
          withSource
          saved={madeId !== undefined}
          submitLabel={t('form.create')}
          onCancel={() => go({ to: '/accounts' })}
        />
        <SimilarPanel form={form} />
      </div>
    </div>
  )
}
