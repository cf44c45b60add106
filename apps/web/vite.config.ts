import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { precompress } from './build/precompress.ts'
import { traditionalChinese } from './build/traditional-chinese.ts'

const server = process.env.QUAYSIDE_API ?? 'http://127.0.0.1:4747'

/**
 * Libraries every page needs travel in one file, the icons in another, and so do pieces several screens share and the texts of
 * one language: each file is a request, and a browser asks for six at a time.
 */
const groups = [
  {
    name: 'base',
    test: /node_modules\/(react|react-dom|scheduler|@tanstack\/(react-router|router-core|history|react-store|store|query-core|react-query)|i18next|react-i18next|zod)\//,
  },
  { name: 'icons', test: /node_modules\/@ant-design\/icons/ },
  { name: 'texts-en', test: /src\/i18n\/en\/(?!app|session)/ },
  { name: 'texts-zh-TW', test: /src\/i18n\/zh-CN\/(?!app|session).*\?traditional/ },
  { name: 'texts-zh-CN', test: /src\/i18n\/zh-CN\/(?!app|session)[^?]*$/ },
  // Screens before the sign-in take nothing from these two.
  {
    name: 'library',
    test: /node_modules\/(antd|@rc-component|@ant-design\/(?!icons)|@emotion|dayjs|clsx)\//,
    minShareCount: 24,
  },
  { name: 'kit', test: /src\/ui\/(?!logo|key-hint)/, minShareCount: 12 },
]

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), traditionalChinese(), precompress()],
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
