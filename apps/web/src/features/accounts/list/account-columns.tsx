import { type AccountRow, type CustomField, mayUse } from '@quayside/contract'
import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../../app/session.ts'
import {
  CellLink,
  type Column,
  Figure,
  MaskedOr,
  Money,
  QualityRing,
  Share,
  StateBadge,
  TierBadge,
  useNow,
  When,
} from '../../../ui/index.ts'
import { remembering } from '../../../ui/kit-context.tsx'
import { customFieldsQuery } from '../accounts.api.ts'
import { CustomValue } from '../custom-value.tsx'
import { phoneText } from '../phone.ts'
import { usePlanAdvised } from '../plan-advised.ts'
import { mayReadColumn } from './column-category.ts'
import { NextActionCell } from './next-action-cell.tsx'

type Columns = Column<AccountRow>[]
const none: CustomField[] = []

/**
 * The columns of the customer list; the column ids are also what an export is asked for. One whose every cell would be a mask is
 * left out.
 */
export function useAccountColumns(): Columns {
  const { t, i18n } = useTranslation('accounts')
  const { data: custom = none } = useQuery(customFieldsQuery)
  const { rights } = useMe()
  const planAdvised = usePlanAdvised()
  const plan = mayUse(rights, 'timeline', 'create') ? planAdvised : undefined
  return useMemo(() => {
    const label = (id: string) => t(`field.${id}`)
    const own: Columns = custom.map((field) => ({
      id: `custom.${field.key}`,
      title: i18n.language === 'en' ? field.labelEn : field.labelZh,
      hidden: true,
      align: field.kind === 'number' ? 'right' : undefined,
      cell: (row) => <CustomValue field={field} value={row.custom[field.key]} />,
    }))
    const all = [
      ...whoColumns(label, (kind) => t(`kind.${kind}`)),
      ...figureColumns(label, (segment) => t(`segment.${segment}`), plan, remembering(t)),
      ...own,
    ]
    return all.filter(({ id }) => mayReadColumn(rights, id, custom))
  }, [t, i18n.language, custom, rights, plan])
}

function whoColumns(label: (id: string) => string, kindText: (kind: string) => string): Columns {
  return [
    {
      id: 'name',
      title: label('name'),
      width: 228,
      fixed: true,
      sort: true,
      card: 'title',
      cell: (row) => <NameCell row={row} />,
    },
    { id: 'kind', title: label('kind'), width: 80, hidden: true, card: 'none', cell: (row) => kindText(row.kind) },
    {
      id: 'state',
      title: label('state'),
      width: 100,
      card: 'aside',
      cell: (row) => <StateBadge state={row.state} />,
    },
    { id: 'tier', title: label('tier'), width: 60, card: 'aside', cell: (row) => <TierBadge tier={row.tier} /> },
    { id: 'owner', title: label('owner'), width: 132, cell: (row) => row.owner?.name ?? <Dash /> },
    { id: 'team', title: label('team'), width: 140, hidden: true, cell: (row) => row.team?.name ?? <Dash /> },
    { id: 'city', title: label('city'), width: 76, hidden: true, card: 'none', cell: (row) => row.city ?? <Dash /> },
    {
      id: 'industry',
      title: label('industry'),
      width: 90,
      hidden: true,
      card: 'none',
      cell: (row) => row.industry || <Dash />,
    },
    {
      id: 'phone',
      title: label('phone'),
      width: 126,
      cell: (row) => (
        <MaskedOr masked={row.masked} field="phone">
          {row.phone ? phoneText(row.phone) : <Dash />}
        </MaskedOr>
      ),
    },
    { id: 'email', title: label('email'), width: 180, hidden: true, cell: (row) => row.email ?? <Dash /> },
  ]
}

