import type { Filter, Tier } from '@quayside/contract'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { z } from 'zod'
import { Chart } from '../ui/chart/chart.tsx'
import type { FilterField } from '../ui/filter/filter.ts'
import { FilterBuilder } from '../ui/filter/filter-builder.tsx'
import { ChoiceField, FormPage, NumberField, SwitchField, TextField, useZodForm } from '../ui/form/index.ts'
import {
  type Column,
  ColumnChooser,
  DataTable,
  DiffMerge,
  Empty,
  Figure,
  JobProgress,
  KeyHint,
  Masked,
  MaskedOr,
  Money,
  PageHeader,
  Peek,
  QualityRing,
  rowsAtHand,
  SavedViews,
  SelectionBar,
  Share,
  StateBadge,
  TierBadge,
  Upload,
  useColumnLayout,
  useSelection,
  useUndo,
  When,
} from '../ui/index.ts'
import { Kanban } from '../ui/kanban/kanban.tsx'
import { type KitRow, kitRows, kitStates } from './kit-rows.ts'
import './kit-page.css'

const fields: FilterField[] = [
  { id: 'name', label: 'Name', kind: 'text', group: 'Basic' },
  {
    id: 'state',
    label: 'State',
    kind: 'choice',
    group: 'Basic',
    choices: kitStates.map((value) => ({ value, label: value })),
  },
  { id: 'amount', label: 'Amount', kind: 'money', group: 'Finance' },
  { id: 'lastOrderOn', label: 'Last order', kind: 'date', group: 'Behaviour' },
]

/** All of the kit on one page, in development only. */
export function KitPage() {
  return (
    <div className="q-page">
      <PageHeader title="Kit" text="Every piece of src/ui with made-up rows" actions={<KeyHint keys="mod+k" />} />
      <div className="q-page-scroll kit">
        <Signs />
        <List />
        <Board />
        <Charts />
        <Forms />
        <Work />
      </div>
    </div>
  )
}

function Signs() {
  return (
    <section className="q-panel q-panel-body kit-row">
      {(['A', 'B', 'C', 'D', null] as (Tier | null)[]).map((tier) => (
        <TierBadge key={String(tier)} tier={tier} long />
      ))}
      {kitStates.map((state) => (
        <StateBadge key={state} state={state} />
      ))}
      {[95, 62, 20].map((score) => (
        <QualityRing key={score} score={score} />
      ))}
      <Money amountE4={1_234_567_890} />
      <Money amountE4={-1_234_567} currency="USD" />
      <Money amountE4={1_234_567_890} short />
      <Money amountE4={null} />
      <Figure value={1_234_567} />
      <Share value={0.1234} />
      <When at="2026-01-05T08:00:00Z" />
      <When at="2026-01-05" />
      <Masked category="finance" />
      <MaskedOr masked={[]} field="phone">
        0574-88120001
      </MaskedOr>
    </section>
  )
}

function List() {
  const [filter, setFilter] = useState<Filter | undefined>({
    all: [
      { field: 'state', op: 'in', value: ['active', 'mature'] },
      {
        any: [
          { field: 'amount', op: 'gte', value: 10_000_000 },
          { field: 'lastOrderOn', op: 'withinDays', value: 30 },
        ],
      },
    ],
  })
  const [sort, setSort] = useState<string | undefined>('-amount')
  const [peeked, setPeeked] = useState<KitRow | undefined>(undefined)
  const [view, setView] = useState<string | undefined>('mine')
  const selection = useSelection('kit')
  const columns = useMemo<Column<KitRow>[]>(
    () => [
      { id: 'name', title: 'Name', width: 260, fixed: true, sort: true, card: 'title', cell: (row) => row.name },
      { id: 'tier', title: 'Tier', width: 70, card: 'aside', cell: (row) => <TierBadge tier={row.tier} /> },
      { id: 'state', title: 'State', width: 110, card: 'aside', cell: (row) => <StateBadge state={row.state} /> },
      { id: 'city', title: 'City', width: 110, cell: (row) => row.city },
      { id: 'phone', title: 'Phone', width: 140, cell: (row) => (row.phone ? row.phone : <Masked category="basic" />) },
      {
        id: 'orders',
        title: 'Orders',
        width: 90,
        align: 'right',
        sort: true,
        cell: (row) => <Figure value={row.orders} />,
      },
      {
        id: 'amount',
        title: 'Amount',
        width: 140,
        align: 'right',
        sort: true,
        cell: (row) => <Money amountE4={row.amountE4} />,
      },
      { id: 'quality', title: 'Quality', width: 100, cell: (row) => <QualityRing score={row.quality} size={18} /> },
      { id: 'at', title: 'Changed', width: 130, cell: (row) => <When at={row.at} /> },
    ],
    [],
  )
  const source = useMemo(() => rowsAtHand(kitRows), [])
  const layout = useColumnLayout('kit', columns, {})
  return (
    <section className="q-panel kit-list">
      <SavedViews
        views={[
          { id: 'mine', name: 'My customers', shared: 'private', teamId: null, mine: true },
          { id: 'team', name: 'Team A and B', shared: 'team', teamId: 'a', mine: false },
        ]}
        current={view}
        changed
        teams={[{ id: 'a', name: 'Team A' }]}
        allName="All"
        onPick={setView}
        onSave={() => {}}
        onCreate={() => {}}
        onRename={() => {}}
        onRemove={() => {}}
      />
      <div className="q-toolbar kit-toolbar">
        <FilterBuilder fields={fields} value={filter} onChange={setFilter} />
        <span className="q-toolbar-end">
          <ColumnChooser layout={layout} />
        </span>
      </div>
      <SelectionBar selection={selection} total={kitRows.length}>
        <Button size="small">Change</Button>
        <Button size="small">Export</Button>
      </SelectionBar>
      <DataTable
        id="kit"
        label="Customers"
        columns={columns}
        source={source}
        rowId={(row) => row.id}
        sort={sort}
        onSort={setSort}
        selection={selection}
        peekId={peeked?.id}
        onPeek={setPeeked}
      />
      <Peek open={peeked !== undefined} onClose={() => setPeeked(undefined)} title={peeked?.name} to="/my-day">
        <p>Peek of {peeked?.name}</p>
      </Peek>
    </section>
  )
}

