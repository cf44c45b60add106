import pg from 'pg'

/** A statement kept prepared on a connection. */
export interface Prepared {
  name: string
  text: string
  values: unknown[]
}

/** A statement that is prepared on the connection already and returns no row. */
export interface Known {
  name: string
  values: (string | null)[]
}

/** What the driver's query does with the messages of its answer; not in its published types. */
interface Driven {
  submit(connection: pg.Connection): Error | null
  handleCommandComplete(message: unknown, connection: pg.Connection): void
  /** Asks for the rows once the statement is bound, and ends the message. */
  _getRows(connection: pg.Connection): void
}

/**
 * Sends a statement together with others before and behind it, in one message and one transaction unless they begin or end one:
 * a single round trip. If one of them fails, those behind it do not run. They must be known to the connection and return no
 * row, because the driver knows of one statement only and counts their answers away.
 */
export async function queryAfter<Row extends pg.QueryResultRow>(
  client: pg.PoolClient,
  before: readonly Known[],
  { name, text, values }: Prepared,
  behind: readonly Known[] = [],
): Promise<Row[]> {
  const { promise, resolve, reject } = Promise.withResolvers<Row[]>()
  const config = { name, text, values, queryMode: 'extended' }
  const query = new pg.Query<Row>(config, (error, result) => (error ? reject(error) : resolve(result.rows)))
  const driven = query as unknown as Driven
  const submit = driven.submit.bind(driven)
  const complete = driven.handleCommandComplete.bind(driven)
  let toCome = before.length
  driven.submit = (connection) => {
    connection.stream.cork()
    try {
      run(connection, before)
      const fault = submit(connection)
      // The messages before it lack their end: nothing else may be sent here.
      if (fault) connection.stream.destroy(fault)
      return fault
    } finally {
      connection.stream.uncork()
    }
  }
  driven._getRows = (connection) => {
    connection.execute({ portal: '' }, false)
    run(connection, behind)
    connection.sync()
  }
  driven.handleCommandComplete = (message, connection) => {
    if (toCome === 0) complete(message, connection)
    toCome -= 1
  }
  client.query(query)
  try {
    return await promise
  } catch (error) {
    // Made where the socket was read; here it says who asked.
    if (error instanceof Error) Error.captureStackTrace(error)
    throw error
  }
}

function run(connection: pg.Connection, statements: readonly Known[]): void {
  for (const one of statements) {
    connection.bind({ portal: '', statement: one.name, values: one.values }, false)
    connection.execute({ portal: '' }, false)
  }
}
