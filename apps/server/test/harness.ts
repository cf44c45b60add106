/** Everything a server test needs: a database of its own, users, the real application. */
export { afterEveryFile } from './after-file.ts'
export { anAccount, aRole, aTeam, aUser, findUser, type TestRights, type UserOptions } from './builders.ts'
export { type Answer, type Asked, type TestApp, testApp, testFiles } from './test-app.ts'
export { rolledBack, settled, type TestDatabase, testDatabase } from './test-database.ts'
