import { PieChartOutlined } from '@ant-design/icons'
import type { Feature, Right } from '../../../app/feature.ts'

const read: Right = { module: 'analyses', action: 'read', sees: ['finance'] }

export const composition: Feature = {
  name: 'composition',
  pages: [
    {
      path: '/composition',
      title: 'title',
      right: read,
      load: () => import('./composition-page.tsx').then((module) => module.CompositionPage),
    },
  ],
  nav: [{ section: 'insight', order: 40, path: '/composition', label: 'nav', icon: <PieChartOutlined />, right: read }],
}
