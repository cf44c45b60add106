import { PlusOutlined, ShoppingOutlined } from '@ant-design/icons'
import { listOrders } from '@quayside/contract'
import { call } from '../../app/api.ts'
import type { Feature } from '../../app/feature.ts'

const read = { module: 'orders', action: 'read' } as const
const create = { module: 'orders', action: 'create' } as const
const most = 6

export const orders: Feature = {
  name: 'orders',
  pages: [
    {
      path: '/orders',
      title: 'title',
      right: read,
      load: () => import('./list/orders-page.tsx').then((module) => module.OrdersPage),
    },
    {
      path: '/orders/new',
      title: 'new',
      right: create,
      load: () => import('./entry/new-order-page.tsx').then((module) => module.NewOrderPage),
    },
    {
      path: '/orders/drafts/$id',
      title: 'one',
      right: read,
      load: () => import('./entry/draft-page.tsx').then((module) => module.DraftPage),
    },
    {
      path: '/orders/$id',
      title: 'one',
      right: read,
      load: () => import('./one/order-page.tsx').then((module) => module.OrderPage),
    },
    {
      path: '/orders/$id/change',
      title: 'change.title',
      right: { module: 'orders', action: 'change' },
      load: () => import('./entry/change-order-page.tsx').then((module) => module.ChangeOrderPage),
    },
  ],
  nav: [
    {
      section: 'customers',
      order: 20,
      path: '/orders',
      label: 'title',
      icon: <ShoppingOutlined />,
      right: read,
      goKey: 'o',
      onPhone: true,
    },
  ],
  commands: [{ id: 'new', label: 'new', icon: <PlusOutlined />, path: '/orders/new', right: create }],
  search: {
    label: 'title',
    right: read,
    find: async (text, signal) => {
      const { rows } = await call(listOrders, { query: { search: text, limit: most }, signal })
      return rows.map(({ id, number, account, reference }) => ({
        id,
        path: `/orders/${id}`,
        title: number,
        detail: [account.name, reference].filter(Boolean).join(' · '),
      }))
    },
  },
}
