import { changeMe, PersonName } from '@quayside/contract'
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { call } from '../../../app/api.ts'
import { fieldErrors } from '../../../app/problem.ts'
import { meQuery, useMe } from '../../../app/session.ts'
import { FormPage, TextField, useZodForm } from '../../../ui/form/index.ts'
import { useKit } from '../../../ui/index.ts'
import { Panel } from './panel.tsx'

const MyName = z.object({ name: PersonName })

export function PersonPanel() {
  const { t } = useTranslation('session')
  const { locale } = useKit()
  const { message } = App.useApp()
  const client = useQueryClient()
  const { user, roles, teams } = useMe()
  const form = useZodForm(MyName, {
    initial: { name: user.name },
    errorsOf: fieldErrors,
    submit: async (body) => {
      await call(changeMe, { body })
      message.success(t('profile.saved'))
      client.invalidateQueries({ queryKey: meQuery.queryKey })
    },
  })
  return (
    <Panel title={t('profile.me')} text={user.email}>
      <dl className="profile-facts">
        <dt>{t('profile.roles')}</dt>
        <dd>{roles.map((role) => (locale === 'en' ? role.nameEn : role.nameZh)).join(' · ') || '–'}</dd>
        <dt>{t('profile.teams')}</dt>
        <dd>{teams.map((team) => team.name).join(' · ') || '–'}</dd>
      </dl>
      <FormPage form={form} disabled={!form.changed}>
        <TextField form={form} name="name" label={t('profile.name')} required maxLength={100} />
      </FormPage>
    </Panel>
  )
}
