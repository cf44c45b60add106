import { ApiOutlined } from '@ant-design/icons'
import type { Feature } from '../../app/feature.ts'

const right = { module: 'webhooks', action: 'read' } as const

export const webhooks: Feature = {
  name: 'webhooks',
  pages: [
    {
      path: '/webhooks',
      title: 'title',
      right,
      load: () => import('./webhooks-page.tsx').then((module) => module.WebhooksPage),
    },
    {
      path: '/webhooks/$id',
      title: 'one',
      right,
      load: () => import('./endpoint-page.tsx').then((module) => module.EndpointPage),
    },
  ],
  nav: [{ section: 'setup', order: 85, path: '/webhooks', label: 'title', icon: <ApiOutlined />, right }],
}
