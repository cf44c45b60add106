import { InboxOutlined } from '@ant-design/icons'
import type { Feature, Right } from '../../../app/feature.ts'

const read: Right = { module: 'analyses', action: 'read', sees: ['finance'] }

export const inventory: Feature = {
  name: 'inventory',
  pages: [
    {
      path: '/inventory',
      title: 'title',
      right: read,
      load: () => import('./inventory-page.tsx').then((module) => module.InventoryPage),
    },
  ],
  nav: [{ section: 'insight', order: 44, path: '/inventory', label: 'nav', icon: <InboxOutlined />, right: read }],
}
