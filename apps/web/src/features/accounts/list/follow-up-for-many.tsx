import type { FollowUp } from '@quayside/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Input } from 'antd'
import type { Dayjs } from 'dayjs'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../app/session.ts'
import { DayPicker, Dialog, useKit, useUndo } from '../../../ui/index.ts'
import { startOfWork } from '../../../ui/postponed.ts'
import { dropFollowUp, planFollowUp } from '../one/people.api.ts'

interface FollowUpForManyProps {
  ids: readonly string[]
  onClose: () => void
  onDone: () => void
}

/** Nobody keeps more promises than these; a longer list is for a segment. */
const atMost = 50

/** The same follow-up for each of the customers, in one's own list. */
export function FollowUpForMany({ ids, onClose, onDone }: FollowUpForManyProps) {
  const { t } = useTranslation('accounts')
  const { t: ui } = useTranslation('ui')
  const { zone } = useKit()
  const client = useQueryClient()
  const showPlanned = usePlanned()
  const [title, setTitle] = useState('')
  const [due, setDue] = useState<Dayjs | null>(null)
  // Tried again after a failure, nobody gets a second one.
  const planned = useRef(new Map<string, FollowUp>())
  const plan = useMutation({
    mutationFn: async () => {
      if (!due) return
      const dueAt = startOfWork(due.format('YYYY-MM-DD'), zone)
      for (const accountId of ids)
        if (!planned.current.has(accountId))
          planned.current.set(accountId, await planFollowUp({ accountId, title: title.trim(), dueAt }))
    },
    onSuccess: () => {
      showPlanned([...planned.current.values()])
      onDone()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['followUp'] }),
  })
  const close = () => {
    if (planned.current.size > 0) showPlanned([...planned.current.values()])
    onClose()
  }
  const tooMany = ids.length > atMost
  return (
    <Dialog
      open
      width={460}
      title={t('followUp.forMany', { count: ids.length })}
      onCancel={close}
      onOk={() => plan.mutate()}
      okText={t('followUp.plan')}
      cancelText={ui('cancel')}
      okButtonProps={{ disabled: tooMany || !title.trim() || !due, loading: plan.isPending }}
    >
      {tooMany ? (
        <Alert type="info" showIcon title={t('followUp.tooMany', { count: atMost })} />
      ) : (
        <div className="account-bulk">
          <Input
            autoFocus
            maxLength={500}
            value={title}
            placeholder={t('followUp.what')}
            aria-label={t('followUp.what')}
            onChange={(event) => setTitle(event.target.value)}
          />
          <DayPicker value={due} onChange={setDue} placeholder={t('followUp.when')} aria-label={t('followUp.when')} />
        </div>
      )}
      {plan.error && <Alert type="error" showIcon title={plan.error.message} />}
    </Dialog>
  )
}

/** Says how many were planned; who may take follow-ups back is offered to. */
function usePlanned() {
  const { t } = useTranslation('accounts')
  const { message } = App.useApp()
  const client = useQueryClient()
  const offerUndo = useUndo()
  const may = useMay()
  return (planned: readonly FollowUp[]) => {
    const done = t('followUp.plannedMany', { count: planned.length })
    if (!may('timeline', 'delete')) message.success(done)
    else
      offerUndo({
        done,
        undo: async () => {
          for (const one of planned) await dropFollowUp(one)
          await client.invalidateQueries({ queryKey: ['followUp'] })
        },
      })
  }
}
