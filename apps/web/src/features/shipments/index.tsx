import { CarOutlined, GlobalOutlined } from '@ant-design/icons'
import { listShipments } from '@quayside/contract'
import { call } from '../../app/api.ts'
import type { Feature } from '../../app/feature.ts'

const read = { module: 'shipments', action: 'read' } as const
const change = { module: 'shipments', action: 'change' } as const

export const shipments: Feature = {
  name: 'shipments',
  pages: [
    {
      path: '/shipments',
      title: 'title',
      right: read,
      load: () => import('./list/shipments-page.tsx').then((module) => module.ShipmentsPage),
    },
    {
      path: '/shipments/board',
      title: 'board.title',
      right: read,
      load: () => import('./board/board-page.tsx').then((module) => module.BoardPage),
    },
    {
      path: '/shipments/new',
      title: 'open.title',
      right: { module: 'shipments', action: 'create' },
      load: () => import('./one/open-page.tsx').then((module) => module.OpenPage),
    },
    {
      path: '/shipments/otif',
      title: 'otif.title',
      right: read,
      load: () => import('./otif/otif-page.tsx').then((module) => module.OtifPage),
    },
    {
      path: '/shipments/notices',
      title: 'terms.title',
      right: read,
      load: () => import('./notices/terms-page.tsx').then((module) => module.TermsPage),
    },
    {
      path: '/shipments/unplaced',
      title: 'unplaced.title',
      right: change,
      load: () => import('./unplaced/unplaced-page.tsx').then((module) => module.UnplacedPage),
    },
    {
      path: '/shipments/rules',
      title: 'rules.title',
      right: read,
      load: () => import('./rules/rules-page.tsx').then((module) => module.RulesPage),
    },
    {
      path: '/shipments/$id/change',
      title: 'change.title',
      right: change,
      load: () => import('./one/change-page.tsx').then((module) => module.ChangePage),
    },
    {
      path: '/shipments/$id',
      title: 'one',
      right: read,
      load: () => import('./one/shipment-page.tsx').then((module) => module.ShipmentPage),
    },
  ],
  nav: [
    {
      section: 'customers',
      order: 24,
      path: '/shipments',
      label: 'title',
      icon: <CarOutlined />,
      right: read,
      goKey: 't',
    },
    {
      section: 'customers',
      order: 25,
      path: '/shipments/board',
      label: 'board.title',
      icon: <GlobalOutlined />,
      right: read,
      goKey: 'b',
    },
  ],
  commands: [
    {
      id: 'openShipment',
      label: 'open.title',
      path: '/shipments/new',
      right: { module: 'shipments', action: 'create' },
    },
    { id: 'unplacedMilestones', label: 'unplaced.title', path: '/shipments/unplaced', right: change },
    { id: 'otif', label: 'otif.title', path: '/shipments/otif', right: read },
    { id: 'noticeTerms', label: 'terms.title', path: '/shipments/notices', right: read },
    { id: 'shipmentRules', label: 'rules.title', path: '/shipments/rules', right: read },
  ],
  search: {
    label: 'title',
    right: read,
    find: async (text, signal) => {
      if (text.trim().length < 3) return []
      const { rows } = await call(listShipments, { query: { search: text.slice(0, 100), limit: 5 }, signal })
      return rows.map((row) => ({
        id: row.id,
        path: `/shipments/${row.id}`,
        title: row.number,
        detail: [row.account.name, row.reference].filter(Boolean).join(' · '),
      }))
    },
  },
}
