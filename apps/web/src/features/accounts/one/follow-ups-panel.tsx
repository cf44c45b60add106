import { CheckOutlined, ClockCircleOutlined, PlusOutlined } from '@ant-design/icons'
import type { Account, Customer360 } from '@quayside/contract'
import { Button, Dropdown, Input } from 'antd'
import type { Dayjs } from 'dayjs'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DayPicker, useFailure, useHotkeys, useKit, useNow, useUndo, When } from '../../../ui/index.ts'
import { postponed, startOfWork } from '../../../ui/postponed.ts'
import { finishFollowUp, planFollowUp, postpone, reopen, useRefresh } from './people.api.ts'

type Open = Customer360['openFollowUps'][number]
interface FollowUpsPanelProps {
  account: Pick<Account, 'id' | 'can'>
  followUps: readonly Open[]
}

/** What was promised to this customer: done, later, or a new one. */
export function FollowUpsPanel({ account, followUps }: FollowUpsPanelProps) {
  const { t } = useTranslation('accounts')
  const refresh = useRefresh(account.id)
  const failure = useFailure()
  const offerUndo = useUndo()
  const [adding, setAdding] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const close = () => {
    setAdding(false)
    opener.current?.focus()
  }
  const run = async (work: () => Promise<void>) => {
    try {
      await work()
    } catch (error) {
      failure(error)
    }
    refresh()
  }
  const done = (one: Open) =>
    run(async () => {
      await finishFollowUp(one.id)
      offerUndo({ done: t('followUp.done', { title: one.title }), undo: () => reopen(one.id).then(refresh) })
    })
  const later = (one: Open, dueAt: string) =>
    run(async () => {
      const moved = await postpone(one, dueAt)
      offerUndo({
        done: t('followUp.postponed', { title: one.title }),
        undo: () => postpone(moved, one.dueAt).then(refresh),
      })
    })
  return (
    <section className="q-panel account-follow-ups" aria-label={t('followUp.title')}>
      <div className="q-panel-head">
        <h2>{t('followUp.title')}</h2>
        {account.can.addToTimeline && (
          <Button ref={opener} size="small" type="text" icon={<PlusOutlined />} onClick={() => setAdding(!adding)}>
            {t('followUp.plan')}
          </Button>
        )}
      </div>
      {followUps.length === 0 && !adding && <p className="q-muted account-none">{t('followUp.none')}</p>}
      {followUps.map((one) => (
        <FollowUpLine key={one.id} followUp={one} onDone={() => done(one)} onLater={(dueAt) => later(one, dueAt)} />
      ))}
      {adding && <NewFollowUp accountId={account.id} onDone={close} />}
    </section>
  )
}

const later = { tomorrow: 1, threeDays: 3, nextWeek: 7, nextMonth: 30 } as const

function FollowUpLine({
  followUp,
  onDone,
  onLater,
}: {
  followUp: Open
  onDone: () => void
  onLater: (dueAt: string) => void
}) {
  const { t } = useTranslation('accounts')
  const { zone } = useKit()
  const now = useNow()
  const late = Date.parse(followUp.dueAt) < now
  return (
    <div className="account-follow-up">
      <button
        type="button"
        className="account-check"
        onClick={onDone}
        aria-label={t('followUp.complete', { title: followUp.title })}
        title={t('followUp.completeShort')}
      >
        <CheckOutlined />
      </button>
      <span className="account-follow-up-title">
        {followUp.title}
        <small className="q-muted"> {followUp.owner.name}</small>
      </span>
      <span className={late ? 'account-late' : 'q-muted'}>
        <When at={followUp.dueAt} as={followUp.allDay ? 'relativeDay' : late ? 'relative' : 'exact'} />
      </span>
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{
          items: (Object.keys(later) as (keyof typeof later)[]).map((key) => ({
            key,
            label: t(`followUp.later.${key}`),
          })),
          onClick: ({ key }) => onLater(postponed(followUp.dueAt, Date.now(), later[key as keyof typeof later], zone)),
        }}
      >
        <Button
          type="text"
          size="small"
          icon={<ClockCircleOutlined />}
          aria-label={t('followUp.postpone', { title: followUp.title })}
          title={t('followUp.postponeShort')}
        />
      </Dropdown>
    </div>
  )
}

function NewFollowUp({ accountId, onDone }: { accountId: string; onDone: () => void }) {
  const { t } = useTranslation('accounts')
  const refresh = useRefresh(accountId)
  const failure = useFailure()
  const { zone } = useKit()
  const [title, setTitle] = useState('')
  const [due, setDue] = useState<Dayjs | null>(null)
  const [busy, setBusy] = useState(false)
  useHotkeys([{ keys: 'Escape', whileTyping: true, run: onDone }])
  const save = async () => {
    if (!title.trim() || !due) return
    setBusy(true)
    try {
      await planFollowUp({
        accountId,
        title: title.trim(),
        dueAt: startOfWork(due.format('YYYY-MM-DD'), zone),
      })
      refresh()
      onDone()
    } catch (error) {
      failure(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className="account-new-follow-up"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Input
        autoFocus
        maxLength={500}
        value={title}
        placeholder={t('followUp.what')}
        aria-label={t('followUp.what')}
        onChange={(event) => setTitle(event.target.value)}
      />
      <DayPicker value={due} onChange={setDue} placeholder={t('followUp.when')} aria-label={t('followUp.when')} />
      <Button type="primary" htmlType="submit" disabled={!title.trim() || !due} loading={busy}>
        {t('followUp.plan')}
      </Button>
    </form>
  )
}
