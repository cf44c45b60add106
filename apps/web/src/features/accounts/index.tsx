import { PlusOutlined, TeamOutlined } from '@ant-design/icons'
import { searchAccounts } from '@quayside/contract'
import { lazy } from 'react'
import { call } from '../../app/api.ts'
import type { Feature } from '../../app/feature.ts'

/** For lists of customers in other features; fetched when one is opened. */
export const ActOnMany = lazy(() => import('./list/act-on-many.tsx').then((module) => ({ default: module.ActOnMany })))

const read = { module: 'accounts', action: 'read' } as const

export const accounts: Feature = {
  name: 'accounts',
  pages: [
    {
      path: '/accounts',
      title: 'title',
      right: read,
      load: () => import('./list/accounts-page.tsx').then((module) => module.AccountsPage),
      hurry: (client) => import('./accounts.api.ts').then(({ hurryList }) => hurryList(client)),
    },
    {
      path: '/accounts/new',
      title: 'new',
      right: { module: 'accounts', action: 'create' },
      load: () => import('./form/new-account-page.tsx').then((module) => module.NewAccountPage),
    },
    {
      path: '/accounts/$id',
      title: 'one',
      right: read,
      load: () => import('./one/account-page.tsx').then((module) => module.AccountPage),
      hurry: (client, { id = '' }) => {
        import('./accounts.api.ts').then(({ customerQuery }) => client.prefetchQuery(customerQuery(id)))
        import('./timeline/timeline.api.ts').then(({ hurryTimeline }) => hurryTimeline(client, id))
      },
    },
    {
      path: '/accounts/$id/edit',
      title: 'edit',
      right: { module: 'accounts', action: 'change' },
      load: () => import('./form/edit-account-page.tsx').then((module) => module.EditAccountPage),
    },
  ],
  nav: [
    {
      section: 'customers',
      order: 10,
      path: '/accounts',
      label: 'title',
      icon: <TeamOutlined />,
      right: read,
      goKey: 'c',
      onPhone: true,
    },
  ],
  commands: [
    {
      id: 'new',
      label: 'new',
      icon: <PlusOutlined />,
      path: '/accounts/new',
      right: { module: 'accounts', action: 'create' },
    },
  ],
  search: {
    label: 'title',
    right: read,
    find: async (text, signal) => {
      const { rows } = await call(searchAccounts, { query: { q: text }, signal })
      return rows.map((row) => ({
        id: row.id,
        path: `/accounts/${row.id}`,
        title: row.name,
        detail: [row.number, row.contact, row.phone, row.city].filter(Boolean).join(' · '),
        badge: row.tier ? <span className={`q-tier q-tier-${row.tier.toLowerCase()}`}>{row.tier}</span> : undefined,
      }))
    },
  },
}
