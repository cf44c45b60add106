import { FieldTimeOutlined } from '@ant-design/icons'
import type { Feature, Right } from '../../../app/feature.ts'

const read: Right = { module: 'analyses', action: 'read', sees: ['behaviour'] }

export const service: Feature = {
  name: 'service',
  pages: [
    {
      path: '/service-kpis',
      title: 'title',
      right: read,
      load: () => import('./service-page.tsx').then((module) => module.ServicePage),
    },
  ],
  nav: [
    { section: 'insight', order: 80, path: '/service-kpis', label: 'nav', icon: <FieldTimeOutlined />, right: read },
  ],
}
