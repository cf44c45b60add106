import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { traditionalChinese } from './build/traditional-chinese.ts'

const server = process.env.QUAYSIDE_API ?? 'http://127.0.0.1:4747'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), traditionalChinese()],
  server: { host: '127.0.0.1', proxy: { '/api': { target: server } } },
  preview: { host: '127.0.0.1', proxy: { '/api': { target: server } } },
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 900,
    modulePreload: { polyfill: false },
    // The content policy takes fonts from our origin, not from data: addresses.
    assetsInlineLimit: (file) => (file.endsWith('.woff2') ? false : undefined),
  },
})
