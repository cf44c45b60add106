import { HeartOutlined, TableOutlined } from '@ant-design/icons'
import type { Feature, Right } from '../../../app/feature.ts'

const read: Right = { module: 'analyses', action: 'read', sees: ['finance', 'behaviour'] }

export const rfm: Feature = {
  name: 'rfm',
  pages: [
    {
      path: '/rfm',
      title: 'title',
      right: read,
      load: () => import('./rfm-page.tsx').then((module) => module.RfmPage),
    },
  ],
  nav: [{ section: 'insight', order: 50, path: '/rfm', label: 'nav', icon: <TableOutlined />, right: read }],
}

export const lifetime: Feature = {
  name: 'lifetime',
  pages: [
    {
      path: '/lifetime',
      title: 'title',
      right: read,
      load: () => import('./lifetime-page.tsx').then((module) => module.LifetimePage),
    },
  ],
  nav: [{ section: 'insight', order: 52, path: '/lifetime', label: 'nav', icon: <HeartOutlined />, right: read }],
}
