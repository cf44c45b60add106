import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../../ui/index.ts'
import { storageQuery } from '../administration.api.ts'
import { Frame } from '../frame.tsx'
import { LargestUsers } from './largest-users.tsx'
import { LimitsForm } from './limits-form.tsx'
import { RoomPanel } from './room-panel.tsx'
import './storage.css'

/** What files take up, who has most, and how much there may be. */
export function StoragePage() {
  const { t } = useTranslation('administration')
  const { data: storage } = useQuery(storageQuery)
  return (
    <Frame>
      <PageHeader title={t('storage.title')} text={t('storage.text')} />
      <div className="q-page-scroll admin-storage">
        {storage ? (
          <>
            <RoomPanel storage={storage} />
            <section className="q-panel">
              <header className="q-panel-head">
                <h2>{t('storage.limits')}</h2>
              </header>
              <div className="q-panel-body">
                <LimitsForm key={storage.version} storage={storage} />
              </div>
            </section>
            <LargestUsers storage={storage} />
          </>
        ) : (
          <Skeleton active />
        )}
      </div>
    </Frame>
  )
}
