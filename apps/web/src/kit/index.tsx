import type { Feature } from '../app/feature.ts'

/** Development only: see `app/features.ts`. Its texts are English: nobody but developers sees them. */
export const kit: Feature = {
  name: 'ui',
  pages: [{ path: '/kit', title: 'kit', load: () => import('./kit-page.tsx').then((module) => module.KitPage) }],
}
