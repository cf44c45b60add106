/** Whoever asked and heard nothing for this long is told; an answer to anybody since then says that the server is there. */
const silenceMs = 6_000

interface Said {
  onSilent: () => void
  onHeard: () => void
}

/** Watches questions that are under way: `asked()` when one is sent, what it returns when its answer, or its failure, has come. */
export function watchSilence({ onSilent, onHeard }: Said) {
  let answers = 0
  return {
    asked() {
      const before = answers
      const timer = setTimeout(() => {
        if (answers === before) onSilent()
      }, silenceMs)
      return (answered: boolean) => {
        clearTimeout(timer)
        if (!answered) return
        answers++
        onHeard()
      }
    },
  }
}
