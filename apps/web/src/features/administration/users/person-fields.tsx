import type { NewUser } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ChoiceField, TextField, type ZodForm } from '../../../ui/form/index.ts'
import { useKit } from '../../../ui/index.ts'
import { rolesQuery, teamsQuery } from '../administration.api.ts'
import { roleName } from '../role-name.ts'

/** The fields of a person, the same when inviting and when changing. */
export function PersonFields({ form, autoFocus }: { form: ZodForm<typeof NewUser>; autoFocus?: boolean }) {
  const { t } = useTranslation('administration')
  const { locale } = useKit()
  const { data: roles = [] } = useQuery(rolesQuery)
  const { data: teams = [] } = useQuery(teamsQuery)
  return (
    <>
      <TextField form={form} name="name" label={t('users.name')} required autoFocus={autoFocus} maxLength={100} />
      <TextField form={form} name="email" label={t('users.email')} required />
      <ChoiceField
        form={form}
        name="roleIds"
        label={t('users.roles')}
        required
        many
        choices={roles.map((role) => ({ value: role.id, label: roleName(role, locale) }))}
      />
      <ChoiceField
        form={form}
        name="teamIds"
        label={t('users.teams')}
        many
        choices={teams.map((team) => ({ value: team.id, label: team.name }))}
      />
      <ChoiceField
        form={form}
        name="locale"
        label={t('users.locale')}
        choices={[
          { value: 'zh-CN', label: '简体中文' },
          { value: 'zh-TW', label: '繁體中文' },
          { value: 'en', label: 'English' },
        ]}
      />
    </>
  )
}
