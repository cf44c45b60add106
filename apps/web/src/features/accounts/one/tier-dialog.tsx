import {
  type AccountTier,
  readAccountTier,
  setTierByHand,
  type Tier,
  TierByHand,
  takeBackTierByHand,
} from '@quayside/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Modal, Segmented, Skeleton } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { DayPicker, TierBadge, useUndo, When } from '../../../ui/index.ts'
import { refreshAccount } from '../accounts.api.ts'

interface TierDialogProps {
  account: { id: string; name: string }
  onClose: () => void
}

/** Why a customer has the tier it has, and the way to set another by hand. */
export function TierDialog({ account, onClose }: TierDialogProps) {
  const { t } = useTranslation('accounts')
  const { data, error } = useQuery({
    queryKey: ['account', account.id, 'tier'],
    queryFn: ({ signal }) => call(readAccountTier, { params: { id: account.id }, signal }),
  })
  return (
    <Modal open width={480} title={t('tierDialog.title', { name: account.name })} onCancel={onClose} footer={null}>
      {error && <Alert type="error" showIcon title={error.message} />}
      {!data && !error && <Skeleton active />}
      {data && (
        <div className="account-tier">
          <Why tier={data} />
          {data.mayChange && <ByHand account={account} tier={data} onClose={onClose} />}
        </div>
      )}
    </Modal>
  )
}

function Why({ tier }: { tier: AccountTier }) {
  const { t } = useTranslation('accounts')
  const { byHand, ranked, rank, since } = tier
  return (
    <>
      {byHand && (
        <p>
          <TierBadge tier={byHand.tier} /> {t('tierDialog.byHand', { who: byHand.by?.name ?? '–' })}{' '}
          <When at={byHand.at} />
          {byHand.until ? (
            <>
              {', '}
              {t('tierDialog.until')} <When at={byHand.until} />
            </>
          ) : (
            `, ${t('tierDialog.noEnd')}`
          )}
          <br />
          <span className="q-muted">{byHand.reason}</span>
        </p>
      )}
      <p>
        <TierBadge tier={ranked} />{' '}
        {rank === null ? t('tierDialog.unranked') : t('tierDialog.ranked', { rank: rank.toLocaleString() })}
        {!byHand && since && (
          <>
            {', '}
            {t('tierDialog.since')} <When at={since} />
          </>
        )}
      </p>
    </>
  )
}

const tiers: readonly Tier[] = ['A', 'B', 'C', 'D']

function ByHand({ account, tier, onClose }: TierDialogProps & { tier: AccountTier }) {
  const { t } = useTranslation('accounts')
  const client = useQueryClient()
  const offerUndo = useUndo()
  const params = { id: account.id }
  const [wanted, setWanted] = useState<Tier>(tier.byHand?.tier ?? tier.tier ?? 'C')
  const [reason, setReason] = useState(tier.byHand?.reason ?? '')
  const [until, setUntil] = useState<string | null>(tier.byHand?.until ?? null)
  const body = { tier: wanted, reason: reason.trim(), until }
  const good = TierByHand.safeParse(body).success
  const put = (next: typeof body | null) =>
    next ? call(setTierByHand, { params, body: next }) : call(takeBackTierByHand, { params })
  const change = useMutation({
    mutationFn: put,
    onSuccess: (now) => {
      refreshAccount(client, account.id)
      onClose()
      const { byHand } = tier
      offerUndo({
        done: t('tierDialog.done', { name: account.name, tier: now.tier ?? '–' }),
        undo: async () => {
          await put(byHand && { tier: byHand.tier, reason: byHand.reason, until: byHand.until })
          refreshAccount(client, account.id)
        },
      })
    },
  })
  return (
    <form
      className="account-tier-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (good) change.mutate(body)
      }}
    >
      <Segmented
        block
        aria-label={t('tierDialog.set')}
        value={wanted}
        options={tiers.map((value) => ({ value, label: value }))}
        onChange={(value) => setWanted(value as Tier)}
      />
      <Input.TextArea
        rows={2}
        maxLength={500}
        value={reason}
        placeholder={t('tierDialog.reason')}
        aria-label={t('tierDialog.reason')}
        onChange={(event) => setReason(event.target.value)}
      />
      <DayPicker
        value={until ? dayjs(until) : null}
        placeholder={t('tierDialog.untilWhen')}
        aria-label={t('tierDialog.untilWhen')}
        disabledDate={(day) => day.isBefore(dayjs().startOf('day'))}
        onChange={(day) => setUntil(day?.format('YYYY-MM-DD') ?? null)}
      />
      <div className="account-tier-acts">
        {tier.byHand && (
          <Button onClick={() => change.mutate(null)} loading={change.isPending}>
            {t('tierDialog.takeBack')}
          </Button>
        )}
        <Button type="primary" htmlType="submit" disabled={!good} loading={change.isPending}>
          {t('tierDialog.save')}
        </Button>
      </div>
      {change.error && <Alert type="error" showIcon title={change.error.message} />}
    </form>
  )
}
