import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type RemoteOption, RemoteSelect, useFailure, useKit } from '../../ui/index.ts'
import { startOfWork } from '../../ui/postponed.ts'
import { addNote, findAccounts, planFollowUp } from './my-day.api.ts'

/** A thought on a customer, or the next step, written down without leaving the page. */
export function QuickNote() {
  const { t } = useTranslation('my-day')
  const { message } = App.useApp()
  const client = useQueryClient()
  const failure = useFailure()
  const { zone } = useKit()
  const [account, setAccount] = useState<RemoteOption | undefined>(undefined)
  const [text, setText] = useState('')
  const [due, setDue] = useState('')
  const [busy, setBusy] = useState(false)
  const ready = account !== undefined && text.trim() !== ''
  const save = async () => {
    if (!account || !ready) return
    setBusy(true)
    try {
      if (due)
        await planFollowUp({
          accountId: account.value,
          title: text.trim().slice(0, 500),
          dueAt: startOfWork(due, zone),
        })
      else await addNote(account.value, text.trim())
      message.success(t(due ? 'quick.planned' : 'quick.noted', { account: account.label }))
      setText('')
      setDue('')
      client.invalidateQueries({ queryKey: ['followUp'] })
    } catch (error) {
      failure(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className="q-panel-body my-day-quick"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <RemoteSelect
        queryKey={['search', 'picker']}
        find={findAccounts}
        value={account}
        onChange={setAccount}
        label={t('quick.account')}
        placeholder={t('quick.account')}
      />
      <Input.TextArea
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={5_000}
        value={text}
        aria-label={t('quick.text')}
        placeholder={t('quick.text')}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="my-day-quick-foot">
        <label className="my-day-quick-due">
          {t('quick.due')}
          <input type="date" value={due} onChange={(event) => setDue(event.target.value)} />
        </label>
        <Button type="primary" htmlType="submit" disabled={!ready} loading={busy}>
          {t(due ? 'quick.plan' : 'quick.note')}
        </Button>
      </div>
    </form>
  )
}
