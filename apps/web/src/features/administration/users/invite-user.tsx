import { type InvitationLink, inviteUser, NewUser } from '@quayside/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { fieldErrors } from '../../../app/problem.ts'
import { FormPage, useZodForm } from '../../../ui/form/index.ts'
import { Dialog } from '../../../ui/index.ts'
import { LinkToPass } from './link-to-pass.tsx'
import { PersonFields } from './person-fields.tsx'

export function InviteUser({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation('administration')
  const client = useQueryClient()
  const [invitation, setInvitation] = useState<(InvitationLink & { name: string }) | undefined>(undefined)
  const form = useZodForm(NewUser, {
    initial: { roleIds: [], teamIds: [], locale: i18n.language === 'en' ? 'en' : 'zh-CN' },
    errorsOf: fieldErrors,
    submit: async (body) => {
      const made = await call(inviteUser, { body })
      setInvitation({ ...made.invitation, name: made.user.name })
      client.invalidateQueries({ queryKey: ['user'] })
    },
  })
  return (
    <Dialog open title={t('users.invite')} onCancel={onClose} footer={null} width={480}>
      {invitation ? (
        <LinkToPass {...invitation} />
      ) : (
        <FormPage form={form} submitLabel={t('users.inviteGo')} onCancel={onClose} guard={false}>
          <PersonFields form={form} autoFocus />
        </FormPage>
      )}
    </Dialog>
  )
}
