import { PlusOutlined } from '@ant-design/icons'
import { changeTariff, exportTariffRates, type Tariff } from '@quayside/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Skeleton, Typography } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAddress } from '../../app/address.ts'
import { call, download } from '../../app/api.ts'
import { ErrorPage } from '../../app/error-page.tsx'
import { useMay } from '../../app/session.ts'
import { ExportButton, PageHeader, useFailure } from '../../ui/index.ts'
import { tariffQuery } from './pricing.api.ts'
import { RatesTable } from './rates-table.tsx'
import { StateText } from './state-text.tsx'
import { TermsFacts } from './terms-facts.tsx'
import { VersionsPanel } from './versions-panel.tsx'
import './pricing.css'

const Place = z.object({ no: z.coerce.number().int().min(1).optional() })

export function TariffPage() {
  const { t } = useTranslation('pricing')
  const { id } = useParams({ strict: false }) as { id: string }
  const [place, setPlace] = useAddress(Place)
  const { data: tariff, error } = useQuery(tariffQuery(id))
  useEffect(() => {
    if (tariff) document.title = tariff.code
  }, [tariff])
  if (error && !tariff) return <ErrorPage error={error} />
  const no = place.no ?? tariff?.no
  const version = tariff?.versions.find((one) => one.no === no)
  return (
    <div className="q-page">
      <PageHeader
        trail={<Link to="/prices">{t('title')}</Link>}
        title={tariff ? <TariffName tariff={tariff} /> : t('one')}
        actions={tariff && version && <Actions tariff={tariff} no={version.no} />}
      />
      <div className="q-page-scroll tariff-page">
        {!tariff && <Skeleton active />}
        {tariff && (
          <section className="q-panel" aria-label={t('one')}>
            <dl className="q-panel-body tariff-facts">
              <Fact label={t('field.code')}>{tariff.code}</Fact>
              <Fact label={t('field.kind')}>{t(`kind.${tariff.kind}`)}</Fact>
              <Fact label={t('field.whose')}>
                {tariff.account ? (
                  <Link to={`/accounts/${tariff.account.id}`}>{tariff.account.name}</Link>
                ) : (
                  (tariff.carrier ?? t('everybody'))
                )}
              </Fact>
              <Fact label={t('field.state')}>
                <StateText state={tariff.state} />
              </Fact>
              {tariff.note && <Fact label={t('field.note')}>{tariff.note}</Fact>}
            </dl>
          </section>
        )}
        {tariff && <VersionsPanel tariff={tariff} shown={no} onShow={(next) => setPlace({ no: next })} />}
        {tariff && version && (
          <>
            <TermsFacts version={version} />
            <RatesTable key={version.no} tariffId={tariff.id} version={version} />
          </>
        )}
      </div>
    </div>
  )
}

/** A name is corrected where it stands. */
function TariffName({ tariff }: { tariff: Tariff }) {
  const { t } = useTranslation('pricing')
  const client = useQueryClient()
  const rename = useMutation({
    mutationFn: (name: string) =>
      call(changeTariff, { params: { id: tariff.id }, body: { name }, ifMatch: tariff.version }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['tariff'] }),
    onError: useFailure(),
  })
  if (!tariff.can.change) return tariff.name
  return (
    <Typography.Text
      editable={{
        tooltip: t('rename'),
        maxLength: 200,
        onChange: (name) => name.trim() !== '' && name !== tariff.name && rename.mutate(name.trim()),
      }}
    >
      {tariff.name}
    </Typography.Text>
  )
}

function Actions({ tariff, no }: { tariff: Tariff; no: number }) {
  const { t } = useTranslation('pricing')
  const may = useMay()
  const save = (format: 'csv' | 'xlsx') =>
    download(exportTariffRates, { params: { id: tariff.id, no }, query: { format } }, `${tariff.code}.${format}`)
  return (
    <>
      {may('pricing', 'export') && may.export('finance') && <ExportButton save={save} />}
      {tariff.can.change && (
        <Link to={`/prices/${tariff.id}/new-version`}>
          <Button type="primary" icon={<PlusOutlined />} tabIndex={-1}>
            {t('newVersion')}
          </Button>
        </Link>
      )}
    </>
  )
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
