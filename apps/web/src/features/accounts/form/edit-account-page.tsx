import { type Account, AccountFields, NewAccount } from '@quayside/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { App, Skeleton } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorPage } from '../../../app/error-page.tsx'
import { fieldErrors, isConflict } from '../../../app/problem.ts'
import { useZodForm } from '../../../ui/form/index.ts'
import { DiffMerge, PageHeader } from '../../../ui/index.ts'
import { accountQuery, customFieldsQuery, refreshAccount, saveAccount } from '../accounts.api.ts'
import '../accounts.css'
import { TypedValue } from '../typed-value.tsx'
import { useFormsCheck } from '../use-forms-check.ts'
import { AccountFormView } from './account-form.tsx'
import { SimilarPanel } from './similar-panel.tsx'

export function EditAccountPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  // The record as it was when editing began; what others change meanwhile is settled on saving.
  const { data: account, error } = useQuery({ ...accountQuery(id), staleTime: 0, refetchOnWindowFocus: false })
  if (error && !account) return <ErrorPage error={error} />
  if (!account)
    return (
      <div className="q-page-scroll account-waiting">
        <Skeleton active />
      </div>
    )
  return <EditForm key={id} account={account} />
}

const names = Object.keys(AccountFields.shape).filter((name) => name !== 'source') as (keyof AccountFields)[]

type Typed = Partial<AccountFields>

const pick = (account: Account): Typed => Object.fromEntries(names.map((name) => [name, account[name]]))

/** Fields the company added settle one by one, not all together. */
const spread = ({ custom = {}, ...fields }: Typed): Record<string, unknown> => ({
  ...fields,
  ...Object.fromEntries(Object.entries(custom).map(([key, value]) => [`custom.${key}`, value])),
})
const gather = (flat: Record<string, unknown>): Typed => {
  const all = Object.entries(flat)
  const custom = all.flatMap(([name, value]) => (name.startsWith('custom.') ? [[name.slice(7), value]] : []))
  return {
    ...Object.fromEntries(all.filter(([name]) => !name.startsWith('custom.'))),
    custom: Object.fromEntries(custom),
  }
}

const differs = (a: unknown, b: unknown) => JSON.stringify(a ?? null) !== JSON.stringify(b ?? null)

/** Only what was changed is sent, so that two people editing different fields do not meet. */
const changesBetween = (from: Typed, to: Typed): Typed =>
  Object.fromEntries(names.filter((name) => differs(from[name], to[name])).map((name) => [name, to[name]]))

interface Conflict {
  mine: Typed
  theirs: Account
}

function EditForm({ account: current }: { account: Account }) {
  const { t, i18n } = useTranslation('accounts')
  const { data: custom = [] } = useQuery(customFieldsQuery)
  const go = useNavigate()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [began] = useState(current)
  const base = useRef(began)
  const [conflict, setConflict] = useState<Conflict | undefined>(undefined)
  const [saved, setSaved] = useState(false)
  useEffect(() => {
    if (saved) go({ to: `/accounts/${began.id}` })
  }, [saved, go, began.id])
  const save = async (onto: Account, wanted: Typed) => {
    const change = changesBetween(pick(onto), wanted)
    if (Object.keys(change).length === 0) message.info(t('form.nothing'))
    else {
      await saveAccount(onto, change)
      refreshAccount(client, began.id)
      message.success(t('form.saved'))
    }
    setSaved(true)
  }
  const form = useZodForm(NewAccount, {
    initial: pick(began) as Partial<NewAccount>,
    errorsOf: fieldErrors,
    check: useFormsCheck(),
    submit: async (values) => {
      try {
        await save(base.current, values)
      } catch (error) {
        const theirs = isConflict(error) ? (error.more.current as Account | undefined) : undefined
        if (!theirs) throw error
        setConflict({ mine: values, theirs })
        throw error
      }
    },
  })
  return (
    <div className="q-page">
      <PageHeader
        trail={<Link to={`/accounts/${began.id}`}>{began.number}</Link>}
        title={t('edit')}
        aside={began.name}
      />
      <div className="account-form-page">
        <AccountFormView
          form={form}
          withSource={false}
          masked={began.masked}
          writable={began.can.write}
          parentName={began.parent?.name}
          submitLabel={t('form.save')}
          onCancel={() => go({ to: `/accounts/${began.id}` })}
          saved={saved}
        />
        <SimilarPanel form={form} exceptId={began.id} />
      </div>
      {conflict && (
        <DiffMerge<Record<string, unknown>>
          base={spread(pick(base.current))}
          mine={spread({ ...pick(base.current), ...conflict.mine })}
          theirs={spread(pick(conflict.theirs))}
          fields={[
            ...names
              .filter((name) => name !== 'custom')
              .map((name) => ({ name: name as string, label: t(`field.${name}`) })),
            ...custom.map((field) => ({
              name: `custom.${field.key}`,
              label: i18n.language === 'en' ? field.labelEn : field.labelZh,
            })),
          ]}
          show={(name, value) => <TypedValue name={name} value={value} custom={custom} account={conflict.theirs} />}
          onCancel={() => setConflict(undefined)}
          onSettle={async (chosen) => {
            const settled = gather(chosen)
            const { theirs } = conflict
            base.current = theirs
            form.setAll(settled as Partial<NewAccount>)
            setConflict(undefined)
            try {
              await save(theirs, settled)
            } catch (error) {
              const newer = isConflict(error) ? (error.more.current as Account | undefined) : undefined
              if (newer) setConflict({ mine: settled, theirs: newer })
              else message.error(error instanceof Error ? error.message : t('again'))
            }
          }}
        />
      )}
    </div>
  )
}
