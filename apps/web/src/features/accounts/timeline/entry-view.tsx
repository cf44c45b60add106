import {
  CommentOutlined,
  EditOutlined,
  EnvironmentOutlined,
  FormOutlined,
  FrownOutlined,
  InfoCircleOutlined,
  MailOutlined,
  NotificationOutlined,
  PaperClipOutlined,
  PhoneOutlined,
  QuestionCircleOutlined,
  ShoppingOutlined,
} from '@ant-design/icons'
import type { TimelineEntry } from '@quayside/contract'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Money, sizeText, useFailure, useKit, useUndo, When } from '../../../ui/index.ts'
import { EditEntry } from './edit-entry.tsx'
import { EventSentence } from './event-sentence.tsx'
import { pieces } from './mentions.ts'
import { type Interaction, removeEntry, restoreEntry } from './timeline.api.ts'

const signs: Record<Interaction['kind'], ReactNode> = {
  note: <FormOutlined />,
  call: <PhoneOutlined />,
  visit: <EnvironmentOutlined />,
  mail: <MailOutlined />,
  message: <CommentOutlined />,
  campaignReply: <NotificationOutlined />,
  inquiry: <QuestionCircleOutlined />,
  complaint: <FrownOutlined />,
}

/** One line of the timeline. */
export function EntryView({ accountId, entry }: { accountId: string; entry: TimelineEntry }) {
  switch (entry.type) {
    case 'interaction':
      return <InteractionView accountId={accountId} entry={entry} />
    case 'order':
      return <OrderView entry={entry} />
    case 'event':
      return (
        <Line sign={<InfoCircleOutlined />} at={entry.at} quiet>
          <EventSentence event={entry} />
          {entry.mergedNumber && <MergedFrom number={entry.mergedNumber} />}
        </Line>
      )
    default:
      return entry satisfies never
  }
}

/** It happened to another record, which was merged into this one. */
function MergedFrom({ number }: { number: string }) {
  const { t } = useTranslation('accounts')
  return <small className="account-tag">{t('event.mergedFrom', { number })}</small>
}

function Line({
  sign,
  at,
  quiet,
  strong,
  acts,
  children,
}: {
  sign: ReactNode
  /** Absent where only the day is known. */
  at?: string
  quiet?: boolean
  strong?: boolean
  acts?: ReactNode
  children: ReactNode
}) {
  const look = quiet ? ' account-entry-quiet' : strong ? ' account-entry-strong' : ''
  return (
    <article className={`account-entry${look}`}>
      <span className="account-entry-sign">{sign}</span>
      <div className="account-entry-text">{children}</div>
      <span className="account-entry-at">
        {acts}
        {at && <When at={at} as="time" />}
      </span>
    </article>
  )
}

function OrderView({ entry }: { entry: Extract<TimelineEntry, { type: 'order' }> }) {
  const { t } = useTranslation('accounts')
  const { t: orders } = useTranslation('orders')
  return (
    <Line sign={<ShoppingOutlined />} quiet>
      {t('timeline.order')} <Link to={`/orders/${entry.id}`}>{entry.number}</Link> ·{' '}
      {t('timeline.lines', { figure: entry.lines })} · {orders(`status.${entry.status}`)}
      {entry.amountE4 !== null && (
        <>
          {' · '}
          <Money amountE4={entry.amountE4} currency={entry.currency} />
        </>
      )}
    </Line>
  )
}

function InteractionView({ accountId, entry }: { accountId: string; entry: Interaction }) {
  const { t } = useTranslation('accounts')
  const client = useQueryClient()
  const failure = useFailure()
  const offerUndo = useUndo()
  const [editing, setEditing] = useState(false)
  const refresh = () => client.invalidateQueries({ queryKey: ['account', accountId, 'timeline'] })
  const remove = async () => {
    try {
      await removeEntry(entry)
      await refresh()
      offerUndo({ done: t('timeline.removed'), undo: () => restoreEntry(entry.id).then(refresh) })
    } catch (error) {
      failure(error)
    }
  }
  if (editing)
    return (
      <EditEntry
        entry={entry}
        onClose={() => {
          setEditing(false)
          refresh()
        }}
        onRemove={remove}
      />
    )
  return (
    <Line
      sign={signs[entry.kind]}
      at={entry.at}
      strong={entry.kind === 'complaint'}
      acts={
        entry.canChange && (
          <Button
            size="small"
            type="text"
            className="account-entry-edit"
            icon={<EditOutlined />}
            aria-label={t('timeline.edit')}
            onClick={() => setEditing(true)}
          />
        )
      }
    >
      <div className="account-entry-head">
        <strong>{entry.author?.name ?? t('someone')}</strong> {t(`timeline.kind.${entry.kind}`)}
        {entry.direction !== 'none' && entry.direction !== '' && (
          <span className="q-muted">
            {' '}
            · {t(`timeline.direction.${entry.kind === 'call' ? 'call' : 'other'}.${entry.direction}`)}
          </span>
        )}
        {entry.contact && <span> · {entry.contact.name}</span>}
        {entry.durationSeconds ? (
          <span className="q-muted">
            {' '}
            · {t('timeline.minutes', { figure: Math.round(entry.durationSeconds / 6) / 10 })}
          </span>
        ) : null}
      </div>
      {entry.subject && <div className="account-entry-subject">{entry.subject}</div>}
      {entry.body && <Body text={entry.body} />}
      {entry.outcome && <div className="account-entry-outcome">{t('timeline.outcome', { text: entry.outcome })}</div>}
      <Attachments entry={entry} />
    </Line>
  )
}

/** Long texts are folded; mentions stand out. */
const foldAt = 400

function Body({ text }: { text: string }) {
  const { t } = useTranslation('accounts')
  const [open, setOpen] = useState(text.length <= foldAt)
  const shown = open ? text : `${text.slice(0, foldAt)}…`
  return (
    <div className="account-entry-body">
      {pieces(shown).map((piece) =>
        'mention' in piece ? (
          <span key={piece.at} className="account-mention">
            @{piece.mention}
          </span>
        ) : (
          piece.text
        ),
      )}
      {!open && (
        <button type="button" className="q-link" onClick={() => setOpen(true)}>
          {t('timeline.more')}
        </button>
      )}
    </div>
  )
}

function Attachments({ entry }: { entry: Interaction }) {
  const { locale } = useKit()
  if (entry.attachments.length === 0) return null
  return (
    <div className="account-files">
      {entry.attachments.map((file) => (
        <a key={file.id} href={`/api/attachments/${file.id}/content`} download={file.name} className="account-file">
          <PaperClipOutlined /> {file.name} <small className="q-muted">{sizeText(file.bytes, locale)}</small>
        </a>
      ))}
    </div>
  )
}
