import { BellOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Badge, Button, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { notificationsQuery, useMarkRead } from '../notifications.ts'
import { NoticeLine } from './notice-line.tsx'

export function Bell() {
  const { t } = useTranslation('app')
  const [open, setOpen] = useState(false)
  const { data } = useQuery(notificationsQuery)
  const markRead = useMarkRead()
  const unread = data?.unread ?? 0
  const rows = data?.rows ?? []
  const list = (
    <div className="q-notices">
      {rows.length === 0 && <p className="q-muted">{t('bell.none')}</p>}
      {rows.map((notice) => (
        <NoticeLine
          key={notice.id}
          notice={notice}
          onOpen={() => {
            setOpen(false)
            if (!notice.readAt) markRead.mutate([notice.id])
          }}
        />
      ))}
    </div>
  )
  const title = (
    <span className="q-notices-head">
      {t('bell.label')}
      {unread > 0 && (
        <Button type="link" size="small" onClick={() => markRead.mutate(undefined)}>
          {t('bell.readAll')}
        </Button>
      )}
    </span>
  )
  const label = unread > 0 ? t('bell.unread', { figure: unread }) : t('bell.label')
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      title={title}
      content={list}
      arrow={false}
    >
      <Button
        type="text"
        aria-label={label}
        title={label}
        icon={
          <Badge size="small" count={unread} overflowCount={99}>
            <BellOutlined style={{ fontSize: 16 }} />
          </Badge>
        }
      />
    </Popover>
  )
}
