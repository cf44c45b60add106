import { type Account, AccountChange, AccountSize } from '@quayside/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, Select, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldErrors } from '../../app/problem.ts'
import { Masked, Peek, useFailure, useUndo } from '../../ui/index.ts'
import { issueText } from './issue-text.ts'
import { accountQuery, type Change, change, qualityQuery, takeBack, toVerifyKey, verify } from './quality.api.ts'

/** What can be put right here; addresses and contacts have their place on the customer's page. */
const fixable = ['phone', 'email', 'creditCode', 'industry', 'size', 'goods', 'birthDate', 'departmentHead'] as const
type Fixable = (typeof fixable)[number]

const fieldsOf = (issues: readonly string[]): Fixable[] =>
  fixable.filter((field) => issues.some((issue) => issue === `missing.${field}` || issue === `invalid.${field}`))

/** The faulty fields of one record beside the work list: mended, stated to be right, and taken back if need be. */
export function FixPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { data: account } = useQuery(accountQuery(id))
  return (
    <Peek open onClose={onClose} title={account?.name ?? '…'} to={`/accounts/${id}`} width={440}>
      {account ? <Fix account={account} onClose={onClose} /> : <Skeleton active />}
    </Peek>
  )
}

function Fix({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation('quality')
  const [draft, setDraft] = useState<Change>({})
  const fields = fieldsOf(account.qualityIssues)
  const elsewhere = account.qualityIssues.filter((issue) => !fields.some((field) => issue.endsWith(`.${field}`)))
  const save = useSave(account, onClose)
  const refused = fieldErrors(save.error)
  const wrong = AccountChange.safeParse(draft).error?.issues ?? []
  return (
    <form
      className="quality-fix"
      onSubmit={(event) => {
        event.preventDefault()
        if (wrong.length === 0) save.mutate(draft)
      }}
    >
      {fields.map((field) => (
        <Line
          key={field}
          field={field}
          issue={account.qualityIssues.find((issue) => issue.endsWith(`.${field}`)) ?? ''}
          error={refused[field] ?? wrong.find((issue) => issue.path[0] === field)?.message}
        >
          {account.masked.includes(field) ? (
            <Masked />
          ) : (
            <FieldInput
              field={field}
              value={draft[field] === undefined ? account[field] : draft[field]}
              onChange={(value) => setDraft({ ...draft, [field]: value })}
            />
          )}
        </Line>
      ))}
      {elsewhere.length > 0 && (
        <p className="q-muted">
          {t('fix.elsewhere', { issues: elsewhere.map((issue) => issueText(t, issue)).join(t('comma')) })}{' '}
          <Link to={`/accounts/${account.id}`}>{t('fix.open')}</Link>
        </p>
      )}
      <div className="quality-fix-foot">
        <Button
          type="primary"
          htmlType="submit"
          loading={save.isPending}
          disabled={wrong.length > 0 || !account.can.change}
          title={t('verify.why')}
        >
          {t(Object.keys(draft).length > 0 ? 'fix.save' : 'verify.button')}
        </Button>
      </div>
    </form>
  )
}

/** Saves what was mended, states the whole to be right; the undo gives the former values back. */
function useSave(account: Account, onClose: () => void) {
  const { t } = useTranslation('quality')
  const client = useQueryClient()
  const failure = useFailure()
  const offerUndo = useUndo()
  const refresh = () =>
    Promise.all(
      [toVerifyKey, qualityQuery.queryKey, ['account', account.id], ['account', 'list']].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    )
  return useMutation({
    mutationFn: async (draft: Change) => {
      if (Object.keys(draft).length > 0) await change(account, draft)
      return verify(account.id)
    },
    onSuccess: (saved, draft) => {
      onClose()
      refresh()
      const before = Object.fromEntries(Object.keys(draft).map((field) => [field, account[field as Fixable]])) as Change
      const mended = Object.keys(draft).length > 0
      offerUndo({
        done: t(mended ? 'fix.done' : 'verify.done', { name: account.name }),
        undo: async () => {
          const stale = await takeBack(saved)
          if (mended) await change(stale, before)
          await refresh()
        },
      })
    },
    onError: (error) => {
      failure(error)
      refresh()
    },
  })
}

function Line({
  field,
  issue,
  error,
  children,
}: {
  field: Fixable
  issue: string
  error: string | undefined
  children: ReactNode
}) {
  const { t } = useTranslation('quality')
  const { t: accounts } = useTranslation('accounts')
  return (
    <div className="quality-fix-line">
      <label htmlFor={`fix-${field}`}>
        {accounts(`field.${field}`)} <small className="q-muted">{issueText(t, issue)}</small>
      </label>
      {children}
      {error && (
        <small role="alert" className="quality-fix-error">
          {error}
        </small>
      )}
    </div>
  )
}

function FieldInput({
  field,
  value,
  onChange,
}: {
  field: Fixable
  value: unknown
  onChange: (value: unknown) => void
}) {
  const { t } = useTranslation('accounts')
  const id = `fix-${field}`
  if (field === 'size')
    return (
      <Select
        id={id}
        allowClear
        value={(value as string | null) ?? undefined}
        onChange={(next?: string) => onChange(next ?? null)}
        options={AccountSize.options.map((one) => ({ value: one, label: t(`size.${one}`) }))}
      />
    )
  if (field === 'goods')
    return (
      <Select
        id={id}
        mode="tags"
        open={false}
        suffixIcon={null}
        tokenSeparators={[',', '，', '、']}
        value={(value as string[]) ?? []}
        onChange={onChange}
      />
    )
  return (
    <Input
      id={id}
      type={field === 'birthDate' ? 'date' : undefined}
      inputMode={field === 'phone' ? 'tel' : field === 'email' ? 'email' : undefined}
      value={(value as string | null) ?? ''}
      onChange={(event) => onChange(event.target.value.trim() === '' ? null : event.target.value)}
    />
  )
}
