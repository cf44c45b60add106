import { ShoppingOutlined } from '@ant-design/icons'
import type { Feature } from '../../app/feature.ts'

const read = { module: 'orders', action: 'read' } as const

export const orders: Feature = {
  name: 'orders',
  pages: [
    {
      path: '/orders',
      title: 'title',
      right: read,
      load: () => import('./orders-page.tsx').then((module) => module.OrdersPage),
    },
    {
      path: '/orders/$id',
      title: 'one',
      right: read,
      load: () => import('./order-page.tsx').then((module) => module.OrderPage),
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
}