function Board() {
  const [moved, setMoved] = useState<Record<string, KitRow['state']>>({})
  const stateOf = (row: KitRow) => moved[row.id] ?? row.state
  const some = kitRows.slice(0, 400)
  return (
    <section className="q-panel kit-board">
      <Kanban
        label="Customers by state"
        lanes={kitStates.map((state) => ({
          id: state,
          title: state,
          aside: some.filter((row) => stateOf(row) === state).length,
        }))}
        sourceOf={(lane) => rowsAtHand(some.filter((row) => stateOf(row) === lane))}
        cardId={(row) => row.id}
        cardName={(row) => row.name}
        renderCard={(row) => (
          <>
            <strong>{row.name}</strong>
            <div className="q-muted">
              {row.city} · <Money amountE4={row.amountE4} short />
            </div>
          </>
        )}
        onMove={(row, lane) => setMoved({ ...moved, [row.id]: lane as KitRow['state'] })}
      />
    </section>
  )
}

function Charts() {
  const months = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`)
  const values = months.map((_, index) => Math.round(800 + 300 * Math.sin(index / 2) + index * 20))
  return (
    <Chart
      title="How did sales move this year?"
      note="Order amount, CNY 10,000, all customers"
      option={{
        grid: { left: 48, right: 16, top: 24, bottom: 28 },
        xAxis: { type: 'category', data: months },
        yAxis: { type: 'value' },
        tooltip: { trigger: 'axis' },
        series: [
          { type: 'bar', name: 'Sales', data: values },
          { type: 'line', name: 'Goal', data: months.map(() => 1_000) },
        ],
      }}
      table={{ columns: ['Month', 'Sales'], rows: months.map((month, index) => [month, values[index]]) }}
    />
  )
}

const Sample = z.strictObject({
  name: z.string().trim().min(1).max(20),
  email: z.email(),
  size: z.enum(['small', 'large']),
  limitE4: z.int().min(0).max(1_000_000_0000).nullable(),
  active: z.boolean(),
})

function Forms() {
  const form = useZodForm(Sample, { initial: { active: true }, submit: () => {} })
  return (
    <section className="q-panel q-panel-body">
      <FormPage form={form} wide guard={false}>
        <TextField form={form} name="name" label="Name" required />
        <TextField form={form} name="email" label="E-mail" required />
        <ChoiceField
          form={form}
          name="size"
          label="Size"
          choices={['small', 'large'].map((value) => ({ value, label: value }))}
        />
        <NumberField form={form} name="limitE4" label="Credit limit" scale={10_000} suffix="CNY" />
        <SwitchField form={form} name="active" label="Active" />
      </FormPage>
    </section>
  )
}

function Work() {
  const offerUndo = useUndo()
  const [merging, setMerging] = useState(false)
  const base = { name: 'Ningbo Haichuan', city: 'Ningbo', phone: '1' }
  return (
    <section className="kit-work">
      <Upload onFiles={() => {}} accept=".csv,.xlsx" hint="CSV or XLSX" />
      <JobProgress
        title="Import customers.csv"
        job={{ state: 'running', done: 4_200, total: 10_000 }}
        onCancel={() => {}}
      />
      <JobProgress title="Export" job={{ state: 'done', done: 10_000, total: 10_000 }}>
        <Button size="small">Download</Button>
      </JobProgress>
      <div className="q-panel">
        <Empty
          title="No customers yet"
          text="Bring your list in from a file, or create the first one."
          action={<Button type="primary">Import</Button>}
        />
      </div>
      <Button onClick={() => offerUndo({ done: '12 customers moved', undo: () => {} })}>Offer undo</Button>
      <Button onClick={() => setMerging(true)}>Merge</Button>
      {merging && (
        <DiffMerge
          base={base}
          mine={{ ...base, phone: '2' }}
          theirs={{ ...base, phone: '3', city: 'Shanghai' }}
          by="Li Na"
          fields={[
            { name: 'name', label: 'Name' },
            { name: 'city', label: 'City' },
            { name: 'phone', label: 'Phone' },
          ]}
          onCancel={() => setMerging(false)}
          onSettle={() => setMerging(false)}
        />
      )}
    </section>
  )
}
