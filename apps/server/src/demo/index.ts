export { type DemoLoaded, type DemoScale, isEmpty, loadCustomers, loadDemo, worldOf } from './load-demo.ts'
