import { LineChartOutlined } from '@ant-design/icons'
import type { Feature, Right } from '../../../app/feature.ts'

const read: Right = { module: 'analyses', action: 'read', sees: ['finance', 'behaviour'] }

export const forecast: Feature = {
  name: 'forecast',
  pages: [
    {
      path: '/forecast',
      title: 'title',
      right: read,
      load: () => import('./forecast-page.tsx').then((module) => module.ForecastPage),
    },
  ],
  nav: [{ section: 'insight', order: 90, path: '/forecast', label: 'nav', icon: <LineChartOutlined />, right: read }],
}
