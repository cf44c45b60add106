// Every check and test of the project. Arguments go to vitest: npm test -- apps/server/src/modules/accounts
import { buildWeb } from './build-web.mjs'
import { main } from './problem.mjs'
import { checks, runSteps, tool } from './steps.mjs'

const vitestArgs = process.argv.slice(2).filter((argument) => argument !== '--')

await main(() =>
  runSteps([
    ...checks,
    { name: '构建网页 Web build', run: () => buildWeb().then(() => 0) },
    { name: '测试 Tests', run: tool('vitest', 'run', ...vitestArgs) },
  ]),
)
