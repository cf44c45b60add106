import pg from 'pg'
import { startThrowAway } from '../src/platform/embedded/for-tests.ts'
import { prepareDatabase } from '../src/platform/prepare-database.ts'
import { generatedFile, generateTypes } from './generate-types.ts'

/** `npm run types`: migrates a throw-away database and writes the types of its tables. */
const server = await startThrowAway()
try {
  const client = new pg.Client(server.connection)
  await client.connect()
  await prepareDatabase(client, 'types')
  await client.end()
  await generateTypes({ ...server.connection, password: String(server.connection.password) }, generatedFile)
  console.log('Wrote apps/server/src/platform/schema.generated.ts')
} finally {
  await server.stop()
}
