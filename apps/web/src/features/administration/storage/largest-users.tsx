import { listStorageUse, type Storage, type StorageUse } from '@quayside/contract'
import { Link } from '@tanstack/react-router'
import { Button, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import { call } from '../../../app/api.ts'
import { Avatar, Empty, sizeText, useKit, useRows } from '../../../ui/index.ts'
import { fullness } from './fullness.ts'

/** Whose files take up most: there is where room can be made. */
export function LargestUsers({ storage }: { storage: Storage }) {
  const { t } = useTranslation('administration')
  const source = useRows<StorageUse>(['company', 'storage', 'users'], (cursor, signal) =>
    call(listStorageUse, { query: { cursor, limit: 50 }, signal }),
  )
  return (
    <section className="q-panel admin-largest">
      <header className="q-panel-head">
        <h2>
          {t('storage.byUser')} {source.total !== undefined && <span className="q-muted">{source.total}</span>}
        </h2>
      </header>
      {source.rows.length === 0 && !source.loading ? (
        <Empty title={t('storage.none')} text={t('storage.noneText')} />
      ) : (
        <ol>
          {source.rows.map((use) => (
            <UseLine key={use.user.id} use={use} limit={storage.limits.userBytes} />
          ))}
        </ol>
      )}
      {source.hasMore && (
        <Button type="link" loading={source.loadingMore} onClick={source.loadMore}>
          {t('storage.more')}
        </Button>
      )}
    </section>
  )
}

function UseLine({ use, limit }: { use: StorageUse; limit: number | null }) {
  const { t } = useTranslation('administration')
  const { locale } = useKit()
  const { user, bytes } = use
  const full = limit === null ? undefined : fullness(bytes, limit)
  return (
    <li>
      <Link to="/administration/users" search={{ peek: user.id } as never} className="admin-person">
        <Avatar name={user.name} size={24} /> {user.name}
        {!user.active && <small className="q-muted"> {t('userState.deactivated')}</small>}
      </Link>
      <strong>{sizeText(bytes, locale)}</strong>
      {full && <Progress percent={full.percent} status={full.status} size="small" aria-label={user.name} />}
    </li>
  )
}
