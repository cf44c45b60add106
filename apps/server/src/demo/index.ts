export { demoWebhooks as loadWebhooks } from '../modules/webhooks/index.ts'
export { type DemoLoaded, isEmpty, loadDemo } from './load-demo.ts'
export { loadEdi } from './load-edi.ts'
export { loadWorld, type WorldLoaded } from './load-world.ts'
