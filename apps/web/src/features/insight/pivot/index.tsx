import { BorderlessTableOutlined } from '@ant-design/icons'
import type { Feature, Right } from '../../../app/feature.ts'

const read: Right = { module: 'analyses', action: 'read', sees: ['finance'] }

export const pivot: Feature = {
  name: 'pivot',
  pages: [
    {
      path: '/pivot',
      title: 'title',
      right: read,
      load: () => import('./pivot-page.tsx').then((module) => module.PivotPage),
    },
  ],
  nav: [
    { section: 'insight', order: 90, path: '/pivot', label: 'nav', icon: <BorderlessTableOutlined />, right: read },
  ],
}
