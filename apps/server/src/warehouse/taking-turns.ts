/** Gives whoever comes the next idle one of several connections; who finds none waits, first come first served. */
export function takingTurns<Connection>(connections: readonly Connection[]) {
  const idle = [...connections]
  const waiting: ((connection: Connection) => void)[] = []
  return async <Result>(work: (connection: Connection) => Promise<Result>): Promise<Result> => {
    const connection = idle.pop() ?? (await new Promise<Connection>((resolve) => waiting.push(resolve)))
    try {
      return await work(connection)
    } finally {
      const next = waiting.shift()
      if (next) next(connection)
      else idle.push(connection)
    }
  }
}
