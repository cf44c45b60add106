// Every check and test of the project. Arguments go to vitest: npm test -- apps/server/src/modules/accounts
import { buildWeb } from './build-web.mjs'
import { main, tell } from './problem.mjs'
import { checks, runSteps, tool } from './steps.mjs'

const vitestArgs = process.argv.slice(2).filter((argument) => argument !== '--')

const webBuild = async () => {
  try {
    await buildWeb()
    return 0
  } catch (error) {
    tell(error)
    return 1
  }
}

await main(() =>
  runSteps([
    ...checks,
    { name: '构建网页 Web build', run: webBuild },
    { name: '测试 Tests', run: tool('vitest', 'run', ...vitestArgs) },
  ]),
)
