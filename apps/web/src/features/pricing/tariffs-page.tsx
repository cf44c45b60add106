import { CalculatorOutlined, PlusOutlined, SearchOutlined } from '@ant-design/icons'
import { TariffKind, type TariffRow, TariffState } from '@quayside/contract'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Input, Segmented, Select } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useAddress } from '../../app/address.ts'
import { useMay } from '../../app/session.ts'
import {
  CellLink,
  type Column,
  ColumnChooser,
  DataTable,
  Empty,
  Figure,
  leaveField,
  PageHeader,
  Peek,
  useColumnLayout,
  useHotkeys,
  useNarrow,
  useRows,
  useSettledText,
  When,
} from '../../ui/index.ts'
import { PriceCalculator } from './price-calculator.tsx'
import { fetchTariffs, tariffsKey } from './pricing.api.ts'
import { StateText } from './state-text.tsx'
import './pricing.css'

const sorts = ['code', 'name', 'validFrom', 'validTo', 'rates', 'updatedAt'] as const
type Sort = (typeof sorts)[number]
const Place = z.object({
  kind: TariffKind.optional(),
  state: TariffState.optional(),
  q: z.string().max(100).optional(),
  accountId: z.uuid().optional(),
  sort: z.string().max(20).optional(),
  calculator: z.boolean().optional(),
})

/** Agreements with customers and rate cards of carriers. */
export function TariffsPage() {
  const { t, i18n } = useTranslation('pricing')
  const go = useNavigate()
  const may = useMay()
  const narrow = useNarrow()
  const [place, setPlace] = useAddress(Place)
  const { kind, state, q, accountId, sort } = place
  const query = useMemo(() => {
    const named = sort?.replace(/^-/, '')
    return {
      kind,
      state,
      accountId,
      search: q || undefined,
      sort: sorts.includes(named as Sort) ? (named as Sort) : undefined,
      direction: sort?.startsWith('-') ? ('desc' as const) : ('asc' as const),
    }
  }, [kind, state, accountId, q, sort])
  const source = useRows(tariffsKey(query), fetchTariffs(query))
  const columns = useTariffColumns()
  const layout = useColumnLayout('tariffs', columns, {})
  const narrowed = [kind, state, q, accountId].some((one) => one !== undefined)
  const seesPrices = may.see('finance')
  const calculator = seesPrices && place.calculator === true
  useHotkeys([
    ...(may('pricing', 'create')
      ? [{ keys: 'n', label: t('new'), group: t('title'), run: () => go({ to: '/prices/new' }) }]
      : []),
    ...(seesPrices
      ? [
          {
            keys: 'b',
            label: t('calculator.title'),
            group: t('title'),
            run: () => setPlace({ calculator: !calculator || undefined }),
          },
        ]
      : []),
  ])
  return (
    <div className="q-page">
      <PageHeader
        title={t('title')}
        aside={source.total?.toLocaleString(i18n.language)}
        actions={
          <>
            {seesPrices && (
              <Button icon={<CalculatorOutlined />} onClick={() => setPlace({ calculator: !calculator || undefined })}>
                {t('calculator.title')}
              </Button>
            )}
            {may('pricing', 'create') && (
              <Link to="/prices/new">
                <Button type="primary" icon={<PlusOutlined />} tabIndex={-1}>
                  {t('new')}
                </Button>
              </Link>
            )}
          </>
        }
      />
      <div className="q-toolbar">
        <TariffSearch value={q ?? ''} onChange={(text) => setPlace({ q: text || undefined })} />
        <Segmented
          value={kind ?? 'all'}
          onChange={(value) => setPlace({ kind: TariffKind.safeParse(value).data })}
          options={[
            { value: 'all' as const, label: t('kind.all') },
            ...TariffKind.options.map((value) => ({ value, label: t(`kind.${value}`) })),
          ]}
        />
        <Select
          allowClear
          className="tariff-state-filter"
          value={state}
          placeholder={t('field.state')}
          aria-label={t('field.state')}
          options={TariffState.options.map((value) => ({ value, label: t(`state.${value}`) }))}
          onChange={(value) => setPlace({ state: value })}
        />
        <span className="q-toolbar-end">{!narrow && <ColumnChooser layout={layout} />}</span>
      </div>
      <DataTable<TariffRow>
        id="tariffs"
        label={t('title')}
        columns={columns}
        source={source}
        rowId={(row) => row.id}
        sort={sort ?? 'code'}
        onSort={(next) => setPlace({ sort: next })}
        onOpen={(row) => seesPrices && go({ to: `/prices/${row.id}` })}
        empty={
          <Empty
            title={t(narrowed ? 'empty.found' : 'empty.none')}
            text={t(narrowed ? 'empty.foundText' : 'empty.noneText')}
            action={
              narrowed ? (
                <Button
                  onClick={() => setPlace({ kind: undefined, state: undefined, q: undefined, accountId: undefined })}
                >
                  {t('empty.clear')}
                </Button>
              ) : (
                may('pricing', 'create') && (
                  <Link to="/prices/new">
                    <Button type="primary">{t('new')}</Button>
                  </Link>
                )
              )
            }
          />
        }
      />
      <Peek
        open={calculator}
        onClose={() => setPlace({ calculator: undefined })}
        title={t('calculator.title')}
        width={480}
      >
        {calculator && <PriceCalculator />}
      </Peek>
    </div>
  )
}

