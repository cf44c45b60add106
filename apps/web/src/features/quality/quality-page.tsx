import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAddress } from '../../app/address.ts'
import { ErrorPage } from '../../app/error-page.tsx'
import { PageHeader, When } from '../../ui/index.ts'
import { Bands } from './bands.tsx'
import { Faults } from './faults.tsx'
import { FixPanel } from './fix-panel.tsx'
import { Overall } from './overall.tsx'
import { anyMineQuery, qualityQuery } from './quality.api.ts'
import { WorkList } from './work-list.tsx'
import './quality.css'

const Place = z.object({
  by: z.enum(['team', 'owner']).optional(),
  owner: z.union([z.enum(['me', 'all']), z.uuid()]).optional(),
  issue: z.string().max(60).optional(),
  fix: z.uuid().optional(),
})

/** How far the records can be relied upon, where it is worst, and the list to put it right. */
export function QualityPage() {
  const { t } = useTranslation('quality')
  const [place, setPlace] = useAddress(Place)
  const { data, error, refetch } = useQuery(qualityQuery)
  const { data: anyMine, isError } = useQuery({ ...anyMineQuery(place.issue), enabled: place.owner === undefined })
  // Opened on what has entries; who chose a list stays there.
  const owner = place.owner ?? (isError || anyMine ? 'me' : anyMine === false ? 'all' : undefined)
  if (error && !data) return <ErrorPage error={error} reset={() => refetch()} />
  return (
    <div className="q-page-scroll quality-page">
      <div className="quality-header">
        <PageHeader
          title={t('title')}
          text={
            data && (
              <>
                {t('text')} · {t('asOf')} <When at={data.asOf} />
              </>
            )
          }
        />
      </div>
      {data ? (
        <div className="quality-grid">
          <Overall band={data.overall} />
          <Faults
            issues={data.issues}
            accounts={data.overall.accounts}
            chosen={place.issue}
            onChoose={(issue) => setPlace({ issue })}
          />
          <Bands
            quality={data}
            by={place.by ?? 'team'}
            onBy={(by) => setPlace({ by })}
            owner={place.owner}
            onOwner={(next) => setPlace({ owner: next })}
          />
        </div>
      ) : (
        <Skeleton active paragraph={{ rows: 8 }} />
      )}
      {owner && (
        <WorkList
          owner={owner}
          issue={place.issue}
          ownerName={data?.byOwner.find((band) => band.key === place.owner)?.name}
          fixing={place.fix}
          onOwner={(next) => setPlace({ owner: next })}
          onIssue={(issue) => setPlace({ issue })}
          onFix={(fix) => setPlace({ fix })}
        />
      )}
      {place.fix && <FixPanel key={place.fix} id={place.fix} onClose={() => setPlace({ fix: undefined })} />}
    </div>
  )
}
