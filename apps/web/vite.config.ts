import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { hasten } from './build/hasten.ts'
import { precompress } from './build/precompress.ts'
import { traditionalChinese } from './build/traditional-chinese.ts'

const server = process.env.QUAYSIDE_API ?? 'http://127.0.0.1:4747'

/**
 * Each file is a request, and a browser asks for six at a time: what every page needs travels in few files, and so do the
 * small pieces that several screens share.
 */
const groups = [
  // What asks for other files must not lie in one that few need.
  { name: 'first', test: /vite\/preload-helper|src\/app\/(first\.ts|app\.css)/ },
  {
    name: 'base',
    test: /node_modules\/(react|react-dom|scheduler|@tanstack\/(react-router|router-core|history|react-store|store|query-core|react-query)|i18next|react-i18next|zod)\//,
  },
  { name: 'icons', test: /node_modules\/@ant-design\/icons/ },
  { name: 'contract', test: /packages\/contract\// },
  // Screens before the sign-in take nothing from these two.
  {
    name: 'library',
    test: /node_modules\/(antd|@rc-component|@ant-design\/(?!icons)|@emotion|dayjs|clsx)\//,
    minShareCount: 28,
  },
  { name: 'kit', test: /src\/ui\/(?!logo|key-hint|size-text)/, minShareCount: 14 },
  { name: 'engine', test: /node_modules\/(echarts|zrender|tslib)\/|src\/ui\/chart\/(engine|canvas)/ },
  {
    name: 'controls',
    test: /node_modules\/(antd|@rc-component|@ant-design\/(?!icons)|@emotion|dayjs|clsx)\//,
    minShareCount: 5,
  },
  {
    name: 'doors',
    test: /src\/(ui\/(logo|size-text|key-hint)|app\/(?!shell|lists)|features\/([^/]+\/(\w+\/)?index\.tsx|session\/(front-door|auth)\.ts))/,
  },
  {
    debugName: 'shared by screens of a feature',
    // By feature, or the first screen carries the dialogs of all of them.
    name: (file) => `shared-${/features\/([^/]+)/.exec(file)?.[1] ?? 'app'}`,
    test: /src\/(ui\/(?!logo|key-hint|size-text)|app\/(shell|lists)|features\/(?!session))/,
    minShareCount: 2,
  },
]

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), traditionalChinese(), hasten(), precompress()],
  resolve: {
    alias: { '@rc-component/async-validator': fileURLToPath(new URL('build/no-validator.ts', import.meta.url)) },
  },
  // A build beside must not reload the page that is being worked on.
  server: { host: '127.0.0.1', proxy: { '/api': { target: server } }, watch: { ignored: ['**/dist*/**'] } },
  preview: { host: '127.0.0.1', proxy: { '/api': { target: server } } },
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 1_400,
    modulePreload: { polyfill: false },
    // The content policy takes fonts from our origin, not from data: addresses.
    assetsInlineLimit: (file) => (file.endsWith('.woff2') ? false : undefined),
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
})