function TariffSearch({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation('pricing')
  const [text, setText] = useSettledText(value, onChange)
  return (
    <Input
      allowClear
      className="tariff-search"
      prefix={<SearchOutlined />}
      value={text}
      maxLength={100}
      placeholder={t('search')}
      aria-label={t('search')}
      onKeyDown={leaveField}
      onChange={(event) => setText(event.target.value)}
    />
  )
}

function useTariffColumns(): Column<TariffRow>[] {
  const { t } = useTranslation('pricing')
  const seesPrices = useMay().see('finance')
  return useMemo(
    () => [
      {
        id: 'code',
        title: t('field.code'),
        width: 150,
        fixed: true,
        sort: 'code',
        cell: (row) => (seesPrices ? <CellLink to={`/prices/${row.id}`}>{row.code}</CellLink> : row.code),
      },
      { id: 'name', title: t('field.name'), width: 240, sort: 'name', card: 'title', cell: (row) => row.name },
      { id: 'kind', title: t('field.kind'), width: 110, card: 'none', cell: (row) => t(`kind.${row.kind}`) },
      {
        id: 'whose',
        title: t('field.whose'),
        width: 220,
        cell: (row) =>
          row.account ? (
            <CellLink to={`/accounts/${row.account.id}`} title={row.account.name}>
              {row.account.name}
            </CellLink>
          ) : (
            (row.carrier ?? <span className="q-muted">{t('everybody')}</span>)
          ),
      },
      {
        id: 'state',
        title: t('field.state'),
        width: 100,
        card: 'aside',
        cell: (row) => <StateText state={row.state} />,
      },
      {
        id: 'validFrom',
        title: t('field.validFrom'),
        width: 110,
        sort: 'validFrom',
        cell: (row) => <When at={row.validFrom} />,
      },
      {
        id: 'validTo',
        title: t('field.validTo'),
        width: 110,
        sort: 'validTo',
        card: 'none',
        cell: (row) => (row.validTo ? <When at={row.validTo} /> : <span className="q-muted">–</span>),
      },
      { id: 'currency', title: t('field.currency'), width: 80, card: 'none', cell: (row) => row.currency },
      {
        id: 'priority',
        title: t('field.priority'),
        width: 80,
        align: 'right',
        card: 'none',
        hidden: true,
        cell: (row) => <Figure value={row.priority} />,
      },
      {
        id: 'rates',
        title: t('field.rates'),
        width: 90,
        align: 'right',
        sort: 'rates',
        cell: (row) => <Figure value={row.rates} />,
      },
      { id: 'no', title: t('field.version'), width: 80, align: 'right', card: 'none', cell: (row) => row.no },
      {
        id: 'updatedAt',
        title: t('field.updatedAt'),
        width: 150,
        sort: 'updatedAt',
        card: 'none',
        cell: (row) => <When at={row.updatedAt} />,
      },
    ],
    [t, seesPrices],
  )
}
