const everyMs = 500

/**
 * npm hands a signal on to its shell, and some shells end of it without telling us: a service manager that stops
 * `npm start` would leave the program running. Whoever has lost the parent npm gave it stops as if asked to.
 */
export function stopWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, everyMs)
  watch.unref()
}
