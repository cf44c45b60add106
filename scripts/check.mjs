// Types, format, import rules, dead code: what can be told without running the program.
import { main } from './problem.mjs'
import { checks, runSteps } from './steps.mjs'

await main(() => runSteps(checks))
