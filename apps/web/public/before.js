// Runs before everything else, so that a dark screen never flashes white. An own file, because the content security policy forbids inline scripts.
;(() => {
  const read = (key) => {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  }
  const wanted = read('quayside.theme') || 'system'
  const dark = wanted === 'dark' || (wanted === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  document.documentElement.dataset.density = read('quayside.density') || 'comfortable'
})()

// Zod would try to compile its checks with `new Function`, which the content security policy forbids and reports.
globalThis.__zod_globalConfig = { jitless: true }
