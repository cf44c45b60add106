import { AppstoreOutlined } from '@ant-design/icons'
import type { Feature, Right } from '../../../app/feature.ts'

const read: Right = { module: 'analyses', action: 'read', sees: ['finance', 'behaviour'] }

export const matrices: Feature = {
  name: 'matrices',
  pages: [
    {
      path: '/matrices',
      title: 'title',
      right: read,
      load: () => import('./matrices-page.tsx').then((module) => module.MatricesPage),
    },
  ],
  nav: [{ section: 'insight', order: 48, path: '/matrices', label: 'nav', icon: <AppstoreOutlined />, right: read }],
}
