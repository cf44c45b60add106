import { changeStorageLimits, type Storage } from '@quayside/contract'
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { call } from '../../../app/api.ts'
import { isConflict } from '../../../app/problem.ts'
import { FormPage, NumberField, useZodForm } from '../../../ui/form/index.ts'
import { sizeText, useKit } from '../../../ui/index.ts'
import { storageQuery } from '../administration.api.ts'

const gigabyte = 1024 ** 3
/** The contract's least, a megabyte. */
const leastGb = 0.001
const mostGb = 1_000_000

const limitUpTo = (configured: number | null) =>
  z
    .number()
    .min(leastGb)
    .max(configured === null ? mostGb : configured / gigabyte)
    .nullable()
const gigabytesOf = (bytes: number | null) => (bytes === null ? null : Math.round((bytes / gigabyte) * 1000) / 1000)
const bytesOf = (gigabytes: number | null) => (gigabytes === null ? null : Math.ceil(gigabytes * gigabyte))

/** Within what whoever runs the server allows; empty says: as he allows. */
export function LimitsForm({ storage }: { storage: Storage }) {
  const { t } = useTranslation('administration')
  const { locale } = useKit()
  const { message } = App.useApp()
  const client = useQueryClient()
  const { chosen, configured, version } = storage
  const schema = z.object({ user: limitUpTo(configured.userBytes), company: limitUpTo(configured.companyBytes) })
  const form = useZodForm(schema, {
    initial: { user: gigabytesOf(chosen.userBytes), company: gigabytesOf(chosen.companyBytes) },
    submit: async ({ user, company }) => {
      const body = { userBytes: bytesOf(user), companyBytes: bytesOf(company) }
      try {
        client.setQueryData(storageQuery.queryKey, await call(changeStorageLimits, { body, ifMatch: version }))
        message.success(t('saved'))
      } catch (error) {
        // Somebody else's figures belong on the screen before one decides anew.
        if (isConflict(error)) client.invalidateQueries({ queryKey: storageQuery.queryKey })
        throw error
      }
    },
  })
  const disabled = !storage.can.change
  const allowed = (bytes: number | null) =>
    bytes === null ? t('storage.configuredUnlimited') : t('storage.configured', { limit: sizeText(bytes, locale) })
  return (
    <FormPage form={form} disabled={disabled || !form.changed}>
      <NumberField
        form={form}
        name="user"
        label={t('storage.perUser')}
        help={allowed(configured.userBytes)}
        suffix="GB"
        min={0}
        disabled={disabled}
      />
      <NumberField
        form={form}
        name="company"
        label={t('storage.perCompany')}
        help={allowed(configured.companyBytes)}
        suffix="GB"
        min={0}
        disabled={disabled}
      />
      <p className="q-muted admin-note">{t('storage.lowering')}</p>
    </FormPage>
  )
}