function figureColumns(
  label: (id: string) => string,
  segmentText: (segment: NonNullable<AccountRow['segment']>) => string,
  plan: ReturnType<typeof usePlanAdvised> | undefined,
  t: TFunction<'accounts'>,
): Columns {
  return [
    {
      id: 'orders',
      title: label('orders'),
      width: 64,
      align: 'right',
      hidden: true,
      card: 'none',
      cell: (row) => (
        <MaskedOr masked={row.masked} field="orders" category="behaviour">
          <Figure value={row.orders} />
        </MaskedOr>
      ),
    },
    {
      id: 'amount',
      title: label('amount'),
      width: 118,
      align: 'right',
      sort: true,
      cell: (row) => (
        <MaskedOr masked={row.masked} field="amountE4" category="finance">
          <Money amountE4={row.amountE4} />
        </MaskedOr>
      ),
    },
    {
      id: 'lastOrderOn',
      title: label('lastOrderOn'),
      width: 100,
      align: 'right',
      sort: true,
      card: 'none',
      cell: (row) => (
        <MaskedOr masked={row.masked} field="lastOrderOn" category="behaviour">
          <When at={row.lastOrderOn} />
        </MaskedOr>
      ),
    },
    {
      id: 'health',
      title: label('health'),
      width: 76,
      align: 'right',
      sort: true,
      hidden: true,
      card: 'none',
      cell: (row) => <Figure value={row.health} />,
    },
    {
      id: 'segment',
      title: label('segment'),
      width: 120,
      hidden: true,
      card: 'none',
      cell: (row) => (row.segment ? segmentText(row.segment) : <Dash />),
    },
    {
      id: 'alive',
      title: label('alive'),
      width: 90,
      align: 'right',
      hidden: true,
      card: 'none',
      cell: (row) => <Share value={row.alive} digits={0} />,
    },
    {
      id: 'lifetimeValue',
      title: label('lifetimeValue'),
      width: 118,
      align: 'right',
      sort: true,
      hidden: true,
      card: 'none',
      cell: (row) => <Money amountE4={row.lifetimeValueE4} />,
    },
    {
      id: 'slippingSince',
      title: label('slippingSince'),
      width: 110,
      hidden: true,
      card: 'none',
      cell: (row) => <When at={row.slippingSince} />,
    },
    {
      id: 'margin',
      title: label('margin'),
      width: 84,
      align: 'right',
      hidden: true,
      card: 'none',
      cell: (row) => <Share value={row.grossMargin} />,
    },
    {
      id: 'nextAction',
      title: label('nextAction'),
      width: 128,
      sort: true,
      cell: (row) => <NextActionCell row={row} plan={plan} t={t} />,
    },
    {
      id: 'quality',
      title: label('quality'),
      width: 76,
      align: 'right',
      sort: true,
      card: 'none',
      cell: (row) => <QualityRing score={row.qualityScore} size={16} />,
    },
    {
      id: 'nextFollowUp',
      title: label('nextFollowUp'),
      width: 112,
      cell: (row) => <NextFollowUp at={row.nextFollowUpAt} />,
    },
    {
      id: 'tags',
      title: label('tags'),
      width: 160,
      hidden: true,
      card: 'none',
      cell: (row) => <Tags tags={row.tags} />,
    },
    {
      id: 'creditGrade',
      title: label('creditGrade'),
      width: 80,
      hidden: true,
      cell: (row) => (
        <MaskedOr masked={row.masked} field="creditGrade" category="finance">
          {row.creditGrade ?? <Dash />}
        </MaskedOr>
      ),
    },
    {
      id: 'createdAt',
      title: label('createdAt'),
      width: 110,
      sort: true,
      hidden: true,
      cell: (row) => <When at={row.createdAt} as="day" />,
    },
    {
      id: 'updatedAt',
      title: label('updatedAt'),
      width: 110,
      sort: true,
      hidden: true,
      cell: (row) => <When at={row.updatedAt} />,
    },
  ]
}

export const Dash = () => <span className="q-muted">–</span>

function NameCell({ row }: { row: AccountRow }) {
  return (
    <span className="account-name">
      <CellLink to={`/accounts/${row.id}`} title={row.name}>
        {row.name}
      </CellLink>
      <small title={row.nameEn}>
        {row.number}
        {row.nameEn && ` · ${row.nameEn}`}
      </small>
    </span>
  )
}

export function NextFollowUp({ at }: { at: string | null }) {
  const now = useNow()
  if (!at) return <Dash />
  return (
    <span className={Date.parse(at) < now ? 'account-late' : undefined}>
      <When at={at} as="relativeDay" />
    </span>
  )
}

export function Tags({ tags }: { tags: readonly string[] }) {
  if (tags.length === 0) return <Dash />
  return (
    <span className="account-tags" title={tags.join(', ')}>
      {tags.map((tag) => (
        <span key={tag} className="account-tag">
          {tag}
        </span>
      ))}
    </span>
  )
}
