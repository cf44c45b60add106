import { changeTeam, replaceTeamMembers, type Team } from '@quayside/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Checkbox, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { call } from '../../../app/api.ts'
import { fieldErrors } from '../../../app/problem.ts'
import { ChoiceField, Field, FormPage, TextField, useZodForm } from '../../../ui/form/index.ts'
import { colleaguesQuery } from '../administration.api.ts'
import { inTreeOrder } from './team-tree.ts'

const TeamValues = z.object({
  name: z.string().trim().min(1).max(80),
  parentId: z.string().nullable(),
  members: z.array(z.object({ userId: z.string(), lead: z.boolean() })),
})

/** A team cannot hang below itself. */
function possibleParents(team: Team, teams: readonly Team[]): Team[] {
  const order = inTreeOrder(teams)
  const at = order.findIndex((one) => one.team.id === team.id)
  const depth = order[at]?.depth ?? 0
  const end = order.findIndex((one, index) => index > at && one.depth <= depth)
  const below = new Set(order.slice(at, end < 0 ? undefined : end).map((one) => one.team.id))
  return teams.filter((one) => !below.has(one.id))
}

export function TeamForm({ team, teams, disabled }: { team: Team; teams: readonly Team[]; disabled: boolean }) {
  const { t } = useTranslation('administration')
  const { message } = App.useApp()
  const client = useQueryClient()
  const { data: colleagues = [] } = useQuery(colleaguesQuery)
  const form = useZodForm(TeamValues, {
    initial: {
      name: team.name,
      parentId: team.parentId,
      members: team.members.map(({ userId, lead }) => ({ userId, lead })),
    },
    errorsOf: fieldErrors,
    submit: async ({ name, parentId, members }) => {
      const params = { id: team.id }
      const renamed =
        name === team.name && parentId === team.parentId
          ? team
          : await call(changeTeam, { params, body: { name, parentId }, ifMatch: team.version })
      await call(replaceTeamMembers, { params, body: { members }, ifMatch: renamed.version })
      message.success(t('saved'))
      client.invalidateQueries({ queryKey: ['team'] })
    },
  })
  const nameOf = (id: string) =>
    colleagues.find((one) => one.id === id)?.name ?? team.members.find((one) => one.userId === id)?.name ?? id
  return (
    <FormPage form={form} disabled={disabled || !form.changed}>
      <TextField form={form} name="name" label={t('teams.name')} required disabled={disabled} />
      <ChoiceField
        form={form}
        name="parentId"
        label={t('teams.parent')}
        allowClear
        disabled={disabled}
        placeholder={t('teams.top')}
        choices={possibleParents(team, teams).map((one) => ({ value: one.id, label: one.name }))}
      />
      <Field form={form} name="members" label={t('teams.people')} help={t('teams.peopleHelp')}>
        {({ value = [], onChange, id }) => (
          <>
            <Select
              id={id}
              mode="multiple"
              disabled={disabled}
              className="q-field-wide"
              showSearch={{ optionFilterProp: 'label' }}
              value={value.map((member) => member.userId)}
              options={colleagues
                .filter((one) => one.active || value.some((member) => member.userId === one.id))
                .map((one) => ({ value: one.id, label: one.name }))}
              onChange={(ids: string[]) =>
                onChange(
                  ids.map((userId) => value.find((member) => member.userId === userId) ?? { userId, lead: false }),
                )
              }
            />
            <div className="admin-leads">
              {value.map((member) => (
                <Checkbox
                  key={member.userId}
                  disabled={disabled}
                  checked={member.lead}
                  onChange={(event) =>
                    onChange(
                      value.map((one) => (one.userId === member.userId ? { ...one, lead: event.target.checked } : one)),
                    )
                  }
                >
                  {t('teams.leads', { name: nameOf(member.userId) })}
                </Checkbox>
              ))}
            </div>
          </>
        )}
      </Field>
    </FormPage>
  )
}
